import { and, asc, eq } from "drizzle-orm";
import { accept, must, refuse, type Result } from "../../domain/result.ts";
import type { Database, DatabaseClient } from "../database.ts";
import { userIdentities } from "../schema/user-identities.ts";
import { hasId } from "./ids.ts";
import { countWaysIn } from "./ways-in.ts";

interface Subject {
  readonly issuer: string;
  readonly subject: string;
}

const isSubject = ({ issuer, subject }: Subject) =>
  and(eq(userIdentities.issuer, issuer), eq(userIdentities.subject, subject));

/** Whose account an identity opens. */
export async function findIdentityOwner(database: Database, subject: Subject): Promise<string | undefined> {
  const [found] = await database
    .select({ userId: userIdentities.userId })
    .from(userIdentities)
    .where(isSubject(subject));
  return found?.userId;
}

export interface NewIdentity extends Subject {
  readonly userId: string;
  readonly provider: string;
  readonly email: string | null;
}

/** Keeps an identity for an account, unless somebody has it already; says who has it now. */
export async function createIdentity(
  database: Database,
  identity: NewIdentity,
): Promise<{ readonly ownerId: string; readonly isNew: boolean }> {
  const [created] = await database
    .insert(userIdentities)
    .values(identity)
    .onConflictDoNothing()
    .returning({ userId: userIdentities.userId });
  if (created !== undefined) return { ownerId: created.userId, isNew: true };
  const ownerId = await findIdentityOwner(database, identity);
  return { ownerId: must(ownerId, "what is in the way has an owner"), isNew: false };
}

/** An account's identities, the oldest first. Bounded: there are a handful of providers. */
export async function listIdentities(database: Database, userId: string) {
  return database
    .select({
      id: userIdentities.id,
      provider: userIdentities.provider,
      email: userIdentities.email,
      createdAt: userIdentities.createdAt,
    })
    .from(userIdentities)
    .where(hasId(userIdentities.userId, userId))
    .orderBy(asc(userIdentities.id))
    .limit(50);
}

export type UnlinkRefusal = "unknown" | "last_way_in";

/**
 * Unlinks an identity, unless nothing else would open the account: a password, a passkey or another identity.
 */
export async function deleteIdentity(
  { transact }: DatabaseClient,
  identity: { readonly userId: string; readonly identityId: string },
): Promise<Result<{ readonly provider: string }, UnlinkRefusal>> {
  const { userId, identityId } = identity;
  return transact(async (transaction) => {
    const ways = await countWaysIn(transaction, userId);
    const isIt = and(hasId(userIdentities.id, identityId), hasId(userIdentities.userId, userId));
    const [found] = await transaction
      .select({ provider: userIdentities.provider })
      .from(userIdentities)
      .where(isIt);
    if (found === undefined) return refuse("unknown");
    if (ways === 1) return refuse("last_way_in");
    await transaction.delete(userIdentities).where(isIt);
    return accept(found);
  });
}
