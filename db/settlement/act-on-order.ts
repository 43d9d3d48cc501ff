import { eq } from "drizzle-orm";
import { type CancelRefusal, computeCancel, isPurchase } from "../../domain/order/cancel.ts";
import { computeNextStanding } from "../../domain/order/lifecycle.ts";
import { accept, must, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { DatabaseClient } from "../database.ts";
import { type AuditEntry, recordAudit } from "../queries/audit.ts";
import { carriesOthers } from "../queries/parcels.ts";
import { lots } from "../schema/lots.ts";
import { orders } from "../schema/orders.ts";
import { beginRefund } from "./begin-refund.ts";
import type { RefundOrder, RefundRefusal } from "./begin-refund.ts";
import { cancelLocked } from "./cancel-order.ts";
import { lockOrder } from "./order-row.ts";
import type { WorkItem } from "./work-item.ts";

/** A seller's refund; to anybody else the order is not there. */
export async function refundBySeller(
  client: DatabaseClient,
  refund: RefundOrder & {
    readonly orderId: string;
    readonly requestedBy: string;
  },
): Promise<Result<WorkItem[], "not_found" | RefundRefusal>> {
  return client.transact(async (transaction) => {
    const order = await lockOrder(transaction, refund.orderId);
    if (order?.sellerId !== refund.requestedBy) return refuse("not_found");
    return beginRefund(transaction, order, refund);
  });
}

/** One of an order's parties calls it off: cancelled before it was paid, refunded after (see `computeCancel`). */
export async function cancelByParty(
  client: DatabaseClient,
  cancel: {
    readonly orderId: string;
    readonly userId: string;
    readonly note: string | null;
    readonly at: Date;
  },
): Promise<Result<WorkItem[], "not_found" | "payment_in_progress" | CancelRefusal | RefundRefusal>> {
  const { orderId, userId, note, at } = cancel;
  return client.transact(async (transaction) => {
    const order = await lockOrder(transaction, orderId);
    if (order === undefined || (order.buyerId !== userId && order.sellerId !== userId))
      return refuse("not_found");
    const by = order.buyerId === userId ? "buyer" : "seller";
    const [lot] = await transaction
      .select({
        format: lots.format,
        buyNowMinor: lots.buyNowMinor,
        bidCount: lots.bidCount,
        carriesOthers,
      })
      .from(orders)
      .innerJoin(lots, eq(lots.id, orders.lotId))
      .where(eq(orders.id, order.id));
    const sold = must(lot, "an order's lot is never deleted");
    const way = computeCancel({
      by,
      status: order.status,
      origin: order.origin,
      isPurchase: isPurchase(sold),
      carriesOthers: sold.carriesOthers,
      soldAtMs: order.soldAt.getTime(),
      nowMs: at.getTime(),
    });
    if (!way.ok) return way;
    if (way.value === "refund")
      return beginRefund(transaction, order, {
        amountMinor: null,
        reason: "cancelled",
        note,
        requestedBy: userId,
        at,
      });
    const isDeclined = by === "buyer" && order.origin === "second-chance";
    const cancelled = await cancelLocked(transaction, order, {
      reason: isDeclined ? "offer-declined" : by,
      at,
    });
    return cancelled === null ? refuse("payment_in_progress") : accept(cancelled);
  });
}

/** The carrier lost an order's parcel: whoever bought it gets everything back, and nothing of it is released. */
export async function loseOrder(
  client: DatabaseClient,
  loss: {
    readonly orderId: string;
    readonly reportedBy: string;
    readonly at: Date;
    readonly request: Pick<AuditEntry, "requestId" | "ipAddress">;
  },
): Promise<Result<WorkItem[], "not_found" | RefundRefusal>> {
  const { orderId, reportedBy, at, request } = loss;
  return client.transact(async (transaction) => {
    const order = await lockOrder(transaction, orderId);
    if (order === undefined) return refuse("not_found");
    const isUnderway = order.status === "shipped" || order.statusBeforeDispute === "shipped";
    if (!isUnderway || !computeNextStanding(order, "refund").ok) return refuse("order_state");
    const refunded = await beginRefund(transaction, order, {
      amountMinor: null,
      reason: "lost",
      note: null,
      requestedBy: reportedBy,
      at,
    });
    if (!refunded.ok) return refunded;
    await transaction.update(orders).set({ lostAt: at }).where(eq(orders.id, order.id));
    await recordAudit(transaction, {
      ...request,
      actorId: reportedBy,
      action: "order.lost",
      subjectType: "order",
      subjectId: order.id,
    });
    return refunded;
  });
}
