import { and, eq, inArray } from "drizzle-orm";
import {
  recordCharge,
  recordCreditRefund,
  recordOrderPaid,
  recordProviderFee,
} from "../../domain/ledger/movements.ts";
import { computeNextStanding } from "../../domain/order/lifecycle.ts";
import { must } from "../../domain/result.ts";
import type { Database, DatabaseClient, Transaction } from "../database.ts";
import { hasId } from "../queries/ids.ts";
import { assignInvoiceNumber } from "../queries/invoice-numbers.ts";
import { writeLedger } from "../queries/ledger.ts";
import { orders } from "../schema/orders.ts";
import { payments } from "../schema/payments.ts";
import { refunds } from "../schema/refunds.ts";
import { writeNotice } from "./notice.ts";
import { type OrderRow, lockOrder, toLedgerOrder } from "./order-row.ts";
import type { WorkItem } from "./work-item.ts";

/** How a provider says that a charge stands. */
export interface ChargeStanding {
  readonly reference: string;
  readonly status: "processing" | "requires_action" | "succeeded" | "failed" | "canceled";
  readonly feeMinor: number | null;
  readonly failure: string | null;
}

type PaymentRow = typeof payments.$inferSelect;

/**
 * Takes in how a charge stands, in one transaction: the payment, the order, the ledger and what is to be done next. The
 * same standing twice changes nothing, and an older one after a newer one does not either: what is final stays.
 */
export async function applyCharge(
  client: DatabaseClient,
  paymentId: string,
  { charge, at }: { readonly charge: ChargeStanding; readonly at: Date },
): Promise<WorkItem[]> {
  const [known] = await client.database
    .select({ orderId: payments.orderId })
    .from(payments)
    .where(hasId(payments.id, paymentId));
  const { orderId } = must(known, "the payment of a charge is there");
  return client.transact(async (transaction) => {
    const order = must(await lockOrder(transaction, orderId), "the order of a payment is there");
    const [found] = await transaction.select().from(payments).where(eq(payments.id, paymentId)).for("update");
    const payment = must(found, "payments are never deleted");
    if (charge.status === "succeeded") return applySuccess(transaction, { order, payment, charge, at });
    if (payment.status === "completed" || payment.status === "failed" || payment.status === "canceled") {
      await endLook(transaction, payment.id);
      return [];
    }
    await transaction
      .update(payments)
      .set({
        status: charge.status,
        providerReference: charge.reference,
        failureCode: charge.failure,
        nextActionAt: null,
        actionAttempts: 0,
      })
      .where(eq(payments.id, payment.id));
    if (charge.status === "processing" || order.status !== "pending") return [];
    // It failed, or the buyer has to do something: the order's own next step says what follows.
    return nudgeOrder(transaction, order, at);
  });
}

/** A payment that is over is not looked at again, whatever woke it: due, it would be queued every minute for ever. */
export async function endLook(database: Database, paymentId: string): Promise<void> {
  await database
    .update(payments)
    .set({ nextActionAt: null, actionAttempts: 0 })
    .where(and(eq(payments.id, paymentId), inArray(payments.status, ["completed", "failed", "canceled"])));
}

async function nudgeOrder(transaction: Transaction, order: OrderRow, at: Date): Promise<WorkItem[]> {
  await transaction
    .update(orders)
    .set({ nextActionAt: at, actionAttempts: 0 })
    .where(eq(orders.id, order.id));
  return [{ kind: "order", id: order.id }];
}

interface Success {
  readonly order: OrderRow;
  readonly payment: PaymentRow;
  readonly charge: ChargeStanding;
  readonly at: Date;
}

async function applySuccess(transaction: Transaction, success: Success): Promise<WorkItem[]> {
  const { order, payment, charge, at } = success;
  const ledgerOrder = toLedgerOrder(order);
  const { provider } = payment;
  const isNew = await writeLedger(
    transaction,
    recordCharge(ledgerOrder, { paymentId: payment.id, provider }),
    at,
  );
  if (charge.feeMinor !== null && charge.feeMinor > 0) {
    const fee = { paymentId: payment.id, provider, feeMinor: charge.feeMinor };
    await writeLedger(transaction, recordProviderFee(ledgerOrder, fee), at);
  }
  // What was given up for good and went through all the same keeps its status, and goes back: another attempt may be
  // under way, and two must never pay one order.
  const isGivenUp = payment.status === "failed" || payment.status === "canceled";
  const isCompletedNow = isNew && !isGivenUp;
  await transaction
    .update(payments)
    .set({
      providerReference: charge.reference,
      feeMinor: charge.feeMinor ?? payment.feeMinor,
      nextActionAt: null,
      actionAttempts: 0,
      ...(isCompletedNow ? { status: "completed", completedAt: at, failureCode: null } : {}),
    })
    .where(eq(payments.id, payment.id));
  if (!isNew) return [];
  const moved = computeNextStanding(order, "pay");
  if (isGivenUp || !moved.ok) return returnCharge(transaction, success);
  await writeLedger(transaction, recordOrderPaid(ledgerOrder), at);
  await transaction
    .update(orders)
    .set({ ...moved.value, paidAt: at, paymentDueAt: null, nextActionAt: null, actionAttempts: 0 })
    .where(eq(orders.id, order.id));
  const told = [
    ...(await writeNotice(transaction, { orderId: order.id, userId: order.buyerId, kind: "order-paid", at })),
    ...(await writeNotice(transaction, {
      orderId: order.id,
      userId: order.sellerId,
      kind: "order-sold",
      at,
    })),
  ];
  await assignInvoiceNumber(transaction, { orderId: order.id, paidAt: at });
  return told;
}

/** Money that came for an order which does not take it (any more) goes back to where it came from. */
async function returnCharge(transaction: Transaction, { order, payment, at }: Success): Promise<WorkItem[]> {
  const [refund] = await transaction
    .insert(refunds)
    .values({
      orderId: order.id,
      paymentId: payment.id,
      amountMinor: payment.amountMinor,
      reason: "late",
      nextActionAt: at,
    })
    .returning({ id: refunds.id });
  const { id } = must(refund, "a row was inserted");
  const amount = { refundId: id, amountMinor: payment.amountMinor };
  await writeLedger(transaction, recordCreditRefund(toLedgerOrder(order), amount), at);
  return [{ kind: "refund", id }];
}
