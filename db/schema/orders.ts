import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { amountMinor, createdAt, currencyCode, isBps, isCurrency, isOneOf, isTotal } from "./columns.ts";
import { moment, primaryId, updatedAt } from "./columns.ts";
import { lots } from "./lots.ts";
import { products } from "./catalogue.ts";
import { users } from "./users.ts";

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

/** An address as it was when the order was made. */
export interface OrderAddress {
  readonly fullName: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string;
  readonly country: string;
  readonly phone: string | null;
}

/**
 * What one buyer owes for one sale (rule S1): at most one row per (lot, sale number), whatever is projected twice.
 * Everything on it is a copy taken at the hammer, so nothing that is edited later changes what was agreed.
 * RESTRICT on lot, seller and buyer: an order is a record of money. SET NULL on the product: the lot has the title.
 */
export const orders = pgTable(
  "orders",
  {
    id: primaryId(),
    auctionId: uuid("auction_id").notNull(),
    lotId: uuid("lot_id").notNull(),
    saleNumber: integer("sale_number").notNull(),
    productId: uuid("product_id").references(() => products.id, { onDelete: "set null" }),
    sellerId: uuid("seller_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    buyerId: uuid("buyer_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    status: text("status", { enum: orderStatuses }).notNull().default("pending"),
    currency: currencyCode().notNull(),
    hammerMinor: amountMinor("hammer_minor").notNull(),
    premiumMinor: amountMinor("premium_minor").notNull(),
    shippingMinor: amountMinor("shipping_minor").notNull(),
    taxMinor: amountMinor("tax_minor").notNull(),
    totalMinor: amountMinor("total_minor").notNull(),
    premiumBps: smallint("premium_bps").notNull(),
    taxBps: smallint("tax_bps").notNull(),
    /** What the seller will be charged, in basis points of the hammer price. */
    feeBps: smallint("fee_bps").notNull(),
    shippingAddress: jsonb("shipping_address").$type<OrderAddress>(),
    carrier: text("carrier"),
    trackingNumber: text("tracking_number"),
    /** When the buyer's grace ends (rule S2); null while no payment has failed. */
    paymentDueAt: moment("payment_due_at"),
    soldAt: moment("sold_at").notNull(),
    paidAt: moment("paid_at"),
    shippedAt: moment("shipped_at"),
    deliveredAt: moment("delivered_at"),
    cancelledAt: moment("cancelled_at"),
    refundedAt: moment("refunded_at"),
    disputedAt: moment("disputed_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique("orders_sale_unique").on(table.lotId, table.saleNumber),
    foreignKey({
      name: "orders_lot_fkey",
      columns: [table.auctionId, table.lotId],
      foreignColumns: [lots.auctionId, lots.id],
    }).onDelete("restrict"),
    index("orders_auction_index").on(table.auctionId, table.lotId),
    index("orders_buyer_index").on(table.buyerId, table.createdAt, table.id),
    index("orders_seller_index").on(table.sellerId, table.createdAt, table.id),
    // What was given back, for the transactions of its two parties; few orders have it.
    index("orders_buyer_refund_index")
      .on(table.buyerId, table.refundedAt, table.id)
      .where(sql`${table.refundedAt} is not null`),
    index("orders_seller_refund_index")
      .on(table.sellerId, table.refundedAt, table.id)
      .where(sql`${table.refundedAt} is not null`),
    index("orders_product_id_index").on(table.productId),
    // The sweep for what still has to be charged; nearly empty, however many orders there are.
    index("orders_pending_index")
      .on(table.createdAt, table.id)
      .where(sql`${table.status} = 'pending'`),
    check("orders_status_check", isOneOf(table.status, orderStatuses)),
    check("orders_currency_check", isCurrency(table.currency)),
    check("orders_sale_number_check", sql`${table.saleNumber} >= 1`),
    check("orders_parties_check", sql`${table.buyerId} <> ${table.sellerId}`),
    check("orders_hammer_check", isTotal(table.hammerMinor)),
    check("orders_premium_check", isTotal(table.premiumMinor)),
    check("orders_shipping_check", isTotal(table.shippingMinor)),
    check("orders_tax_check", isTotal(table.taxMinor)),
    check(
      "orders_total_check",
      sql`${table.totalMinor} = ${table.hammerMinor} + ${table.premiumMinor} + ${table.shippingMinor} + ${table.taxMinor}`,
    ),
    check("orders_premium_bps_check", isBps(table.premiumBps)),
    check("orders_tax_bps_check", isBps(table.taxBps)),
    check("orders_fee_bps_check", isBps(table.feeBps)),
    check(
      "orders_paid_check",
      sql`${table.status} not in ('paid', 'shipped', 'delivered', 'refunded') or ${table.paidAt} is not null`,
    ),
    check(
      "orders_shipped_check",
      sql`${table.status} not in ('shipped', 'delivered') or ${table.shippedAt} is not null`,
    ),
    check("orders_delivered_check", sql`${table.status} <> 'delivered' or ${table.deliveredAt} is not null`),
    check(
      "orders_cancelled_check",
      sql`(${table.status} = 'cancelled') = (${table.cancelledAt} is not null)`,
    ),
    check("orders_refunded_check", sql`(${table.status} = 'refunded') = (${table.refundedAt} is not null)`),
    check("orders_disputed_check", sql`${table.status} <> 'disputed' or ${table.disputedAt} is not null`),
  ],
);
