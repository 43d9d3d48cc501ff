import { and, asc, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "../database.ts";
import { disputes } from "../schema/disputes.ts";
import { payments } from "../schema/payments.ts";
import { refunds } from "../schema/refunds.ts";

type RefundRow = typeof refunds.$inferSelect;

/** A charge's refunds that came back and about which nothing was done, the first one first, held with their order. */
export const lockReturnedRefunds = (transaction: Transaction, paymentId: string): Promise<RefundRow[]> =>
  transaction
    .select()
    .from(refunds)
    .where(and(eq(refunds.paymentId, paymentId), eq(refunds.status, "failed")))
    .orderBy(asc(refunds.createdAt), asc(refunds.id))
    .for("update");

/** Of a refund that came back, what its buyer has not had from their bank. */
export const computeLeftMinor = ({ amountMinor, chargedBackMinor }: RefundRow): number =>
  amountMinor - chargedBackMinor;

/** What they left on their buyer's account. */
export const sumCredit = (returned: readonly RefundRow[]): number =>
  returned.reduce((sumMinor, refund) => sumMinor + computeLeftMinor(refund), 0);

/**
 * Counts what a buyer's bank took for good as having reached them, one refund after the other: of what was taken whole
 * nothing can be sent again or paid by hand, of the last one only the rest.
 */
export async function chargeBack(
  transaction: Transaction,
  returned: readonly RefundRow[],
  takenMinor: number,
): Promise<void> {
  let leftMinor = takenMinor;
  for (const refund of returned) {
    const partMinor = Math.min(leftMinor, computeLeftMinor(refund));
    if (partMinor === 0) return;
    leftMinor -= partMinor;
    const chargedBackMinor = refund.chargedBackMinor + partMinor;
    const isWhole = chargedBackMinor === refund.amountMinor;
    await transaction
      .update(refunds)
      .set({ chargedBackMinor, ...(isWhole ? { status: "charged-back" } : {}) })
      .where(eq(refunds.id, refund.id));
  }
}

/**
 * Whether a refund that came back would give its buyer more than they paid: their bank took the charge back for good
 * before it came back, so it met a loss and not this refund.
 */
export async function wouldPayTwice(database: Database, refundId: string): Promise<boolean> {
  const { rows } = await database.execute<{ readonly is_too_much: boolean }>(sql`
    select returned.amount_minor - returned.charged_back_minor
      + (select coalesce(sum(amount_minor), 0) from ${disputes}
         where payment_id = returned.payment_id and origin = 'bank' and status = 'lost')
      + (select coalesce(sum(amount_minor - charged_back_minor), 0) from ${refunds}
         where payment_id = returned.payment_id and status in ('pending', 'completed', 'settled'))
      > payment.amount_minor as is_too_much
    from ${refunds} returned join ${payments} payment on payment.id = returned.payment_id
    where returned.id = ${refundId}`);
  return rows[0]?.is_too_much === true;
}
