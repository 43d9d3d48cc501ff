const dayMs = 24 * 3_600_000;

/** The bounds of a review, with what happens there. Times are milliseconds. */
export const reviewLimits = {
  ratingMin: 1,
  ratingMax: 5,
  textLengthMax: 2_000,
  answerLengthMax: 2_000,
  reasonLengthMax: 500,
  /** A review may be written for this long after delivery … */
  writeMs: 90 * dayMs,
  /** … and changed for this long after it was written. */
  editMs: 14 * dayMs,
} as const;

/** Where an order stands, as far as a review asks. */
interface ReviewedOrder {
  readonly deliveredAtMs: number | null;
}

export type ReviewRefusal = "order_state" | "review_window_closed";

/** Whether an order can be reviewed: what never arrived cannot, whatever else became of the order. */
export function checkReviewable(order: ReviewedOrder, nowMs: number): ReviewRefusal | null {
  if (order.deliveredAtMs === null) return "order_state";
  return nowMs >= order.deliveredAtMs + reviewLimits.writeMs ? "review_window_closed" : null;
}

/** Whether a review may still be changed by whoever wrote it. */
export const isEditable = (writtenAtMs: number, nowMs: number): boolean =>
  nowMs < writtenAtMs + reviewLimits.editMs;

/**
 * A buyer's name as strangers read it beside a review. What somebody bought is public by its paddle; a whole name beside it
 * would say whose paddle it was (rule H4).
 */
export function maskName(displayName: string): string {
  const [first = "?"] = Array.from(displayName.trim());
  return `${first}***`;
}
