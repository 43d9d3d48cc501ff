import { and, count, eq, isNotNull } from "drizzle-orm";
import { recordCreditRefund, recordRefundSettled } from "../../domain/ledger/movements.ts";
import { orderLimits } from "../../domain/order/order-limits.ts";
import type { settlementMeans } from "../../domain/order/refund.ts";
import { accept, must, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { Database, DatabaseClient, Transaction } from "../database.ts";
import { type AuditEntry, recordAudit } from "../queries/audit.ts";
import { hasId } from "../queries/ids.ts";
import { writeLedger } from "../queries/ledger.ts";
import { refunds } from "../schema/refunds.ts";
import { hasBankDispute } from "./begin-refund.ts";
import { computeLeftMinor, wouldPayTwice } from "./charge-back.ts";
import { writeNotice } from "./notice.ts";
import { type OrderRow, lockOrder, toLedgerOrder } from "./order-row.ts";
import type { WorkItem } from "./work-item.ts";

export type ReturnedRefundRefusal =
  | "not_found"
  /** It did not come back, or something was done about it. */
  | "refund_not_returned"
  | "too_many_refunds"
  /** The buyer's bank has the money until it has decided, or took it for good: paid here, it would be paid twice. */
  | "disputed_at_bank";

/** What is done about a refund that came back, by whom. */
interface ReturnedRefundStep {
  readonly refundId: string;
  /** Only if it is of this order and the order is theirs; null: the house may, whosever it is. */
  readonly of: { readonly orderId: string; readonly buyerId: string } | null;
  readonly by: string;
  readonly at: Date;
  readonly request: Pick<AuditEntry, "requestId" | "ipAddress">;
}

interface Done {
  readonly orderId: string;
  readonly work: WorkItem[];
}

type RefundRow = typeof refunds.$inferSelect;
interface Returned {
  readonly order: OrderRow;
  readonly refund: RefundRow;
}

/**
 * Sends a refund that came back once more, to what paid: providers give money back there and nowhere else. A refund of its
 * own, with a key of its own: asked for with the old one, the provider would say again that it came back.
 */
export async function resendRefund(
  client: DatabaseClient,
  step: ReturnedRefundStep,
): Promise<Result<Done, ReturnedRefundRefusal>> {
  const { by, at } = step;
  return client.transact(async (transaction) => {
    const found = await lockReturned(transaction, step);
    if (!found.ok) return found;
    const { order, refund } = found.value;
    if ((await countRetries(transaction, order.id)) >= orderLimits.refundRetriesMax)
      return refuse("too_many_refunds");
    const { paymentId, reason, note } = refund;
    const amountMinor = computeLeftMinor(refund);
    const [made] = await transaction
      .insert(refunds)
      .values({
        orderId: order.id,
        paymentId,
        amountMinor,
        reason,
        note,
        requestedBy: by,
        retryOf: refund.id,
        nextActionAt: at,
      })
      .returning({ id: refunds.id });
    const { id: refundId } = must(made, "a row was inserted");
    await writeLedger(transaction, recordCreditRefund(toLedgerOrder(order), { refundId, amountMinor }), at);
    await transaction.update(refunds).set({ status: "resent" }).where(eq(refunds.id, refund.id));
    await audit(transaction, { ...step, action: "refund.resent", order, details: { refundId } });
    const { id: orderId, buyerId: userId } = order;
    const notice = { orderId, userId, kind: "order-refunded", about: refundId, at } as const;
    const told = await writeNotice(transaction, notice);
    return accept({ orderId, work: [{ kind: "refund", id: refundId }, ...told] });
  });
}

/** Writes down that a refund that came back was paid by hand, out of the house's own bank account. */
export async function settleRefund(
  client: DatabaseClient,
  step: ReturnedRefundStep & {
    readonly means: (typeof settlementMeans)[number];
    readonly reference: string;
  },
): Promise<Result<Done, ReturnedRefundRefusal>> {
  const { means, reference, by, at } = step;
  return client.transact(async (transaction) => {
    const found = await lockReturned(transaction, step);
    if (!found.ok) return found;
    const { order, refund } = found.value;
    const { id: refundId } = refund;
    const amountMinor = computeLeftMinor(refund);
    await writeLedger(transaction, recordRefundSettled(toLedgerOrder(order), { refundId, amountMinor }), at);
    await transaction
      .update(refunds)
      .set({
        status: "settled",
        settledAt: at,
        settledBy: by,
        settlementMeans: means,
        settlementReference: reference,
      })
      .where(eq(refunds.id, refundId));
    await audit(transaction, { ...step, action: "refund.settled", order, details: { means, reference } });
    const { id: orderId, buyerId: userId } = order;
    const notice = { orderId, userId, kind: "refund-settled", about: refundId, at } as const;
    return accept({ orderId, work: await writeNotice(transaction, notice) });
  });
}

/** The refund and its order, both held; the order first, as whatever moves its money does. */
async function lockReturned(
  transaction: Transaction,
  { refundId, of }: Pick<ReturnedRefundStep, "refundId" | "of">,
): Promise<Result<Returned, ReturnedRefundRefusal>> {
  const [named] = await transaction
    .select({ orderId: refunds.orderId })
    .from(refunds)
    .where(hasId(refunds.id, refundId));
  const order = named && (await lockOrder(transaction, named.orderId));
  if (order === undefined) return refuse("not_found");
  if (of !== null && (order.id !== of.orderId || order.buyerId !== of.buyerId)) return refuse("not_found");
  const [found] = await transaction.select().from(refunds).where(hasId(refunds.id, refundId)).for("update");
  const refund = must(found, "refunds are never deleted");
  if (refund.status !== "failed") return refuse("refund_not_returned");
  if ((await hasBankDispute(transaction, order.id)) || (await wouldPayTwice(transaction, refund.id)))
    return refuse("disputed_at_bank");
  return accept({ order, refund });
}

async function countRetries(database: Database, orderId: string): Promise<number> {
  const [row] = await database
    .select({ count: count() })
    .from(refunds)
    .where(and(eq(refunds.orderId, orderId), isNotNull(refunds.retryOf)));
  return must(row, "an aggregate has a row").count;
}

const audit = (
  transaction: Transaction,
  {
    refundId,
    by,
    request,
    action,
    order,
    details,
  }: ReturnedRefundStep & {
    readonly action: string;
    readonly order: OrderRow;
    readonly details: Readonly<Record<string, unknown>>;
  },
): Promise<void> =>
  recordAudit(transaction, {
    ...request,
    actorId: by,
    action,
    subjectType: "refund",
    subjectId: refundId,
    details: { orderId: order.id, ...details },
  });
