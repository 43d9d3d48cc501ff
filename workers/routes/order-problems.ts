import type { InterfaceErrorCode } from "../../contract/http/errors.ts";
import type { Result } from "../../domain/result.ts";
import { Problem, notFound } from "../middleware/problem.ts";

const messages = {
  order_state: "The order does not allow that where it stands now.",
  payment_in_progress: "A payment of this order is under way. Look at it again in a moment.",
  payment_method_missing: "There is no verified way to pay. Add a card first.",
  too_many_attempts: "This order was tried to be paid too often.",
  cancel_window_closed:
    "Bids are binding, and a purchase can be called off for half an hour only. Ask the seller.",
  parcel_shared:
    "Other lots travel in its parcel, whose way it pays. Call those off first, or ask the seller.",
  amount_too_large: "That is more than is left of what was paid.",
  amount_not_payable: "Card networks take amounts in this currency only with a last digit of 0.",
  too_many_refunds: "This order was refunded in too many parts.",
  refund_not_returned: "This refund did not come back, or something was done about it already.",
  disputed_at_bank: "The buyer's bank has the money until it has decided.",
  dispute_window_closed: "It is too late to open a dispute about this order.",
  dispute_closed: "The dispute is not open any more.",
  evidence_closed: "The buyer's bank takes no evidence any more.",
} as const satisfies Partial<Record<InterfaceErrorCode, string>>;

export type OrderProblem = keyof typeof messages;

/** What an action on an order came to; its refusal as the answer it has. */
export function requireAllowed<Value>(result: Result<Value, "not_found" | OrderProblem>): Value {
  if (result.ok) return result.value;
  if (result.refusal === "not_found") throw notFound("order");
  throw new Problem(result.refusal, messages[result.refusal]);
}
