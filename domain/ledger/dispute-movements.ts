import { ofHouse, ofProvider, ofUser } from "./account.ts";
import type { DisputeBurden } from "./dispute-burden.ts";
import { computeRefundShares } from "./movements.ts";
import type { LedgerOrder, OrderShares } from "./movements.ts";
import { type LedgerTransaction, makeTransaction } from "./transaction.ts";

interface DisputeOf {
  readonly disputeId: string;
  readonly amountMinor: number;
  readonly provider: string;
}

/** The buyer's bank took the money back, and the provider a fee for its trouble, which the seller bears if they lose. */
export const recordDisputeOpened = (
  order: LedgerOrder,
  dispute: DisputeOf & { readonly feeMinor: number },
): LedgerTransaction =>
  makeTransaction({
    key: `dispute-opened:${dispute.disputeId}`,
    kind: "dispute-opened",
    currency: order.currency,
    orderId: order.orderId,
    entries: [
      { account: ofHouse("disputes"), amountMinor: dispute.amountMinor },
      { account: ofProvider("provider-fees", dispute.provider), amountMinor: dispute.feeMinor },
      {
        account: ofProvider("provider", dispute.provider),
        amountMinor: -(dispute.amountMinor + dispute.feeMinor),
      },
    ],
  });

/** The bank gave it back. */
export const recordDisputeWon = (order: LedgerOrder, dispute: DisputeOf): LedgerTransaction =>
  makeTransaction({
    key: `dispute-won:${dispute.disputeId}`,
    kind: "dispute-won",
    currency: order.currency,
    orderId: order.orderId,
    entries: [
      { account: ofProvider("provider", dispute.provider), amountMinor: dispute.amountMinor },
      { account: ofHouse("disputes"), amountMinor: -dispute.amountMinor },
    ],
  });

const nothing: OrderShares = { sellerMinor: 0, feeMinor: 0, premiumMinor: 0, shippingMinor: 0, taxMinor: 0 };

/**
 * The buyer keeps it. Of what is left of the order everybody gives back their share, as for a refund; what was given back
 * before and is taken once more is the seller's to bear, with the bank's fee; the rest is the house's loss.
 */
export function recordDisputeLost(
  order: LedgerOrder,
  dispute: Omit<DisputeOf, "amountMinor"> & {
    readonly burden: DisputeBurden;
    readonly feeMinor: number;
    readonly givenBackMinor: readonly number[];
    readonly isReleased: boolean;
  },
): LedgerTransaction {
  const { takenMinor, owedMinor, lossMinor, isSellers } = dispute.burden;
  const shares =
    takenMinor === 0 ? nothing : computeRefundShares(order, { ...dispute, amountMinor: takenMinor });
  const feeMinor = isSellers ? dispute.feeMinor : 0;
  const available = ofUser("seller-available", order.sellerId);
  const fromSeller = dispute.isReleased ? available : ofUser("seller-held", order.sellerId);
  const fromShipping = dispute.isReleased ? available : ofUser("shipping", order.sellerId);
  return makeTransaction({
    key: `dispute-lost:${dispute.disputeId}`,
    kind: "dispute-lost",
    currency: order.currency,
    orderId: order.orderId,
    entries: [
      { account: fromSeller, amountMinor: shares.sellerMinor },
      { account: fromShipping, amountMinor: shares.shippingMinor },
      { account: ofHouse("fees"), amountMinor: shares.feeMinor },
      { account: ofHouse("premium"), amountMinor: shares.premiumMinor },
      { account: ofHouse("tax"), amountMinor: shares.taxMinor },
      { account: ofHouse("losses"), amountMinor: lossMinor },
      { account: ofHouse("disputes"), amountMinor: -(takenMinor + owedMinor + lossMinor) },
      { account: available, amountMinor: owedMinor + feeMinor },
      { account: ofProvider("provider-fees", dispute.provider), amountMinor: -feeMinor },
    ],
  });
}
