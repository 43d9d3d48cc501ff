import { orderLimits } from "./order-limits.ts";

/**
 * When a bank is answered for a seller who did not do it: a day before it takes nothing any more, or at half the time where
 * there is less than two days of it. Null as the bank's end: it named none.
 */
export function computeAnswerDueMs(nowMs: number, bankDueMs: number | null): number {
  if (bankDueMs === null) return nowMs + orderLimits.disputeAnswerMs;
  const leftMs = Math.max(0, bankDueMs - nowMs);
  return bankDueMs - Math.min(orderLimits.evidenceMarginMs, Math.ceil(leftMs / 2));
}
