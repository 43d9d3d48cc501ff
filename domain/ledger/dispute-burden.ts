/** Who bears what a buyer's bank took for good. The four amounts sum to what it took. */
export interface DisputeBurden {
  /** Of refunds that came back: it stood on the buyer's account, and reached them this way. */
  readonly creditMinor: number;
  /** Of what was left of the order: everybody's share of it goes back. */
  readonly takenMinor: number;
  /** Given back before and taken once more: the seller owes it, and later sales pay it off. */
  readonly owedMinor: number;
  /** The house's. */
  readonly lossMinor: number;
  /** Whether the seller answers for it, and so bears the bank's fee. */
  readonly isSellers: boolean;
}

/**
 * Splits what a lost dispute took. A bank can take the whole charge even where a part was given back already, and a charge
 * that never paid the order: it came too late and was sent back. What its refunds left on the buyer's account meets it
 * first: everybody's share of that was given before, and paid out of there too it would be paid twice. A seller answers
 * for the charge that paid, once and up to the order's total, whoever gave the part back; the house answers for all else.
 */
export function computeDisputeBurden(dispute: {
  readonly amountMinor: number;
  /** Of this charge's refunds that came back, on the buyer's account. */
  readonly creditMinor: number;
  /** Of what the buyer paid, not given back yet. */
  readonly leftMinor: number;
  /** Of the order's total, not borne for an earlier dispute yet; 0 where the charge did not pay the order. */
  readonly answerableMinor: number;
}): DisputeBurden {
  const { amountMinor, leftMinor, answerableMinor } = dispute;
  const creditMinor = Math.min(amountMinor, dispute.creditMinor);
  // The seller's share of the credit was given, and counts as borne.
  const bornMinor = Math.max(0, Math.min(amountMinor, answerableMinor) - creditMinor);
  const takenMinor = Math.min(bornMinor, leftMinor);
  return {
    creditMinor,
    takenMinor,
    owedMinor: bornMinor - takenMinor,
    lossMinor: amountMinor - creditMinor - bornMinor,
    isSellers: bornMinor > 0,
  };
}
