import { orderLimits } from "./order-limits.ts";

/** A dispute between buyer and seller that is open. Times are epoch milliseconds. */
export interface Claim {
  readonly openedAtMs: number;
  /** Whether the seller ever said anything in it. */
  readonly isAnswered: boolean;
}

/**
 * What becomes of a dispute that nobody decided. `wait`: the house may still decide, until `untilMs`. `refund`: the seller
 * never answered, so it ends for the buyer. `escalate`: both have been heard, so no rule can decide it, and the house is told
 * that it is late.
 */
export type ClaimStep =
  | { readonly type: "wait"; readonly untilMs: number }
  | { readonly type: "refund" }
  | { readonly type: "escalate" };

/** When the time of a dispute is over: the seller's to answer and the house's to decide. */
export const computeClaimEndMs = (openedAtMs: number): number =>
  openedAtMs + orderLimits.disputeAnswerMs + orderLimits.disputeDecisionMs;

export function computeClaimStep({ openedAtMs, isAnswered }: Claim, nowMs: number): ClaimStep {
  const untilMs = computeClaimEndMs(openedAtMs);
  if (nowMs < untilMs) return { type: "wait", untilMs };
  return { type: isAnswered ? "escalate" : "refund" };
}
