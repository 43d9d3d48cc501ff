import { and, asc, eq } from "drizzle-orm";
import type { Transaction } from "../database.ts";
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
