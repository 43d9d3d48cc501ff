import type { Charge, PaymentFailure, Payout } from "./provider.ts";

const prefix = "refused:";

/**
 * Stands for what a provider would not even begin, and has no name for: a charge with a card that is gone, a refund of
 * more than there is. It is final, and looking for it asks nobody.
 */
export const makeRefusedReference = (id: string): string => `${prefix}${id}`;

export const isRefusedReference = (reference: string): boolean => reference.startsWith(prefix);

/** A charge that a provider made nothing of, by its payment's id or by the name it has since. */
export function describeRefusedCharge(id: string, failure: PaymentFailure): Charge {
  const reference = isRefusedReference(id) ? id : makeRefusedReference(id);
  return { reference, status: "failed", feeMinor: null, failure, action: null };
}

/** A payout that a provider would not make. Providers' words for why have any length, our column has not. */
export const describeRefusedPayout = (payoutId: string, failure: string): Payout => ({
  reference: makeRefusedReference(payoutId),
  status: "failed",
  failure: failure.slice(0, 80),
});
