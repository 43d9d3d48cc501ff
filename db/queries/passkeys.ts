import { and, asc, eq, lt, or, sql } from "drizzle-orm";
import { accept, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { Database, DatabaseClient } from "../database.ts";
import { passkeys, spentChallenges } from "../schema/passkeys.ts";
import { hasId } from "./ids.ts";
import { countWaysIn } from "./ways-in.ts";

/** More than anybody has devices for; the next is refused. */
export const passkeysPerUserMax = 20;

export type PasskeyRow = typeof passkeys.$inferSelect;

export async function listPasskeysOf(database: Database, userId: string): Promise<PasskeyRow[]> {
  return database
    .select()
    .from(passkeys)
    .where(hasId(passkeys.userId, userId))
    .orderBy(asc(passkeys.id))
    .limit(passkeysPerUserMax);
}

export async function findPasskey(database: Database, credentialId: string): Promise<PasskeyRow | undefined> {
  const [found] = await database.select().from(passkeys).where(eq(passkeys.credentialId, credentialId));
  return found;
}

/** Keeps a passkey; undefined when its id is taken, as an authenticator picks them at random, by a copy. */
export async function createPasskeyRow(
  database: Database,
  passkey: Omit<PasskeyRow, "id" | "createdAt" | "lastUsedAt">,
): Promise<PasskeyRow | undefined> {
  const [created] = await database.insert(passkeys).values(passkey).onConflictDoNothing().returning();
  return created;
}

export async function renamePasskeyOf(
  database: Database,
  passkey: { readonly id: string; readonly userId: string; readonly name: string },
): Promise<PasskeyRow | undefined> {
  const [renamed] = await database
    .update(passkeys)
    .set({ name: passkey.name })
    .where(and(hasId(passkeys.id, passkey.id), hasId(passkeys.userId, passkey.userId)))
    .returning();
  return renamed;
}

/** Takes a passkey away, unless nothing else would open the account: a password, an identity or another passkey. */
export async function deletePasskeyOf(
  { transact }: DatabaseClient,
  passkey: { readonly id: string; readonly userId: string },
): Promise<Result<PasskeyRow, "unknown" | "last_way_in">> {
  return transact(async (transaction) => {
    const ways = await countWaysIn(transaction, passkey.userId);
    const isIt = and(hasId(passkeys.id, passkey.id), hasId(passkeys.userId, passkey.userId));
    const [found] = await transaction.select().from(passkeys).where(isIt);
    if (found === undefined) return refuse("unknown");
    if (ways === 1) return refuse("last_way_in");
    await transaction.delete(passkeys).where(isIt);
    return accept(found);
  });
}

/**
 * Moves a passkey's counter forward; false when it would not move, which is what a copied authenticator looks like.
 * One that stays at zero for ever keeps no count.
 */
export async function recordPasskeyUse(
  database: Database,
  use: { readonly id: string; readonly counter: number; readonly isBackedUp: boolean; readonly at: Date },
): Promise<boolean> {
  const moved = await database
    .update(passkeys)
    .set({ counter: use.counter, isBackedUp: use.isBackedUp, lastUsedAt: use.at })
    .where(
      and(
        eq(passkeys.id, use.id),
        or(lt(passkeys.counter, use.counter), sql`${passkeys.counter} = 0 and ${use.counter}::bigint = 0`),
      ),
    )
    .returning({ id: passkeys.id });
  return moved.length > 0;
}

/** Uses a challenge up. Of any number of callers at once, one gets it. */
export async function spendChallenge(
  database: Database,
  challenge: { readonly challengeHash: string; readonly expiresAt: Date },
): Promise<boolean> {
  const spent = await database
    .insert(spentChallenges)
    .values(challenge)
    .onConflictDoNothing()
    .returning({ challengeHash: spentChallenges.challengeHash });
  return spent.length > 0;
}
