import { ofProvider, ofUser } from "./account.ts";
import type { LedgerOrder } from "./movements.ts";
import { type LedgerTransaction, makeTransaction } from "./transaction.ts";

/** An order's money becomes the seller's to be paid out: what is left of their share and of the shipping. */
export const recordRelease = (
  order: Pick<LedgerOrder, "orderId" | "currency" | "sellerId">,
  left: { readonly sellerMinor: number; readonly shippingMinor: number },
): LedgerTransaction =>
  makeTransaction({
    key: `release:${order.orderId}`,
    kind: "release",
    currency: order.currency,
    orderId: order.orderId,
    entries: [
      { account: ofUser("seller-held", order.sellerId), amountMinor: left.sellerMinor },
      { account: ofUser("shipping", order.sellerId), amountMinor: left.shippingMinor },
      {
        account: ofUser("seller-available", order.sellerId),
        amountMinor: -(left.sellerMinor + left.shippingMinor),
      },
    ],
  });

interface PayoutOf {
  readonly payoutId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly amountMinor: number;
}

/** A payout is asked for: nobody can ask for the same money again. */
export const recordPayout = (payout: PayoutOf): LedgerTransaction =>
  makeTransaction({
    key: `payout:${payout.payoutId}`,
    kind: "payout",
    currency: payout.currency,
    orderId: null,
    entries: [
      { account: ofUser("seller-available", payout.sellerId), amountMinor: payout.amountMinor },
      { account: ofUser("payouts", payout.sellerId), amountMinor: -payout.amountMinor },
    ],
  });

/** It left the provider. */
export const recordPayoutSent = (payout: PayoutOf & { readonly provider: string }): LedgerTransaction =>
  makeTransaction({
    key: `payout-sent:${payout.payoutId}`,
    kind: "payout-sent",
    currency: payout.currency,
    orderId: null,
    entries: [
      { account: ofUser("payouts", payout.sellerId), amountMinor: payout.amountMinor },
      { account: ofProvider("provider", payout.provider), amountMinor: -payout.amountMinor },
    ],
  });

/** The seller's bank did not take it: it is theirs to ask for again. */
export const recordPayoutFailed = (
  payout: PayoutOf & { readonly provider: string; readonly wasSent: boolean },
): LedgerTransaction =>
  makeTransaction({
    key: `payout-failed:${payout.payoutId}`,
    kind: "payout-failed",
    currency: payout.currency,
    orderId: null,
    entries: [
      {
        account: payout.wasSent
          ? ofProvider("provider", payout.provider)
          : ofUser("payouts", payout.sellerId),
        amountMinor: payout.amountMinor,
      },
      { account: ofUser("seller-available", payout.sellerId), amountMinor: -payout.amountMinor },
    ],
  });
