import { and, eq } from "drizzle-orm";
import { recordPayoutFailed, recordPayoutSent } from "../../domain/ledger/payout-movements.ts";
import { must } from "../../domain/result.ts";
import type { Database, DatabaseClient, Transaction } from "../database.ts";
import { writeLedger } from "../queries/ledger.ts";
import { payouts } from "../schema/payouts.ts";
import { postponeWork } from "../settlement/due.ts";
import type { PayoutRow } from "./payouts.ts";

/** How a provider says that a payout stands. */
export interface PayoutStanding {
  readonly reference: string;
  readonly status: "in_transit" | "paid" | "failed";
  readonly failure: string | null;
}

/** A payout that is on its way is looked at again after this; its webhook is usually sooner. */
const lookAgainMs = 6 * 3_600_000;

/**
 * Takes in how a payout stands, in one transaction. The same standing twice changes nothing, and an older one after a
 * newer one does not either. A bank may send back what it had taken: one that failed is the seller's to ask for again,
 * and stays failed.
 */
export async function applyPayout(
  client: DatabaseClient,
  payoutId: string,
  { standing, at }: { readonly standing: PayoutStanding; readonly at: Date },
): Promise<void> {
  await client.transact(async (transaction) => {
    const [found] = await transaction.select().from(payouts).where(eq(payouts.id, payoutId)).for("update");
    const payout = must(found, "payouts are never deleted");
    const change = { payout, standing, at };
    if (payout.status === "failed") await leaveAlone(transaction, payout);
    else if (standing.status === "failed") await applyFailure(transaction, change);
    else await applySent(transaction, change);
  });
}

/** A payout that was not sent: its row says why, and is looked at again later and later, for as long as it takes. */
export async function keepPayoutWaiting(
  database: Database,
  payoutId: string,
  { waitingFor, at }: { readonly waitingFor: PayoutRow["waitingFor"]; readonly at: Date },
): Promise<void> {
  await database
    .update(payouts)
    .set({ waitingFor })
    .where(and(eq(payouts.id, payoutId), eq(payouts.status, "pending")));
  await postponeWork(database, { kind: "payout", id: payoutId }, at);
}

interface Change {
  readonly payout: PayoutRow;
  readonly standing: PayoutStanding;
  readonly at: Date;
}

const toLedgerPayout = ({ id: payoutId, sellerId, currency, amountMinor, provider }: PayoutRow) => ({
  payoutId,
  sellerId,
  currency,
  amountMinor,
  provider,
});

async function leaveAlone(transaction: Transaction, { id }: PayoutRow): Promise<void> {
  await transaction.update(payouts).set({ nextActionAt: null, actionAttempts: 0 }).where(eq(payouts.id, id));
}

async function applyFailure(transaction: Transaction, { payout, standing, at }: Change): Promise<void> {
  const wasSent = payout.status !== "pending";
  await writeLedger(transaction, recordPayoutFailed({ ...toLedgerPayout(payout), wasSent }), at);
  await transaction
    .update(payouts)
    .set({
      status: "failed",
      failedAt: at,
      paidAt: null,
      providerReference: standing.reference,
      waitingFor: null,
      failureCode: (standing.failure ?? "unknown").slice(0, 80),
      nextActionAt: null,
      actionAttempts: 0,
    })
    .where(eq(payouts.id, payout.id));
}

async function applySent(transaction: Transaction, { payout, standing, at }: Change): Promise<void> {
  await writeLedger(transaction, recordPayoutSent(toLedgerPayout(payout)), at);
  const isPaid = standing.status === "paid" || payout.status === "paid";
  await transaction
    .update(payouts)
    .set({
      status: isPaid ? "paid" : "in_transit",
      paidAt: isPaid ? (payout.paidAt ?? at) : null,
      providerReference: standing.reference,
      waitingFor: null,
      nextActionAt: isPaid ? null : new Date(at.getTime() + lookAgainMs),
      actionAttempts: 0,
    })
    .where(eq(payouts.id, payout.id));
}
