import { and, eq, gt, isNull } from "drizzle-orm";
import type { Database } from "../database.ts";
import { type AccountTokenPurpose, accountTokens } from "../schema/account-tokens.ts";
import { users } from "../schema/users.ts";
import { hasId } from "./ids.ts";

export interface NewAccountToken {
  /** SHA-256 of the token, hex. */
  readonly tokenHash: string;
  readonly userId: string;
  readonly purpose: AccountTokenPurpose;
  readonly email: string;
  readonly expiresAt: Date;
}

/** Keeps a token in place of the unused ones of its kind: only the newest mail works. */
export async function createAccountToken(database: Database, token: NewAccountToken): Promise<void> {
  const older = database.$with("older").as(
    database
      .delete(accountTokens)
      .where(
        and(
          hasId(accountTokens.userId, token.userId),
          eq(accountTokens.purpose, token.purpose),
          isNull(accountTokens.usedAt),
        ),
      )
      .returning({ tokenHash: accountTokens.tokenHash }),
  );
  await database.with(older).insert(accountTokens).values(token);
}

interface TokenQuestion {
  readonly tokenHash: string;
  readonly purpose: AccountTokenPurpose;
  readonly at: Date;
}

export interface TokenOwner {
  readonly userId: string;
  readonly email: string;
}

const isUsable = ({ tokenHash, purpose, at }: TokenQuestion) =>
  and(
    eq(accountTokens.tokenHash, tokenHash),
    eq(accountTokens.purpose, purpose),
    isNull(accountTokens.usedAt),
    gt(accountTokens.expiresAt, at),
  );

/** Whose token it is, if it can still be used; uses nothing up. */
export async function findAccountToken(
  database: Database,
  question: TokenQuestion,
): Promise<TokenOwner | undefined> {
  const [found] = await database
    .select({ userId: accountTokens.userId, email: accountTokens.email })
    .from(accountTokens)
    .innerJoin(users, eq(users.id, accountTokens.userId))
    .where(and(isUsable(question), isNull(users.deletedAt), isNull(users.disabledAt)));
  return found;
}

/** Uses a token up. Of any number of callers at once, one gets its owner and the others nothing. */
export async function spendAccountToken(
  database: Database,
  question: TokenQuestion,
): Promise<TokenOwner | undefined> {
  const [spent] = await database
    .update(accountTokens)
    .set({ usedAt: question.at })
    .where(isUsable(question))
    .returning({ userId: accountTokens.userId, email: accountTokens.email });
  return spent;
}
