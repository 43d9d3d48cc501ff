import { and, eq, isNull } from "drizzle-orm";
import { computeClaimStep } from "../../domain/order/claim.ts";
import { must } from "../../domain/result.ts";
import type { DatabaseClient, Transaction } from "../database.ts";
import { recordAudit } from "../queries/audit.ts";
import { hasId } from "../queries/ids.ts";
import { disputeMessages, disputes } from "../schema/disputes.ts";
import { users } from "../schema/users.ts";
import { beginRefund } from "./begin-refund.ts";
import { type DisputeRow, closeDispute, tell } from "./dispute.ts";
import { writeNotice } from "./notice.ts";
import { type OrderRow, lockOrder } from "./order-row.ts";
import type { WorkItem } from "./work-item.ts";

/**
 * Does what is due about a dispute between buyer and seller that nobody decided (`computeClaimStep`): it ends for the buyer
 * whose seller never answered, or the house is told that it is late. Looked at again it changes nothing; what a bank has is
 * the bank's.
 */
export async function endClaim(client: DatabaseClient, disputeId: string, at: Date): Promise<WorkItem[]> {
  return client.transact(async (transaction) => {
    const [named] = await transaction
      .select({ orderId: disputes.orderId })
      .from(disputes)
      .where(and(hasId(disputes.id, disputeId), eq(disputes.origin, "buyer")));
    if (named === undefined) return [];
    const order = must(await lockOrder(transaction, named.orderId), "the order of a dispute is there");
    const [found] = await transaction
      .select()
      .from(disputes)
      .where(hasId(disputes.id, disputeId))
      .for("update");
    const dispute = must(found, "disputes are never deleted");
    const { nextActionAt: dueAt } = dispute;
    if (dispute.status !== "open" || dueAt === null || dueAt > at) return [];
    const isAnswered = await hasAnswered(transaction, dispute, order.sellerId);
    const step = computeClaimStep({ openedAtMs: dispute.createdAt.getTime(), isAnswered }, at.getTime());
    if (step.type === "wait") {
      const nextActionAt = new Date(step.untilMs);
      await transaction.update(disputes).set({ nextActionAt }).where(eq(disputes.id, dispute.id));
      return [];
    }
    const refunded = step.type === "refund" ? await refund(transaction, order, { dispute, at }) : null;
    return refunded ?? (await escalate(transaction, order, { dispute, at }));
  });
}

async function hasAnswered(transaction: Transaction, { id }: DisputeRow, sellerId: string): Promise<boolean> {
  const said = await transaction
    .select({ id: disputeMessages.id })
    .from(disputeMessages)
    .where(and(eq(disputeMessages.disputeId, id), eq(disputeMessages.authorId, sellerId)))
    .limit(1);
  return said.length > 0;
}

interface Overdue {
  readonly dispute: DisputeRow;
  readonly at: Date;
}

/** All that is left goes back to the buyer. Null: it cannot, as things stand, so a person has to look. */
async function refund(
  transaction: Transaction,
  order: OrderRow,
  { dispute, at }: Overdue,
): Promise<WorkItem[] | null> {
  const given = { amountMinor: null, reason: "dispute", note: null, requestedBy: null, at } as const;
  const refunded = await beginRefund(transaction, order, given);
  if (!refunded.ok) return null;
  const resolution = "The seller did not answer, and nobody decided in time.";
  await closeDispute(transaction, dispute, { status: "lost", resolvedAt: at, resolution });
  await audit(transaction, order, "dispute.lapsed", { disputeId: dispute.id, outcome: "buyer" });
  return [
    ...(await tell(transaction, order, { kind: "dispute-resolved", about: dispute.id, at })),
    ...refunded.value,
  ];
}

/** More people than any house has to decide. */
const adminsMax = 100;

/** Both were heard: it waits for the house, which is told, and stays among what is escalated until somebody decides. */
async function escalate(
  transaction: Transaction,
  order: OrderRow,
  { dispute, at }: Overdue,
): Promise<WorkItem[]> {
  await transaction
    .update(disputes)
    .set({ escalatedAt: at, nextActionAt: null, actionAttempts: 0 })
    .where(eq(disputes.id, dispute.id));
  await audit(transaction, order, "dispute.escalated", { disputeId: dispute.id });
  const admins = await transaction
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, "admin"), isNull(users.disabledAt), isNull(users.deletedAt)))
    .limit(adminsMax);
  const items: WorkItem[] = [];
  for (const { id: userId } of admins) {
    const notice = { orderId: order.id, userId, kind: "dispute-escalated", about: dispute.id, at } as const;
    items.push(...(await writeNotice(transaction, notice)));
  }
  return items;
}

const audit = (
  transaction: Transaction,
  { id: subjectId }: OrderRow,
  action: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> =>
  recordAudit(transaction, { actorId: null, action, subjectType: "order", subjectId, details });
