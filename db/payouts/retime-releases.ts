import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { computeReleaseAt } from "../../domain/payout/release.ts";
import type { Transaction } from "../database.ts";
import { orders } from "../schema/orders.ts";

/**
 * Counts anew when a seller's money is released, for the orders whose money is still kept: whether the house trusts the
 * seller changed. Money that already went is not taken back.
 */
export async function retimeReleases(
  transaction: Transaction,
  { sellerId, isTrusted }: { readonly sellerId: string; readonly isTrusted: boolean },
): Promise<void> {
  const kept = await transaction
    .select({
      id: orders.id,
      shippedAt: orders.shippedAt,
      deliveredAt: orders.deliveredAt,
      lostAt: orders.lostAt,
    })
    .from(orders)
    .where(and(eq(orders.sellerId, sellerId), isNotNull(orders.releaseAt), isNull(orders.releasedAt)))
    .orderBy(asc(orders.id))
    .for("update");
  // A dispute, and money that went back, leave no release to count.
  const timed = kept.map(({ id, ...facts }) => ({
    id,
    releaseAt:
      computeReleaseAt({
        ...facts,
        isDisputed: false,
        isTrusted,
      })?.toISOString() ?? null,
  }));
  if (timed.length === 0) return;
  await transaction.execute(sql`
    update ${orders} set release_at = timed.release_at
    from (
      select unnest(${sql.param(timed.map(({ id }) => id))}::uuid[]) as id,
        unnest(${sql.param(timed.map(({ releaseAt }) => releaseAt))}::timestamptz[]) as release_at
    ) as timed
    where ${orders.id} = timed.id`);
}
