import { ofProvider, ofUser } from "./account.ts";
import type { LedgerOrder } from "./movements.ts";
import { type LedgerTransaction, type MovementOf, credit, debit, recordMovement } from "./transaction.ts";

/** An order's money becomes the seller's to be paid out: what is left of their share and of the shipping. */
export const recordRelease = (
  order: Pick<LedgerOrder, "orderId" | "currency" | "sellerId">,
  left: { readonly sellerMinor: number; readonly shippingMinor: number },
): LedgerTransaction =>
  recordMovement("release", order.orderId, order, [
    debit(ofUser("seller-held", order.sellerId), left.sellerMinor),
    debit(ofUser("shipping", order.sellerId), left.shippingMinor),
    credit(ofUser("seller-available", order.sellerId), left.sellerMinor + left.shippingMinor),
  ]);

interface PayoutOf {
  readonly payoutId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly amountMinor: number;
}

/** A payout is of many orders, and so of none. */
const ofNoOrder = ({ currency }: PayoutOf): MovementOf => ({ currency, orderId: null });

/** A payout is asked for: nobody can ask for the same money again. */
export const recordPayout = (payout: PayoutOf): LedgerTransaction =>
  recordMovement("payout", payout.payoutId, ofNoOrder(payout), [
    debit(ofUser("seller-available", payout.sellerId), payout.amountMinor),
    credit(ofUser("payouts", payout.sellerId), payout.amountMinor),
  ]);

/** It left the provider. */
export const recordPayoutSent = (payout: PayoutOf & { readonly provider: string }): LedgerTransaction =>
  recordMovement("payout-sent", payout.payoutId, ofNoOrder(payout), [
    debit(ofUser("payouts", payout.sellerId), payout.amountMinor),
    credit(ofProvider("provider", payout.provider), payout.amountMinor),
  ]);

/** The seller's bank did not take it: it is theirs to ask for again. */
export const recordPayoutFailed = (
  payout: PayoutOf & { readonly provider: string; readonly wasSent: boolean },
): LedgerTransaction =>
  recordMovement("payout-failed", payout.payoutId, ofNoOrder(payout), [
    debit(
      payout.wasSent ? ofProvider("provider", payout.provider) : ofUser("payouts", payout.sellerId),
      payout.amountMinor,
    ),
    credit(ofUser("seller-available", payout.sellerId), payout.amountMinor),
  ]);
