import type { OrderOrigin } from "./lifecycle.ts";
import { orderLimits } from "./order-limits.ts";

/** A payment attempt as far as the next step needs it. */
export interface Attempt {
  readonly number: number;
  readonly status: "pending" | "processing" | "requires_action" | "completed" | "failed" | "canceled";
}

/** An unpaid order as it stands. Times are epoch milliseconds. */
export interface Unpaid {
  readonly origin: OrderOrigin;
  readonly soldAtMs: number;
  /** When the buyer's time to pay ends; null before anything went wrong (rule S2). */
  readonly paymentDueAtMs: number | null;
  readonly lastAttempt: Attempt | null;
  /** Whether there is a verified way to pay that may be charged without the buyer. */
  readonly hasMethod: boolean;
}

/**
 * What to do about an unpaid order now (rules S1 and S2).
 * `charge`: make the next attempt. `ask`: an attempt is under way, look how it stands. `grace`: tell the buyer, they have
 * until `dueAtMs`. `wait`: nothing before `untilMs`. `withdraw`: time is up and an attempt is open: end it at the
 * provider, and look again. `cancel`: time is up and nothing is open.
 */
export type SettlementStep =
  | { readonly type: "charge"; readonly attempt: number }
  | { readonly type: "ask" }
  | { readonly type: "grace"; readonly dueAtMs: number }
  | { readonly type: "wait"; readonly untilMs: number }
  | { readonly type: "withdraw" }
  | { readonly type: "cancel" };

const isFinal = ({ status }: Attempt): boolean => status === "failed" || status === "canceled";

export function computeSettlementStep(order: Unpaid, nowMs: number): SettlementStep {
  const { lastAttempt, paymentDueAtMs } = order;
  const isOpen = lastAttempt !== null && !isFinal(lastAttempt);
  // Nobody has been asked for an answer yet; what became of it is known before anything else is done.
  if (isOpen && lastAttempt.status === "pending") return { type: "ask" };
  if (paymentDueAtMs === null) {
    // An offer is taken up or not; nobody is charged for it by themselves.
    if (order.origin === "second-chance")
      return { type: "grace", dueAtMs: order.soldAtMs + orderLimits.offerMs };
    if (lastAttempt === null && order.hasMethod) return { type: "charge", attempt: 1 };
    if (isOpen && lastAttempt.status === "processing") return { type: "ask" };
    return { type: "grace", dueAtMs: nowMs + orderLimits.paymentGraceMs };
  }
  if (nowMs < paymentDueAtMs) {
    return isOpen && lastAttempt.status === "processing"
      ? { type: "ask" }
      : { type: "wait", untilMs: paymentDueAtMs };
  }
  return isOpen ? { type: "withdraw" } : { type: "cancel" };
}
