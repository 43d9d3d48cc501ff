import type { LedgerOrder } from "../../domain/ledger/movements.ts";
import type { Transaction } from "../database.ts";
import { hasId } from "../queries/ids.ts";
import { orders } from "../schema/orders.ts";

export type OrderRow = typeof orders.$inferSelect;

/**
 * The order, held until the transaction ends. Whatever moves an order or its money locks the order first, so that two
 * such things, whoever they come from, happen one after the other and never wait for each other in a ring.
 */
export async function lockOrder(transaction: Transaction, orderId: string): Promise<OrderRow | undefined> {
  const [row] = await transaction.select().from(orders).where(hasId(orders.id, orderId)).for("update");
  return row;
}

export const toLedgerOrder = (row: OrderRow): LedgerOrder => ({
  orderId: row.id,
  buyerId: row.buyerId,
  sellerId: row.sellerId,
  currency: row.currency,
  hammerMinor: row.hammerMinor,
  premiumMinor: row.premiumMinor,
  shippingMinor: row.shippingMinor,
  taxMinor: row.taxMinor,
  totalMinor: row.totalMinor,
  feeBps: row.feeBps,
});
