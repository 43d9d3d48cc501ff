import { and, eq, gt, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { totpFactors } from "../schema/second-factors.ts";
import { hasId } from "./ids.ts";

/** Keeps the secret of an app that is not confirmed yet, in place of an earlier one; false when an app is on. */
export async function offerTotp(
  database: Database,
  offer: { readonly userId: string; readonly encryptedSecret: string; readonly at: Date },
): Promise<boolean> {
  const { userId, encryptedSecret, at: createdAt } = offer;
  const kept = await database
    .insert(totpFactors)
    .values({ userId, encryptedSecret, createdAt })
    .onConflictDoUpdate({
      target: totpFactors.userId,
      set: { encryptedSecret, createdAt },
      setWhere: isNull(totpFactors.confirmedAt),
    })
    .returning({ userId: totpFactors.userId });
  return kept.length > 0;
}

const isOffered = (userId: string, since: Date) =>
  and(hasId(totpFactors.userId, userId), isNull(totpFactors.confirmedAt), gt(totpFactors.createdAt, since));

const isOn = (userId: string) => and(hasId(totpFactors.userId, userId), isNotNull(totpFactors.confirmedAt));

/** The secret that waits for its first code. */
export async function findOfferedTotp(
  database: Database,
  userId: string,
  since: Date,
): Promise<string | undefined> {
  const [found] = await database
    .select({ encryptedSecret: totpFactors.encryptedSecret })
    .from(totpFactors)
    .where(isOffered(userId, since));
  return found?.encryptedSecret;
}

/** The secret that codes are checked against. */
export async function findTotp(database: Database, userId: string): Promise<string | undefined> {
  const [found] = await database
    .select({ encryptedSecret: totpFactors.encryptedSecret })
    .from(totpFactors)
    .where(isOn(userId));
  return found?.encryptedSecret;
}

/** Turns an offered app on, with the step of the code that proved it; false when another was offered meanwhile. */
export async function confirmTotp(
  database: Database,
  proof: {
    readonly userId: string;
    readonly encryptedSecret: string;
    readonly step: number;
    readonly at: Date;
    readonly since: Date;
  },
): Promise<boolean> {
  const confirmed = await database
    .update(totpFactors)
    .set({ confirmedAt: proof.at, lastStep: proof.step })
    .where(and(isOffered(proof.userId, proof.since), eq(totpFactors.encryptedSecret, proof.encryptedSecret)))
    .returning({ userId: totpFactors.userId });
  return confirmed.length > 0;
}

/** Uses a time step up, and every one before it. Of any number of callers at once, one gets it. */
export async function spendTotpStep(database: Database, userId: string, step: number): Promise<boolean> {
  const spent = await database
    .update(totpFactors)
    .set({ lastStep: step })
    .where(and(isOn(userId), or(isNull(totpFactors.lastStep), lt(totpFactors.lastStep, step))))
    .returning({ userId: totpFactors.userId });
  return spent.length > 0;
}

/** Keeps the same secret in another form, unless it was replaced meanwhile. */
export async function replaceTotpSecret(
  database: Database,
  change: { readonly userId: string; readonly from: string; readonly to: string },
): Promise<void> {
  await database
    .update(totpFactors)
    .set({ encryptedSecret: change.to })
    .where(and(hasId(totpFactors.userId, change.userId), eq(totpFactors.encryptedSecret, change.from)));
}

/** Takes the app away; whether there was one that was on. */
export async function deleteTotp(database: Database, userId: string): Promise<boolean> {
  const gone = await database
    .delete(totpFactors)
    .where(hasId(totpFactors.userId, userId))
    .returning({ wasOn: sql<boolean>`${totpFactors.confirmedAt} is not null` });
  return gone[0]?.wasOn ?? false;
}
