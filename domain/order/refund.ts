import { orderLimits } from "./order-limits.ts";

/**
 * How far a refund is. `failed`: it came back, and stands on its buyer's account until somebody does something about it.
 * `resent`: it came back, and another one takes its money on. `settled`: it came back, and was paid by hand.
 * `charged-back`: it came back, and its buyer's bank took the same money back for them.
 */
export const refundStatuses = [
  "pending",
  "completed",
  "failed",
  "resent",
  "settled",
  "charged-back",
] as const;
export type RefundStatus = (typeof refundStatuses)[number];

/** Those of refunds that came back. */
export const returnedStatuses = [
  "failed",
  "resent",
  "settled",
  "charged-back",
] as const satisfies readonly RefundStatus[];

/** How the house pays what no provider can send. */
export const settlementMeans = ["bank-transfer", "cheque", "cash", "other"] as const;

/** Whether a refund may be sent again: it came back, its order has tries left, and no bank has the order's money. */
export const canBeResent = ({
  status,
  retries,
  isAtBank,
}: {
  readonly status: RefundStatus;
  readonly retries: number;
  readonly isAtBank: boolean;
}): boolean => status === "failed" && !isAtBank && retries < orderLimits.refundRetriesMax;
