import { computeCancel } from "./cancel.ts";
import { type OrderOrigin, type OrderStatus, computeNextStanding } from "./lifecycle.ts";
import { orderLimits } from "./order-limits.ts";

/** An order as far as what its parties may do with it depends on it. Times are epoch milliseconds. */
export interface OrderFacts {
  readonly status: OrderStatus;
  readonly statusBeforeDispute: OrderStatus | null;
  readonly origin: OrderOrigin;
  /** Bought at a price that stood, not won against others. */
  readonly isPurchase: boolean;
  /** Other lots of its parcel pay less for their way because this one pays for it. */
  readonly carriesOthers: boolean;
  readonly soldAtMs: number;
  readonly deliveredAtMs: number | null;
  /** When it was first disputed, whoever decided it since; null: never. */
  readonly disputedAtMs: number | null;
}

export const partyActions = ["pay", "ship", "deliver", "cancel", "refund", "dispute"] as const;
export type PartyAction = (typeof partyActions)[number];

/** Until when the buyer may say that something is wrong. */
export const computeDisputeEndMs = ({
  soldAtMs,
  deliveredAtMs,
}: Pick<OrderFacts, "soldAtMs" | "deliveredAtMs">): number =>
  deliveredAtMs === null
    ? soldAtMs + orderLimits.disputeAfterSaleMs
    : deliveredAtMs + orderLimits.disputeAfterDeliveryMs;

/** Whether the buyer may say that something is wrong: in time, and once. What was decided is not asked again. */
const mayDispute = (
  order: Pick<
    OrderFacts,
    "status" | "statusBeforeDispute" | "origin" | "soldAtMs" | "deliveredAtMs" | "disputedAtMs"
  >,
  nowMs: number,
): boolean =>
  computeNextStanding(order, "dispute").ok &&
  order.disputedAtMs === null &&
  nowMs < computeDisputeEndMs(order);

/** What one of an order's two parties may do with it now; what a page offers, and nothing it offers is then refused. */
export function listPartyActions(order: OrderFacts, by: "buyer" | "seller", nowMs: number): PartyAction[] {
  const can = (action: PartyAction): boolean => computeNextStanding(order, action).ok;
  const mayCancel = computeCancel({ ...order, by, nowMs }).ok;
  const allowed: Record<PartyAction, boolean> = {
    pay: by === "buyer" && can("pay"),
    ship: by === "seller" && can("ship"),
    deliver: by === "buyer" && can("deliver"),
    cancel: mayCancel,
    refund: by === "seller" && can("refund"),
    dispute: by === "buyer" && mayDispute(order, nowMs),
  };
  return partyActions.filter((action) => allowed[action]);
}
