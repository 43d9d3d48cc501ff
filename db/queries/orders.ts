import { and, eq, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { OrderStatus } from "../../domain/order/lifecycle.ts";
import { accept, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { lots } from "../schema/lots.ts";
import { orders } from "../schema/orders.ts";
import { users } from "../schema/users.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";
import { carriesOthers } from "./parcels.ts";

const sellers = alias(users, "sellers");
const buyers = alias(users, "buyers");

const orderColumns = {
  id: orders.id,
  status: orders.status,
  auctionId: orders.auctionId,
  lotId: orders.lotId,
  saleNumber: orders.saleNumber,
  title: lots.title,
  imageUrl: sql<string | null>`${lots.imageUrls} ->> 0`,
  sellerId: orders.sellerId,
  sellerName: sellers.displayName,
  buyerId: orders.buyerId,
  buyerName: buyers.displayName,
  currency: orders.currency,
  hammerMinor: orders.hammerMinor,
  premiumMinor: orders.premiumMinor,
  shippingMinor: orders.shippingMinor,
  taxMinor: orders.taxMinor,
  totalMinor: orders.totalMinor,
  refundedMinor: orders.refundedMinor,
  origin: orders.origin,
  statusBeforeDispute: orders.statusBeforeDispute,
  format: lots.format,
  buyNowMinor: lots.buyNowMinor,
  lotBidCount: lots.bidCount,
  parcelId: orders.parcelId,
  carriesOthers,
  invoiceNumber: orders.invoiceNumber,
  cancelReason: orders.cancelReason,
  shippingAddress: orders.shippingAddress,
  carrier: orders.carrier,
  trackingNumber: orders.trackingNumber,
  paymentDueAt: orders.paymentDueAt,
  soldAt: orders.soldAt,
  paidAt: orders.paidAt,
  shippedAt: orders.shippedAt,
  deliveredAt: orders.deliveredAt,
  cancelledAt: orders.cancelledAt,
  refundedAt: orders.refundedAt,
  disputedAt: orders.disputedAt,
  releaseAt: orders.releaseAt,
  releasedAt: orders.releasedAt,
  createdAt: orders.createdAt,
  updatedAt: orders.updatedAt,
};

const selectOrders = (database: Database) =>
  database
    .select(orderColumns)
    .from(orders)
    .innerJoin(lots, eq(lots.id, orders.lotId))
    .innerJoin(sellers, eq(sellers.id, orders.sellerId))
    .innerJoin(buyers, eq(buyers.id, orders.buyerId))
    .$dynamic();

/** An order with what a person recognises it by; for its buyer, its seller and admins only. */
export type Order = Awaited<ReturnType<typeof selectOrders>>[number];

const keyset: Keyset = { name: "orders", columns: [orders.createdAt, orders.id], descending: true };

/** What somebody bought, or what they sold, latest first. */
export async function listOrders(
  database: Database,
  of: {
    readonly userId: string;
    readonly side: "buyer" | "seller";
    readonly status?: OrderStatus | undefined;
  },
  request: PageRequest,
): Promise<Result<Page<Order>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await selectOrders(database)
    .where(
      and(
        hasId(of.side === "buyer" ? orders.buyerId : orders.sellerId, of.userId),
        of.status === undefined ? undefined : eq(orders.status, of.status),
        behind.value,
      ),
    )
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(makePage(keyset, request, rows, (row) => [row.createdAt, row.id]));
}

/** An order for one of its two parties; to anybody else it is not there. */
export async function findOrderOf(
  database: Database,
  order: { readonly orderId: string; readonly userId: string },
): Promise<Order | undefined> {
  const [found] = await selectOrders(database).where(
    and(
      hasId(orders.id, order.orderId),
      or(hasId(orders.buyerId, order.userId), hasId(orders.sellerId, order.userId)),
    ),
  );
  return found;
}

/** Any order, for the house. */
export async function findOrder(database: Database, orderId: string): Promise<Order | undefined> {
  const [found] = await selectOrders(database).where(hasId(orders.id, orderId));
  return found;
}
