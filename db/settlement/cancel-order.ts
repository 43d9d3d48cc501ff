import { eq } from "drizzle-orm";
import { giveStrike } from "../queries/strikes.ts";
import type { CancelReason } from "../../domain/order/cancel.ts";
import { computeNextStanding } from "../../domain/order/lifecycle.ts";
import type { DatabaseClient, Transaction } from "../database.ts";
import { orders } from "../schema/orders.ts";
import { writeNotice } from "./notice.ts";
import { type OrderRow, lockOrder } from "./order-row.ts";
import { offerSecondChance } from "./second-chance.ts";
import { findLastPayment } from "./unpaid.ts";
import type { WorkItem } from "./work-item.ts";

/**
 * Ends an unpaid order, and offers its lot to the next bidder where its buyer is why (rule S2). Null when it cannot be:
 * it is not unpaid, or a payment is under way that might yet go through.
 */
export async function cancelUnpaid(
  client: DatabaseClient,
  cancel: { readonly orderId: string; readonly reason: CancelReason; readonly at: Date },
): Promise<WorkItem[] | null> {
  return client.transact(async (transaction) => {
    const order = await lockOrder(transaction, cancel.orderId);
    return order === undefined ? null : cancelLocked(transaction, order, cancel);
  });
}

/** The same for an order that is locked already. */
export async function cancelLocked(
  transaction: Transaction,
  order: OrderRow,
  { reason, at }: { readonly reason: CancelReason; readonly at: Date },
): Promise<WorkItem[] | null> {
  const moved = computeNextStanding(order, "cancel");
  if (!moved.ok || (await hasOpenPayment(transaction, order.id))) return null;
  await transaction
    .update(orders)
    .set({ ...moved.value, cancelReason: reason, cancelledAt: at, nextActionAt: null, actionAttempts: 0 })
    .where(eq(orders.id, order.id));
  const told = await tellBoth(transaction, order, at);
  // Who won owes; an offer that was not taken owes nothing.
  if (reason === "payment-failed" && order.origin === "hammer")
    told.push(...(await giveStrike(transaction, { orderId: order.id, userId: order.buyerId, at })));
  return isBuyersDoing(reason) ? [...told, ...(await offerSecondChance(transaction, { order, at }))] : told;
}

const isBuyersDoing = (reason: CancelReason): boolean =>
  reason === "payment-failed" || reason === "offer-expired" || reason === "offer-declined";

async function hasOpenPayment(transaction: Transaction, orderId: string): Promise<boolean> {
  const last = await findLastPayment(transaction, orderId);
  return last !== undefined && last.status !== "failed" && last.status !== "canceled";
}

async function tellBoth(transaction: Transaction, order: OrderRow, at: Date): Promise<WorkItem[]> {
  const items: WorkItem[] = [];
  for (const userId of [order.buyerId, order.sellerId])
    items.push(
      ...(await writeNotice(transaction, { orderId: order.id, userId, kind: "order-cancelled", at })),
    );
  return items;
}
