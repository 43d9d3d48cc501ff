import type { Order } from "../../contract/http/orders.ts";
import type { Order as OrderRow } from "../../db/queries/orders.ts";
import { computeDisputeEndMs, type OrderFacts, listPartyActions } from "../../domain/order/actions.ts";
import { isPurchase } from "../../domain/order/cancel.ts";

const toText = (at: Date | null): string | null => at?.toISOString() ?? null;

const readFacts = (row: OrderRow): OrderFacts => ({
  status: row.status,
  statusBeforeDispute: row.statusBeforeDispute,
  origin: row.origin,
  isPurchase: isPurchase({ ...row, bidCount: row.lotBidCount }),
  carriesOthers: row.carriesOthers,
  soldAtMs: row.soldAt.getTime(),
  deliveredAtMs: row.deliveredAt?.getTime() ?? null,
  disputedAtMs: row.disputedAt?.getTime() ?? null,
});

/** An order as one of its two parties sees it, and the house as its seller does. */
export function toOrder(row: OrderRow, userId: string): Order {
  const facts = readFacts(row);
  const side = row.buyerId === userId ? "buyer" : "seller";
  const actions = listPartyActions(facts, side, Date.now());
  return {
    ...row,
    side,
    isPurchase: facts.isPurchase,
    actions,
    priceMinor: row.hammerMinor,
    paymentDueAt: toText(row.paymentDueAt),
    soldAt: row.soldAt.toISOString(),
    paidAt: toText(row.paidAt),
    shippedAt: toText(row.shippedAt),
    deliveredAt: toText(row.deliveredAt),
    cancelledAt: toText(row.cancelledAt),
    refundedAt: toText(row.refundedAt),
    disputedAt: toText(row.disputedAt),
    releaseAt: toText(row.releaseAt),
    releasedAt: toText(row.releasedAt),
    disputableUntil: actions.includes("dispute") ? new Date(computeDisputeEndMs(facts)).toISOString() : null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
