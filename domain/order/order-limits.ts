const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The bounds of an order's life, with what happens at each. Times are milliseconds. */
export const orderLimits = {
  /** From the first payment that failed until the order is cancelled (rule S2). */
  paymentGraceMs: 10 * minuteMs,
  /** A second chance that is not taken by then goes to the next bidder. */
  offerMs: 24 * hourMs,
  /** Offers of one lot; then nobody is asked any more and the seller may run it again. */
  offersMax: 3,
  /** Attempts to pay one order; then it is only a matter of time until it is cancelled. */
  attemptsMax: 10,
  /** A purchase at a fixed price may be called off by its buyer for this long, unless it was shipped. */
  buyerCancelMs: 30 * minuteMs,
  /** Refunds of one order; the next is refused. */
  refundsMax: 20,
  /** Tries of one order's refunds to be sent again; then they are paid another way. */
  refundRetriesMax: 5,
  /** A dispute may be opened for this long after delivery, or after the sale when nothing arrived. */
  disputeAfterDeliveryMs: 30 * 24 * hourMs,
  disputeAfterSaleMs: 120 * 24 * hourMs,
  /** The seller's time to answer one. */
  disputeAnswerMs: 3 * 24 * hourMs,
  /** The house's time to decide one after that; then a rule does, or it is escalated (`claim.ts`). */
  disputeDecisionMs: 14 * 24 * hourMs,
  /** A bank is answered so long before it takes nothing any more, where the seller did not do it. */
  evidenceMarginMs: 24 * hourMs,
  /** Messages of one dispute; the next is refused. */
  disputeMessagesMax: 100,
} as const;
