import { ofHouse, ofProvider, ofUser } from "./account.ts";
import type { DisputeBurden } from "./dispute-burden.ts";
import { debitShares } from "./movements.ts";
import type { GivenBack, LedgerOrder } from "./movements.ts";
import { type LedgerTransaction, type MovementOf, credit, debit, recordMovement } from "./transaction.ts";

interface DisputeOf {
  readonly disputeId: string;
  readonly amountMinor: number;
  readonly provider: string;
}

/** The buyer's bank took the money back, and the provider a fee for its trouble, which the seller bears if they lose. */
export const recordDisputeOpened = (
  order: MovementOf,
  dispute: DisputeOf & { readonly feeMinor: number },
): LedgerTransaction =>
  recordMovement("dispute-opened", dispute.disputeId, order, [
    debit(ofHouse("disputes"), dispute.amountMinor),
    debit(ofProvider("provider-fees", dispute.provider), dispute.feeMinor),
    credit(ofProvider("provider", dispute.provider), dispute.amountMinor + dispute.feeMinor),
  ]);

/** The bank gave it back. */
export const recordDisputeWon = (order: MovementOf, dispute: DisputeOf): LedgerTransaction =>
  recordMovement("dispute-won", dispute.disputeId, order, [
    debit(ofProvider("provider", dispute.provider), dispute.amountMinor),
    credit(ofHouse("disputes"), dispute.amountMinor),
  ]);

/**
 * The buyer keeps it. What refunds that came back left on their account meets it first. Of what is left of the order
 * everybody gives back their share, as for a refund; what was given back before and is taken once more is the seller's to
 * bear, with the bank's fee; the rest is the house's loss.
 */
export function recordDisputeLost(
  order: LedgerOrder,
  dispute: Omit<DisputeOf & GivenBack, "amountMinor"> & {
    readonly burden: DisputeBurden;
    readonly feeMinor: number;
  },
): LedgerTransaction {
  const { creditMinor, takenMinor, owedMinor, lossMinor, isSellers } = dispute.burden;
  const feeMinor = isSellers ? dispute.feeMinor : 0;
  return recordMovement("dispute-lost", dispute.disputeId, order, [
    ...(takenMinor === 0 ? [] : debitShares(order, { ...dispute, amountMinor: takenMinor })),
    debit(ofUser("buyer", order.buyerId), creditMinor),
    debit(ofHouse("losses"), lossMinor),
    credit(ofHouse("disputes"), creditMinor + takenMinor + owedMinor + lossMinor),
    debit(ofUser("seller-available", order.sellerId), owedMinor + feeMinor),
    credit(ofProvider("provider-fees", dispute.provider), feeMinor),
  ]);
}
