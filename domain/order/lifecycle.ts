import type { Result } from "../result.ts";
import { accept, refuse } from "../result.ts";

/** Where an order stands (rule S3). */
export const orderStatuses = [
  "pending",
  "paid",
  "shipped",
  "delivered",
  "cancelled",
  "refunded",
  "disputed",
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export const orderActions = ["pay", "ship", "deliver", "cancel", "refund", "dispute"] as const;
export type OrderAction = (typeof orderActions)[number];

/**
 * Every move an order can make (rule S3). Money that has been taken is given back by a refund, never by a
 * cancellation; a dispute can follow any payment and ends in a refund here, whoever decides it.
 */
const transitions: Readonly<Record<OrderStatus, Readonly<Partial<Record<OrderAction, OrderStatus>>>>> = {
  pending: { pay: "paid", cancel: "cancelled" },
  paid: { ship: "shipped", refund: "refunded", dispute: "disputed" },
  shipped: { deliver: "delivered", refund: "refunded", dispute: "disputed" },
  delivered: { refund: "refunded", dispute: "disputed" },
  disputed: { refund: "refunded" },
  cancelled: {},
  refunded: {},
};

/** What an order cannot do from where it stands. */
export interface OrderRefusal {
  readonly code: "order_state";
  readonly status: OrderStatus;
  /** What it can do instead. */
  readonly allowed: readonly OrderAction[];
}

/** The status after an action, or why there is none. */
export function computeNextStatus(
  status: OrderStatus,
  action: OrderAction,
): Result<OrderStatus, OrderRefusal> {
  const next = transitions[status][action];
  if (next !== undefined) return accept(next);
  const allowed = orderActions.filter((one) => transitions[status][one] !== undefined);
  return refuse({ code: "order_state", status, allowed });
}
