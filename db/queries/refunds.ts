import { and, asc, eq } from "drizzle-orm";
import { computeRefundShares, type OrderShares } from "../../domain/ledger/movements.ts";
import { accept, refuse, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { orders } from "../schema/orders.ts";
import { refunds } from "../schema/refunds.ts";
import { planRefund, type RefundRefusal } from "../settlement/begin-refund.ts";
import { toLedgerOrder } from "../settlement/order-row.ts";
import { hasId } from "./ids.ts";

/** An order's refunds, from the first; there are a bounded number of them. */
export const listRefunds = (database: Database, orderId: string) =>
  database
    .select({
      id: refunds.id,
      amountMinor: refunds.amountMinor,
      reason: refunds.reason,
      note: refunds.note,
      status: refunds.status,
      chargedBackMinor: refunds.chargedBackMinor,
      at: refunds.createdAt,
      completedAt: refunds.completedAt,
      retryOf: refunds.retryOf,
      settledAt: refunds.settledAt,
      settlementMeans: refunds.settlementMeans,
      settlementReference: refunds.settlementReference,
    })
    .from(refunds)
    .where(eq(refunds.orderId, orderId))
    .orderBy(asc(refunds.createdAt), asc(refunds.id));

/** Whose shares of an order a refund would come out of. */
export interface RefundPreview {
  readonly amountMinor: number;
  /** What could still be given back after it. */
  readonly leftMinor: number;
  readonly currency: string;
  readonly shares: OrderShares;
  readonly isReleased: boolean;
}

interface PreviewOf {
  readonly orderId: string;
  readonly sellerId: string;
  /** Null: all that is left. */
  readonly amountMinor: number | null;
}

/** What a seller's refund would do now. Nothing is held: an order that moves on meanwhile refuses the refund itself. */
export async function previewRefund(
  database: Database,
  { orderId, sellerId, amountMinor: wantedMinor }: PreviewOf,
): Promise<Result<RefundPreview, "not_found" | RefundRefusal>> {
  const [order] = await database
    .select()
    .from(orders)
    .where(and(hasId(orders.id, orderId), eq(orders.sellerId, sellerId)));
  if (order === undefined) return refuse("not_found");
  const plan = await planRefund(database, order, wantedMinor);
  if (!plan.ok) return plan;
  const { amountMinor, leftMinor } = plan.value;
  const given = { givenBackMinor: order.givenBackParts, amountMinor };
  const shares = computeRefundShares(toLedgerOrder(order), given);
  const { currency, releasedAt } = order;
  return accept({ amountMinor, leftMinor, currency, shares, isReleased: releasedAt !== null });
}
