import { and, asc, eq, isNotNull, isNull, lte } from "drizzle-orm";
import { computeSharesLeft } from "../../domain/ledger/movements.ts";
import { recordRelease } from "../../domain/ledger/payout-movements.ts";
import type { Database, DatabaseClient } from "../database.ts";
import { writeLedger } from "../queries/ledger.ts";
import { orders } from "../schema/orders.ts";
import { type OrderRow, lockOrder, toLedgerOrder } from "../settlement/order-row.ts";

/** The orders whose money may have become their sellers', the longest waiting first. */
export async function listDueReleases(
  database: Database,
  { at, limit }: { readonly at: Date; readonly limit: number },
): Promise<string[]> {
  const rows = await database
    .select({ id: orders.id })
    .from(orders)
    .where(and(isNotNull(orders.releaseAt), isNull(orders.releasedAt), lte(orders.releaseAt, at)))
    .orderBy(asc(orders.releaseAt), asc(orders.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

const releasable: ReadonlySet<OrderRow["status"]> = new Set(["shipped", "delivered"]);

/** Whether an order's money is its seller's by now, as the order stands when it is held. */
const isDue = (order: OrderRow, at: Date): boolean =>
  releasable.has(order.status) &&
  order.releasedAt === null &&
  order.lostAt === null &&
  order.releaseAt !== null &&
  order.releaseAt <= at;

/**
 * Makes what is left of a seller's share theirs to be paid out. Looks again once the order is held, as a dispute or a
 * refund may have come in between; false when there is nothing to release (any more).
 */
export async function releaseOrder(client: DatabaseClient, orderId: string, at: Date): Promise<boolean> {
  return client.transact(async (transaction) => {
    const order = await lockOrder(transaction, orderId);
    if (order === undefined || !isDue(order, at)) return false;
    const ledgerOrder = toLedgerOrder(order);
    await writeLedger(
      transaction,
      recordRelease(ledgerOrder, computeSharesLeft(ledgerOrder, order.givenBackParts)),
      at,
    );
    await transaction.update(orders).set({ releasedAt: at }).where(eq(orders.id, order.id));
    return true;
  });
}
