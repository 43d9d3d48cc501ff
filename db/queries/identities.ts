import { and, asc, count, eq } from "drizzle-orm";
import { accept, must, refuse, type Result } from "../../domain/result.ts";
import type { Database, DatabaseClient } from "../database.ts";
import { passkeys } from "../schema/passkeys.ts";
import { userIdentities } from "../schema/user-identities.ts";
import { users } from "../schema/users.ts";
import { hasId } from "./ids.ts";

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
 * Unlinks an identity, unless nothing else would open the account: a password, a passkey or another identity. The lock on
 * the account lets no two unlinkings at once leave it with nothing.
 */
export async function deleteIdentity(
  { transact }: DatabaseClient,
  identity: { readonly userId: string; readonly identityId: string },
): Promise<Result<{ readonly provider: string }, UnlinkRefusal>> {
  const { userId, identityId } = identity;
  return transact(async (transaction) => {
    const [account] = await transaction
      .select({ passwordHash: users.passwordHash })
      .from(users)
      .where(hasId(users.id, userId))
      .for("update");
    const own = hasId(userIdentities.userId, userId);
    const isIt = and(hasId(userIdentities.id, identityId), own);
    const [found] = await transaction
      .select({ provider: userIdentities.provider })
      .from(userIdentities)
      .where(isIt);
    if (account === undefined || found === undefined) return refuse("unknown");
    const [identities] = await transaction.select({ all: count() }).from(userIdentities).where(own);
    const [keys] = await transaction
      .select({ all: count() })
      .from(passkeys)
      .where(hasId(passkeys.userId, userId));
    const waysLeft = (identities?.all ?? 0) - 1 + (keys?.all ?? 0) + (account.passwordHash === null ? 0 : 1);
    if (waysLeft === 0) return refuse("last_way_in");
    await transaction.delete(userIdentities).where(isIt);
    return accept(found);
  });
}
