import type { Result } from "../result.ts";
import { accept, refuse } from "../result.ts";
import type { OrderOrigin, OrderStatus } from "./lifecycle.ts";
import { orderLimits } from "./order-limits.ts";

/** Why an order was called off. */
export const cancelReasons = [
  "payment-failed",
  "offer-expired",
  "offer-declined",
  "buyer",
  "seller",
  "house",
] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** Whether a lot was bought at a price that stood, a fixed or falling one or buy-now before any bid, and not won. */
export const isPurchase = (lot: {
  readonly format: string;
  readonly buyNowMinor: number | null;
  readonly bidCount: number;
}): boolean =>
  lot.format === "fixed" || lot.format === "dutch" || (lot.buyNowMinor !== null && lot.bidCount === 0);

/** Who wants an order called off, and what decides whether they may. */
export interface CancelRequest {
  readonly by: "buyer" | "seller" | "house";
  readonly status: OrderStatus;
  /** `fixed` and buy-now are purchases; everything else was won against others, and bids are binding (rule B6). */
  readonly isPurchase: boolean;
  readonly origin: OrderOrigin;
  /** Whether other lots of its parcel pay less for their way because this one pays for it (rule P9). */
  readonly carriesOthers: boolean;
  readonly soldAtMs: number;
  readonly nowMs: number;
}

export type CancelRefusal = "order_state" | "cancel_window_closed" | "parcel_shared";

/**
 * How an order is called off: `cancel` before it is paid, `refund` of everything after. Sellers may until they ship.
 * Buyers may call off a purchase for half an hour and decline an offer, but not what they won: they ask the seller.
 * Nor what pays the way of other lots: those would travel for nothing.
 */
export function computeCancel(request: CancelRequest): Result<"cancel" | "refund", CancelRefusal> {
  const { by, status, origin } = request;
  if (status !== "pending" && status !== "paid") return refuse("order_state");
  const way = status === "pending" ? "cancel" : "refund";
  if (by !== "buyer") return accept(way);
  if (status === "pending" && origin === "second-chance") return accept(way);
  const isInTime = request.nowMs < request.soldAtMs + orderLimits.buyerCancelMs;
  if (!request.isPurchase || !isInTime) return refuse("cancel_window_closed");
  return request.carriesOthers ? refuse("parcel_shared") : accept(way);
}
