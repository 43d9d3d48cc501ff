import { and, eq, sql } from "drizzle-orm";
import { getPayableStep } from "../../domain/currency.ts";
import { recordRefund } from "../../domain/ledger/movements.ts";
import { computeNextStanding, type OrderStanding } from "../../domain/order/lifecycle.ts";
import { orderLimits } from "../../domain/order/order-limits.ts";
import { accept, must, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { Database, Transaction } from "../database.ts";
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
  /** No amount that card networks take in the order's currency. */
  | "amount_not_payable"
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
  const plan = await planRefund(transaction, order, refund.amountMinor);
  if (!plan.ok) return plan;
  const { amountMinor, leftMinor, standing } = plan.value;
  const { at, reason, note, requestedBy } = refund;
  const refundId = await insertRefund(transaction, order, { amountMinor, at, reason, note, requestedBy });
  const isReleased = order.releasedAt !== null;
  const given = { refundId, amountMinor, givenBackMinor: order.givenBackParts, isReleased };
  await writeLedger(transaction, recordRefund(toLedgerOrder(order), given), at);
  await giveBack(transaction, order, amountMinor);
  if (leftMinor === 0) await endOrder(transaction, order, { at, standing });
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

/** What a refund gives back, what could still be given back after it, and where an order stands that has nothing left. */
interface RefundPlan {
  readonly amountMinor: number;
  readonly leftMinor: number;
  readonly standing: OrderStanding;
}

/** Whether a part of an order, or all that is left of it, can be given back as it stands. */
export async function planRefund(
  database: Database,
  order: OrderRow,
  wantedMinor: number | null,
): Promise<Result<RefundPlan, RefundRefusal>> {
  const moved = computeNextStanding(order, "refund");
  if (!moved.ok) return refuse("order_state");
  if (await hasBankDispute(database, order.id)) return refuse("disputed_at_bank");
  const leftMinor = order.totalMinor - order.refundedMinor;
  const amountMinor = wantedMinor ?? leftMinor;
  if (amountMinor > leftMinor) return refuse("amount_too_large");
  // All that is left may always go back: it was paid.
  if (amountMinor !== leftMinor && amountMinor % getPayableStep(order.currency) !== 0)
    return refuse("amount_not_payable");
  if (order.givenBackParts.length >= orderLimits.refundsMax) return refuse("too_many_refunds");
  return accept({ amountMinor, leftMinor: leftMinor - amountMinor, standing: moved.value });
}

/** Whether a bank has some of the order's money, and has not decided. */
export async function hasBankDispute(database: Database, orderId: string): Promise<boolean> {
  const rows = await database
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
    .set({ status: "lost", resolvedAt: at, resolution: "Everything was refunded.", nextActionAt: null })
    .where(and(eq(disputes.orderId, order.id), eq(disputes.status, "open")));
}
