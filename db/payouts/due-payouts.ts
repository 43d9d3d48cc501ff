import { and, asc, eq, isNotNull, lte, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { payouts } from "../schema/payouts.ts";

/** The payouts that are to be looked at, the longest waiting first. */
export async function listDuePayouts(
  database: Database,
  { at, limit }: { readonly at: Date; readonly limit: number },
): Promise<string[]> {
  const rows = await database
    .select({ id: payouts.id })
    .from(payouts)
    .where(and(isNotNull(payouts.nextActionAt), lte(payouts.nextActionAt, at)))
    .orderBy(asc(payouts.nextActionAt), asc(payouts.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

const waitMs = 5_000;
const waitMaxMs = 3_600_000;

/** A look that failed: the next one is later each time, up to an hour. */
export async function postponePayout(database: Database, payoutId: string, at: Date): Promise<void> {
  await database
    .update(payouts)
    .set({
      nextActionAt: sql`${at.toISOString()}::timestamptz
        + least(${waitMs} * 2 ^ least(${payouts.actionAttempts}, 20), ${waitMaxMs}) * interval '1 millisecond'`,
      actionAttempts: sql`least(${payouts.actionAttempts} + 1, 1000)`,
    })
    .where(and(eq(payouts.id, payoutId), isNotNull(payouts.nextActionAt)));
}
