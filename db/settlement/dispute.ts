import { and, count, eq } from "drizzle-orm";
import { computeDisputeEndMs } from "../../domain/order/actions.ts";
import { computeClaimEndMs } from "../../domain/order/claim.ts";
import type { DisputeReason } from "../../domain/order/dispute.ts";
import { computeNextStanding } from "../../domain/order/lifecycle.ts";
import { orderLimits } from "../../domain/order/order-limits.ts";
import { computeReleaseAt } from "../../domain/payout/release.ts";
import { accept, must, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { DatabaseClient, Transaction } from "../database.ts";
import { type AuditEntry, recordAudit } from "../queries/audit.ts";
import { hasId } from "../queries/ids.ts";
import { readSellerSettings } from "../queries/seller-settings.ts";
import { disputeMessages, disputes } from "../schema/disputes.ts";
import { orders } from "../schema/orders.ts";
import { beginRefund, hasBankDispute } from "./begin-refund.ts";
import type { RefundRefusal } from "./begin-refund.ts";
import { writeNotice } from "./notice.ts";
import { type OrderRow, lockOrder } from "./order-row.ts";
import type { WorkItem } from "./work-item.ts";

export type DisputeRow = typeof disputes.$inferSelect;
export type DisputeRefusal = "not_found" | "order_state" | "dispute_window_closed";

/** The buyer says that an order went wrong. It stops its money's release until it is decided. */
export async function openDispute(
  client: DatabaseClient,
  complaint: {
    readonly orderId: string;
    readonly buyerId: string;
    readonly reason: DisputeReason;
    readonly message: string;
    readonly at: Date;
  },
): Promise<Result<WorkItem[], DisputeRefusal>> {
  const { orderId, buyerId, reason, message, at } = complaint;
  return client.transact(async (transaction) => {
    const order = await lockOrder(transaction, orderId);
    if (order === undefined || order.buyerId !== buyerId) return refuse("not_found");
    const moved = computeNextStanding(order, "dispute");
    // Once: what a bank or the house decided is not asked again.
    if (!moved.ok || order.disputedAt !== null) return refuse("order_state");
    const moments = {
      soldAtMs: order.soldAt.getTime(),
      deliveredAtMs: order.deliveredAt?.getTime() ?? null,
    };
    if (at.getTime() >= computeDisputeEndMs(moments)) return refuse("dispute_window_closed");
    const [made] = await transaction
      .insert(disputes)
      .values({
        orderId: order.id,
        origin: "buyer",
        reason,
        amountMinor: order.totalMinor - order.refundedMinor,
        answerDueAt: new Date(at.getTime() + orderLimits.disputeAnswerMs),
        nextActionAt: new Date(computeClaimEndMs(at.getTime())),
        createdAt: at,
      })
      .returning({ id: disputes.id });
    const { id: disputeId } = must(made, "a row was inserted");
    await transaction.insert(disputeMessages).values({ disputeId, authorId: buyerId, text: message, at });
    await transaction
      .update(orders)
      .set({ ...moved.value, disputedAt: at, releaseAt: null })
      .where(eq(orders.id, order.id));
    return accept(
      await tell(transaction, order, {
        kind: "dispute-opened",
        about: disputeId,
        at,
      }),
    );
  });
}

/** Tells both parties. */
export async function tell(
  transaction: Transaction,
  order: OrderRow,
  notice: {
    readonly kind: "dispute-opened" | "dispute-resolved";
    readonly about: string;
    readonly at: Date;
  },
): Promise<WorkItem[]> {
  const items: WorkItem[] = [];
  for (const userId of [order.sellerId, order.buyerId])
    items.push(
      ...(await writeNotice(transaction, {
        orderId: order.id,
        userId,
        ...notice,
      })),
    );
  return items;
}

/** Adds to what is said about an open dispute. Null: it is not open, or enough was said. */
export async function sayInDispute(
  client: DatabaseClient,
  message: {
    readonly disputeId: string;
    readonly authorId: string;
    readonly text: string;
    readonly at: Date;
  },
): Promise<string | null> {
  const { disputeId, authorId, text, at } = message;
  return client.transact(async (transaction) => {
    const [dispute] = await transaction
      .select()
      .from(disputes)
      .where(hasId(disputes.id, disputeId))
      .for("update");
    if (dispute?.status !== "open") return null;
    const [said] = await transaction
      .select({ count: count() })
      .from(disputeMessages)
      .where(eq(disputeMessages.disputeId, disputeId));
    if ((said?.count ?? 0) >= orderLimits.disputeMessagesMax) return null;
    const [made] = await transaction
      .insert(disputeMessages)
      .values({ disputeId, authorId, text, at })
      .returning({ id: disputeMessages.id });
    return must(made, "a row was inserted").id;
  });
}

/** The house's decision on a dispute between buyer and seller: the seller keeps the money, or all or a part goes back. */
export interface Decision {
  readonly orderId: string;
  readonly outcome: "seller" | "buyer";
  /** Of `buyer`: null for all that is left. */
  readonly amountMinor: number | null;
  readonly resolution: string;
  readonly decidedBy: string;
  readonly at: Date;
  readonly request: Pick<AuditEntry, "requestId" | "ipAddress">;
}

export async function resolveDispute(
  client: DatabaseClient,
  decision: Decision,
): Promise<Result<WorkItem[], "not_found" | RefundRefusal>> {
  const { outcome, amountMinor, resolution, decidedBy, at, request } = decision;
  return client.transact(async (transaction) => {
    const order = await lockOrder(transaction, decision.orderId);
    const dispute = order && (await findOpenDispute(transaction, order.id));
    if (order === undefined || dispute === undefined) return refuse("not_found");
    const end = { resolution, resolvedBy: decidedBy, resolvedAt: at };
    const told = await tell(transaction, order, {
      kind: "dispute-resolved",
      about: dispute.id,
      at,
    });
    const record = (): Promise<void> =>
      recordAudit(transaction, {
        ...request,
        actorId: decidedBy,
        action: "dispute.resolved",
        subjectType: "order",
        subjectId: order.id,
        details: { outcome, amountMinor, resolution },
      });
    if (outcome === "seller") {
      await closeDispute(transaction, dispute, { ...end, status: "won" });
      await restoreOrder(transaction, order);
      await record();
      return accept(told);
    }
    const refund = {
      amountMinor,
      reason: "dispute",
      note: null,
      requestedBy: decidedBy,
      at,
    } as const;
    const refunded = await beginRefund(transaction, order, refund);
    if (!refunded.ok) return refunded;
    await closeDispute(transaction, dispute, { ...end, status: "lost" });
    const isWhole = amountMinor === null || amountMinor === order.totalMinor - order.refundedMinor;
    if (!isWhole) await restoreOrder(transaction, order);
    await record();
    return accept([...told, ...refunded.value]);
  });
}

/** The one between buyer and seller: what a bank has is the bank's to decide. */
export async function findOpenDispute(
  transaction: Transaction,
  orderId: string,
): Promise<DisputeRow | undefined> {
  const [row] = await transaction
    .select()
    .from(disputes)
    .where(and(eq(disputes.orderId, orderId), eq(disputes.status, "open"), eq(disputes.origin, "buyer")))
    .for("update");
  return row;
}

export async function closeDispute(
  transaction: Transaction,
  { id }: DisputeRow,
  end: Partial<typeof disputes.$inferInsert>,
): Promise<void> {
  await transaction
    .update(disputes)
    .set({ nextActionAt: null, ...end })
    .where(eq(disputes.id, id));
}

/**
 * Back to where it was, and its money waits for what it waited for before; unless a bank still has a dispute about another
 * of its charges.
 */
export async function restoreOrder(transaction: Transaction, order: OrderRow): Promise<void> {
  const moved = computeNextStanding(order, "restore");
  if (!moved.ok || (await hasBankDispute(transaction, order.id))) return;
  const { isTrusted } = await readSellerSettings(transaction, order.sellerId);
  const releaseAt = computeReleaseAt({
    ...order,
    isDisputed: false,
    isTrusted,
  });
  await transaction
    .update(orders)
    .set({
      ...moved.value,
      ...(order.releasedAt === null ? { releaseAt } : {}),
    })
    .where(eq(orders.id, order.id));
}
