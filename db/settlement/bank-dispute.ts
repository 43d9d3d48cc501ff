import { and, eq, isNull, or, sql } from "drizzle-orm";
import { computeDisputeBurden } from "../../domain/ledger/dispute-burden.ts";
import {
  recordDisputeLost,
  recordDisputeOpened,
  recordDisputeWon,
} from "../../domain/ledger/dispute-movements.ts";
import { computeNextStanding } from "../../domain/order/lifecycle.ts";
import { computeAnswerDueMs } from "../../domain/order/evidence.ts";
import { must } from "../../domain/result.ts";
import type { DatabaseClient, Transaction } from "../database.ts";
import { writeLedger } from "../queries/ledger.ts";
import type { DisputeReason } from "../../domain/order/dispute.ts";
import { disputes } from "../schema/disputes.ts";
import { orders } from "../schema/orders.ts";
import { payments } from "../schema/payments.ts";
import { giveBack } from "./begin-refund.ts";
import { type DisputeRow, closeDispute, findOpenDispute, restoreOrder, tell } from "./dispute.ts";
import { chargeBack, lockReturnedRefunds, sumCredit } from "./charge-back.ts";
import { type OrderRow, lockOrder, toLedgerOrder } from "./order-row.ts";
import type { WorkItem } from "./work-item.ts";

/** What a buyer's bank did, as their provider tells it. */
export interface BankDispute {
  readonly provider: (typeof payments.$inferSelect)["provider"];
  readonly reference: string;
  readonly chargeReference: string;
  readonly amountMinor: number;
  readonly feeMinor: number;
  readonly reason: DisputeReason;
  readonly status: "open" | "won" | "lost";
  /** Until when the bank takes the seller's evidence, where it says so. */
  readonly evidenceDueAt: Date | null;
}

/** What was told, of which charge, and when. */
interface Told {
  readonly told: BankDispute;
  readonly paymentId: string;
  readonly at: Date;
}

/**
 * Takes in a dispute at the buyer's bank. Its events may come twice and in any order: one that is over stays over, and
 * one that is heard of only when it is over is opened first. Null: no charge of ours.
 */
export async function applyBankDispute(
  client: DatabaseClient,
  told: BankDispute,
  at: Date,
): Promise<WorkItem[] | null> {
  const [payment] = await client.database
    .select({ id: payments.id, orderId: payments.orderId })
    .from(payments)
    .where(and(eq(payments.provider, told.provider), eq(payments.providerReference, told.chargeReference)));
  if (payment === undefined) return null;
  const news = { told, paymentId: payment.id, at };
  return client.transact(async (transaction) => {
    const order = must(await lockOrder(transaction, payment.orderId), "the order of a payment is there");
    const [known] = await transaction
      .select()
      .from(disputes)
      .where(eq(disputes.providerReference, told.reference))
      .for("update");
    const dispute = known ?? (await openBankDispute(transaction, order, news));
    const opened =
      known === undefined
        ? await tell(transaction, order, { kind: "dispute-opened", about: dispute.id, at })
        : [];
    if (dispute.status !== "open") return opened;
    if (told.status === "open") {
      await moveAnswerDue(transaction, dispute, news);
      return opened;
    }
    // The order's row as it is now: opening may have moved it.
    const current = must(await lockOrder(transaction, order.id), "it was just there");
    await endBankDispute(transaction, current, { ...news, dispute });
    return [
      ...opened,
      ...(await tell(transaction, order, { kind: "dispute-resolved", about: dispute.id, at })),
    ];
  });
}

async function openBankDispute(
  transaction: Transaction,
  order: OrderRow,
  { told, paymentId, at }: Told,
): Promise<DisputeRow> {
  // One with us is overtaken by it: the bank decides now.
  const own = await findOpenDispute(transaction, order.id);
  if (own !== undefined)
    await closeDispute(transaction, own, {
      status: "lost",
      resolvedAt: at,
      resolution: "The buyer went to their bank.",
    });
  const { reason, amountMinor, feeMinor, reference: providerReference } = told;
  const [made] = await transaction
    .insert(disputes)
    .values({
      orderId: order.id,
      paymentId,
      origin: "bank",
      reason,
      amountMinor,
      feeMinor,
      providerReference,
      evidenceStatus: told.status === "open" ? "due" : null,
      ...computeAnswerDue(told, at),
      createdAt: at,
    })
    .returning();
  const dispute = must(made, "a row was inserted");
  const { provider } = told;
  const money = { disputeId: dispute.id, provider, amountMinor, feeMinor };
  await writeLedger(transaction, recordDisputeOpened(toLedgerOrder(order), money), at);
  const moved = computeNextStanding(order, "dispute");
  await transaction
    .update(orders)
    .set({ ...(moved.ok ? { ...moved.value, disputedAt: at } : {}), releaseAt: null })
    .where(eq(orders.id, order.id));
  return dispute;
}

