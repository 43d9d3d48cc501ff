import { and, eq, sql } from "drizzle-orm";
import { recordRefund } from "../../domain/ledger/movements.ts";
import { computeNextStanding } from "../../domain/order/lifecycle.ts";
import { orderLimits } from "../../domain/order/order-limits.ts";
import { accept, must, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { Transaction } from "../database.ts";
import { writeLedger } from "../queries/ledger.ts";
import { disputes } from "../schema/disputes.ts";
import { orders } from "../schema/orders.ts";
import { payments } from "../schema/payments.ts";
import { refunds } from "../schema/refunds.ts";
import type { RefundReason } from "../schema/refunds.ts";
import { writeNotice } from "./notice.ts";
import { type OrderRow, toLedgerOrder } from "./order-row.ts";
import type { WorkItem } from "./work-item.ts";

export type RefundRefusal =
  | "order_state"
  /** More than is left of what was paid. */
  | "amount_too_large"
  | "too_many_refunds"
  /** The buyer's bank has the money until it has decided: given back here, it would be given back twice. */
  | "disputed_at_bank";

/** A part of what was paid, or all that is left, to be given back. */
export interface RefundOrder {
  /** Null: all that is left. */
  readonly amountMinor: number | null;
  readonly reason: RefundReason;
  readonly note: string | null;
  /** Null: the house. */
  readonly requestedBy: string | null;
  readonly at: Date;
}

/**
 * Decides a refund of an order that is locked: everybody's share goes back at once, the money when its provider has sent
 * it. All that is left makes the order `refunded`; a part leaves it where it is.
 */
export async function beginRefund(
  transaction: Transaction,
  order: OrderRow,
  refund: RefundOrder,
): Promise<Result<WorkItem[], RefundRefusal>> {
  const moved = computeNextStanding(order, "refund");
  if (!moved.ok) return refuse("order_state");
  if (await hasBankDispute(transaction, order.id)) return refuse("disputed_at_bank");
  const leftMinor = order.totalMinor - order.refundedMinor;
  const amountMinor = refund.amountMinor ?? leftMinor;
  if (amountMinor > leftMinor) return refuse("amount_too_large");
  if (order.givenBackParts.length >= orderLimits.refundsMax) return refuse("too_many_refunds");
  const { at, reason, note, requestedBy } = refund;
  const refundId = await insertRefund(transaction, order, { amountMinor, at, reason, note, requestedBy });
  const isReleased = order.releasedAt !== null;
  const given = { refundId, amountMinor, givenBackMinor: order.givenBackParts, isReleased };
  await writeLedger(transaction, recordRefund(toLedgerOrder(order), given), at);
  const isWhole = amountMinor === leftMinor;
  await giveBack(transaction, order, amountMinor);
  if (isWhole) await endOrder(transaction, order, { at, standing: moved.value });
  const { id: orderId, buyerId: userId } = order;
  const told = await writeNotice(transaction, {
    orderId,
    userId,
    kind: "order-refunded",
    about: refundId,
    at,
  });
  return accept([{ kind: "refund", id: refundId }, ...told]);
}

/** Whether a bank has some of the order's money, and has not decided. */
export async function hasBankDispute(transaction: Transaction, orderId: string): Promise<boolean> {
  const rows = await transaction
    .select({ id: disputes.id })
    .from(disputes)
    .where(and(eq(disputes.orderId, orderId), eq(disputes.status, "open"), eq(disputes.origin, "bank")));
  return rows.length > 0;
}

async function insertRefund(
  transaction: Transaction,
  order: OrderRow,
  refund: Omit<RefundOrder, "amountMinor"> & { readonly amountMinor: number },
): Promise<string> {
  const { at, ...row } = refund;
  const [payment] = await transaction
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.orderId, order.id), eq(payments.status, "completed")));
  const [made] = await transaction
    .insert(refunds)
    .values({
      ...row,
      orderId: order.id,
      paymentId: must(payment, "what is given back was paid").id,
      nextActionAt: at,
    })
    .returning({ id: refunds.id });
  return must(made, "a row was inserted").id;
}

/** Counts a part as given back; who gave how much of it follows from the parts and their order. */
export async function giveBack(
  transaction: Transaction,
  order: OrderRow,
  amountMinor: number,
): Promise<void> {
  await transaction
    .update(orders)
    .set({
      refundedMinor: order.refundedMinor + amountMinor,
      givenBackParts: sql`array_append(${orders.givenBackParts}, ${amountMinor}::bigint)`,
    })
    .where(eq(orders.id, order.id));
}

async function endOrder(
  transaction: Transaction,
  order: OrderRow,
  {
    at,
    standing,
  }: { readonly at: Date; readonly standing: Pick<OrderRow, "status" | "statusBeforeDispute"> },
): Promise<void> {
  // Nothing is left of it to be released.
  await transaction
    .update(orders)
    .set({ ...standing, refundedAt: at, releaseAt: null })
    .where(eq(orders.id, order.id));
  await transaction
    .update(disputes)
    .set({ status: "lost", resolvedAt: at, resolution: "Everything was refunded." })
    .where(and(eq(disputes.orderId, order.id), eq(disputes.status, "open")));
}
