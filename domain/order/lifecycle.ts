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

/** How an order came about: by the hammer, or offered to the next bidder because the first did not pay (rule S2). */
export const orderOrigins = ["hammer", "second-chance"] as const;
export type OrderOrigin = (typeof orderOrigins)[number];

/** `refund` is of all that is left; a part given back moves nothing. `restore` ends a dispute that the seller won. */
export const orderActions = ["pay", "ship", "deliver", "cancel", "refund", "dispute", "restore"] as const;
export type OrderAction = (typeof orderActions)[number];

/** Back to where it was before the dispute, which the order remembers. */
const before = Symbol("before the dispute");
type Target = OrderStatus | typeof before;

/**
 * Every move an order can make (rule S3). Money that has been taken is given back by a refund, never by a cancellation.
 * A dispute can follow any payment; while it is open a parcel may still arrive, which is told by its own moment and
 * moves the order only after a `restore`.
 */
const transitions: Readonly<Record<OrderStatus, Readonly<Partial<Record<OrderAction, Target>>>>> = {
  pending: { pay: "paid", cancel: "cancelled" },
  paid: { ship: "shipped", refund: "refunded", dispute: "disputed" },
  shipped: { deliver: "delivered", refund: "refunded", dispute: "disputed" },
  delivered: { refund: "refunded", dispute: "disputed" },
  disputed: { refund: "refunded", restore: before },
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

/** An order as far as its moves go. */
export interface OrderStanding {
  readonly status: OrderStatus;
  readonly statusBeforeDispute: OrderStatus | null;
}

/** The order's standing after an action, or why there is none. */
export function computeNextStanding(
  { status, statusBeforeDispute }: OrderStanding,
  action: OrderAction,
): Result<OrderStanding, OrderRefusal> {
  const target = transitions[status][action];
  if (target === undefined) {
    const allowed = orderActions.filter((one) => transitions[status][one] !== undefined);
    return refuse({ code: "order_state", status, allowed });
  }
  if (target === before) return accept({ status: statusBeforeDispute ?? "paid", statusBeforeDispute: null });
  return accept({ status: target, statusBeforeDispute: target === "disputed" ? status : null });
}