/** When somebody answers the bank at the latest: it is looked at then. */
function computeAnswerDue({ status, evidenceDueAt }: BankDispute, at: Date) {
  if (status !== "open") return {};
  const answerDueAt = new Date(computeAnswerDueMs(at.getTime(), evidenceDueAt?.getTime() ?? null));
  return { evidenceDueAt, answerDueAt, nextActionAt: answerDueAt };
}

/** A bank may say only later until when it takes evidence, or give more time. */
async function moveAnswerDue(
  transaction: Transaction,
  dispute: DisputeRow,
  { told, at }: Told,
): Promise<void> {
  const { evidenceDueAt } = told;
  if (evidenceDueAt === null || evidenceDueAt.getTime() === dispute.evidenceDueAt?.getTime()) return;
  await transaction
    .update(disputes)
    .set(computeAnswerDue(told, at))
    .where(and(eq(disputes.id, dispute.id), eq(disputes.evidenceStatus, "due")));
}

interface End extends Told {
  readonly dispute: DisputeRow;
}

async function endBankDispute(transaction: Transaction, order: OrderRow, end: End): Promise<void> {
  const { dispute, told, at } = end;
  if (told.status === "lost") return loseBankDispute(transaction, order, end);
  const { provider } = told;
  const { id: disputeId, amountMinor } = dispute;
  const won = recordDisputeWon(toLedgerOrder(order), { disputeId, amountMinor, provider });
  await writeLedger(transaction, won, at);
  await closeDispute(transaction, dispute, { ...endEvidence(dispute), status: "won", resolvedAt: at });
  await restoreOrder(transaction, order);
}

/** A bank that has decided takes nothing any more. */
const endEvidence = ({ evidenceStatus }: DisputeRow) =>
  ({
    evidenceStatus: evidenceStatus === "due" || evidenceStatus === "sending" ? "closed" : evidenceStatus,
    nextActionAt: null,
  }) as const;

async function loseBankDispute(
  transaction: Transaction,
  order: OrderRow,
  { dispute, told, paymentId, at }: End,
): Promise<void> {
  const returned = await lockReturnedRefunds(transaction, paymentId);
  const burden = computeDisputeBurden({
    amountMinor: dispute.amountMinor,
    creditMinor: sumCredit(returned),
    leftMinor: order.totalMinor - order.refundedMinor,
    answerableMinor: await readAnswerable(transaction, order, paymentId),
  });
  const { creditMinor } = burden;
  await chargeBack(transaction, returned, creditMinor);
  const ended = { ...endEvidence(dispute), status: "lost", creditMinor, resolvedAt: at } as const;
  await closeDispute(transaction, dispute, ended);
  const lost = {
    disputeId: dispute.id,
    provider: told.provider,
    burden,
    feeMinor: dispute.feeMinor,
    givenBackMinor: order.givenBackParts,
    isReleased: order.releasedAt !== null,
  };
  await writeLedger(transaction, recordDisputeLost(toLedgerOrder(order), lost), at);
  const { takenMinor } = burden;
  if (takenMinor > 0) await giveBack(transaction, order, takenMinor);
  if (order.refundedMinor + takenMinor < order.totalMinor) return restoreOrder(transaction, order);
  const moved = computeNextStanding(order, "refund");
  if (!moved.ok) return;
  await transaction
    .update(orders)
    .set({ ...moved.value, refundedAt: at })
    .where(eq(orders.id, order.id));
}

/** What of the order's total no earlier dispute was lost about; nothing where this charge did not pay the order. */
async function readAnswerable(transaction: Transaction, order: OrderRow, paymentId: string): Promise<number> {
  const [payment] = await transaction
    .select({ status: payments.status })
    .from(payments)
    .where(eq(payments.id, paymentId));
  if (order.paidAt === null || payment?.status !== "completed") return 0;
  const [lost] = await transaction
    .select({ sumMinor: sql<string>`coalesce(sum(${disputes.amountMinor}), 0)` })
    .from(disputes)
    .where(
      and(
        eq(disputes.orderId, order.id),
        eq(disputes.origin, "bank"),
        eq(disputes.status, "lost"),
        // Those of before charges were noted are of the one that paid.
        or(eq(disputes.paymentId, paymentId), isNull(disputes.paymentId)),
      ),
    );
  return Math.max(0, order.totalMinor - Number(must(lost, "an aggregate has a row").sumMinor));
}
