import { and, asc, eq, sql } from "drizzle-orm";
import { must } from "../../domain/result.ts";
import { changeLimit, type LimitPeriod, periodMs, type SelfLimit } from "../../domain/trust/self-limit.ts";
import type { Database, DatabaseClient } from "../database.ts";
import { selfLimits } from "../schema/self-limits.ts";
import { hasId } from "./ids.ts";

export type SelfLimitRow = typeof selfLimits.$inferSelect;

export const toSelfLimit = ({ limitMinor, nextLimitMinor, nextAt }: SelfLimitRow): SelfLimit => ({
  limitMinor,
  nextLimitMinor,
  nextAtMs: nextAt?.getTime() ?? null,
});

/** All limits somebody set themselves: three for each currency at most. */
export const listSelfLimits = (database: Database, userId: string): Promise<SelfLimitRow[]> =>
  database
    .select()
    .from(selfLimits)
    .where(hasId(selfLimits.userId, userId))
    .orderBy(asc(selfLimits.currency), asc(selfLimits.period))
    .limit(600);

/** What somebody won within a day and within a month, by currency; what was called off or given back whole is not in it. */
export async function readWon(
  database: Database,
  { userId, at }: { readonly userId: string; readonly at: Date },
): Promise<Readonly<Record<string, { readonly dayMinor: number; readonly monthMinor: number }>>> {
  const since = (ms: number) => sql`${new Date(at.getTime() - ms).toISOString()}::timestamptz`;
  const { rows } = await database.execute<{ currency: string; day_minor: string; month_minor: string }>(sql`
    select currency, sum(hammer_minor) as month_minor,
      coalesce(sum(hammer_minor) filter (where sold_at > ${since(periodMs.day)}), 0) as day_minor
    from orders
    where buyer_id = ${userId}::uuid and status not in ('cancelled', 'refunded') and sold_at > ${since(periodMs.month)}
    group by currency`);
  return Object.fromEntries(
    rows.map((row) => [
      row.currency,
      { dayMinor: Number(row.day_minor), monthMinor: Number(row.month_minor) },
    ]),
  );
}

export interface LimitWish {
  readonly userId: string;
  readonly currency: string;
  readonly period: LimitPeriod;
  readonly limitMinor: number | null;
  readonly at: Date;
}

/** Lowers a limit at once, or asks for it to be raised. The row is locked: of two wishes at once each follows the other. */
export async function saveSelfLimit({ transact }: DatabaseClient, wish: LimitWish): Promise<SelfLimitRow> {
  const { userId, currency, period, limitMinor, at } = wish;
  const isIt = and(
    eq(selfLimits.userId, userId),
    eq(selfLimits.currency, currency),
    eq(selfLimits.period, period),
  );
  return transact(async (transaction) => {
    await transaction.insert(selfLimits).values({ userId, currency, period }).onConflictDoNothing();
    const [standing] = await transaction.select().from(selfLimits).where(isIt).for("update");
    const { nextAtMs, ...next } = changeLimit(
      toSelfLimit(must(standing, "it was just made")),
      limitMinor,
      at.getTime(),
    );
    const [saved] = await transaction
      .update(selfLimits)
      .set({ ...next, nextAt: nextAtMs === null ? null : new Date(nextAtMs) })
      .where(isIt)
      .returning();
    return must(saved, "it is locked");
  });
}
