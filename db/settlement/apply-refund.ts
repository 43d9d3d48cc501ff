import { eq } from "drizzle-orm";
import { recordRefundFailed, recordRefundSent } from "../../domain/ledger/movements.ts";
import { must } from "../../domain/result.ts";
import type { Database, DatabaseClient } from "../database.ts";
import { hasId } from "../queries/ids.ts";
import { writeLedger } from "../queries/ledger.ts";
import { orders } from "../schema/orders.ts";
import { payments } from "../schema/payments.ts";
import { refunds } from "../schema/refunds.ts";
import { writeNotice } from "./notice.ts";
import { lockOrder, toLedgerOrder } from "./order-row.ts";
import type { WorkItem } from "./work-item.ts";

/** A refund with everything its provider is asked with. */
export async function findRefundToRun(database: Database, refundId: string) {
  const [row] = await database
    .select({
      id: refunds.id,
      orderId: refunds.orderId,
      status: refunds.status,
      amountMinor: refunds.amountMinor,
      providerReference: refunds.providerReference,
      currency: orders.currency,
      provider: payments.provider,
      chargeReference: payments.providerReference,
    })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(hasId(refunds.id, refundId));
  return row;
}

export type RefundToRun = NonNullable<Awaited<ReturnType<typeof findRefundToRun>>>;

/** How a provider says that a refund stands. */
export interface RefundStanding {
  readonly reference: string;
  readonly status: "pending" | "succeeded" | "failed";
}

/** A refund its provider is still at is looked at again after this; its webhook is usually sooner. */
const lookAgainMs = 3_600_000;

/**
 * Takes in how a refund stands. One that was sent may still come back, weeks later: the buyer's bank did not take it. One
 * that failed stays failed: the money is the buyer's, on their account with us, and somebody is told.
 */
export async function applyRefund(
  client: DatabaseClient,
  refund: RefundToRun,
  { standing, at }: { readonly standing: RefundStanding; readonly at: Date },
): Promise<WorkItem[]> {
  return client.transact(async (transaction) => {
    const order = must(await lockOrder(transaction, refund.orderId), "the order of a refund is there");
    const [found] = await transaction.select().from(refunds).where(eq(refunds.id, refund.id)).for("update");
    const row = must(found, "refunds are never deleted");
    const { reference: providerReference, status } = standing;
    const ledgerOrder = toLedgerOrder(order);
    const amount = { refundId: row.id, amountMinor: row.amountMinor, provider: refund.provider };
    const done = { providerReference, nextActionAt: null, actionAttempts: 0 };
    const change = (values: Partial<typeof refunds.$inferInsert>) =>
      transaction.update(refunds).set(values).where(eq(refunds.id, row.id));
    if (row.returnedAt !== null) {
      await change({ nextActionAt: null });
      return [];
    }
    if (status === "failed") {
      await writeLedger(
        transaction,
        recordRefundFailed(ledgerOrder, { ...amount, wasSent: row.status === "completed" }),
        at,
      );
      await change({ ...done, status: "failed", completedAt: null, returnedAt: at });
      const { id: orderId, buyerId: userId } = order;
      return writeNotice(transaction, { orderId, userId, kind: "refund-failed", about: row.id, at });
    }
    if (status === "succeeded") {
      await writeLedger(transaction, recordRefundSent(ledgerOrder, amount), at);
      await change({ ...done, status: "completed", completedAt: row.completedAt ?? at });
      return [];
    }
    if (row.status === "pending")
      await change({ ...done, nextActionAt: new Date(at.getTime() + lookAgainMs) });
    return [];
  });
}
