import { sql } from "drizzle-orm";
import {
  bigint,
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
import { cancelReasons } from "../../domain/order/cancel.ts";
import { orderOrigins, orderStatuses } from "../../domain/order/lifecycle.ts";
import { amountMinor, createdAt, currencyCode, isBps, isCurrency, isOneOf, isTotal } from "./columns.ts";
import { moment, primaryId, updatedAt } from "./columns.ts";
import { lots } from "./lots.ts";
import { isDueRow, outboxColumns } from "./outbox-columns.ts";
import { parcels } from "./parcels.ts";
import { products } from "./catalogue.ts";
import { users } from "./users.ts";

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
    origin: text("origin", { enum: orderOrigins }).notNull().default("hammer"),
    status: text("status", { enum: orderStatuses }).notNull().default("pending"),
    /** Where a dispute that the seller wins puts it back to; null while there is none. */
    statusBeforeDispute: text("status_before_dispute", { enum: orderStatuses }),
    cancelReason: text("cancel_reason", { enum: cancelReasons }),
    currency: currencyCode().notNull(),
    hammerMinor: amountMinor("hammer_minor").notNull(),
    premiumMinor: amountMinor("premium_minor").notNull(),
    shippingMinor: amountMinor("shipping_minor").notNull(),
    taxMinor: amountMinor("tax_minor").notNull(),
    totalMinor: amountMinor("total_minor").notNull(),
    /** What was given back so far, refunds and lost disputes together. */
    refundedMinor: amountMinor("refunded_minor").notNull().default(0),
    /** The same part by part, in the order in which they were given back: who gives how much depends on it. */
    givenBackParts: bigint("given_back_parts", { mode: "number" })
      .array()
      .notNull()
      .default(sql`'{}'`),
    premiumBps: smallint("premium_bps").notNull(),
    taxBps: smallint("tax_bps").notNull(),
    /** What the seller will be charged, in basis points of the hammer price. */
    feeBps: smallint("fee_bps").notNull(),
    shippingAddress: jsonb("shipping_address").$type<OrderAddress>(),
    /** What travels together. SET NULL never happens: parcels are not deleted. */
    parcelId: uuid("parcel_id").references(() => parcels.id, { onDelete: "restrict" }),
    carrier: text("carrier"),
    trackingNumber: text("tracking_number"),
    /** When the buyer's grace ends (rule S2); null while no payment has failed. */
    paymentDueAt: moment("payment_due_at"),
    soldAt: moment("sold_at").notNull(),
    paidAt: moment("paid_at"),
    shippedAt: moment("shipped_at"),
    /** The carrier lost it. */
    lostAt: moment("lost_at"),
    deliveredAt: moment("delivered_at"),
    /** When the seller's share becomes theirs to be paid out, unless something happens first. */
    releaseAt: moment("release_at"),
    releasedAt: moment("released_at"),
    /** Of the invoice, without gaps within a year; null until it is paid. */
    invoiceNumber: text("invoice_number").unique("orders_invoice_number_unique"),
    ...outboxColumns(),
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
    // Of what something was given back, for the transactions of its two parties; few orders are.
    index("orders_buyer_refund_index")
      .on(table.buyerId, table.id)
      .where(sql`${table.refundedMinor} > 0`),
    index("orders_seller_refund_index")
      .on(table.sellerId, table.id)
      .where(sql`${table.refundedMinor} > 0`),
    index("orders_product_id_index").on(table.productId),
    index("orders_parcel_index").on(table.parcelId),
    // What is to be done about orders; nearly empty, however many there are.
    index("orders_next_action_index").on(table.nextActionAt, table.id).where(isDueRow(table.nextActionAt)),
    index("orders_release_index")
      .on(table.releaseAt, table.id)
      .where(sql`${table.releaseAt} is not null and ${table.releasedAt} is null`),
    // What a seller waits for.
    index("orders_seller_release_index")
      .on(table.sellerId, table.releaseAt, table.id)
      .where(sql`${table.releaseAt} is not null and ${table.releasedAt} is null`),
    check("orders_status_check", isOneOf(table.status, orderStatuses)),
    check("orders_origin_check", isOneOf(table.origin, orderOrigins)),
    check("orders_cancel_reason_check", isOneOf(table.cancelReason, cancelReasons)),
    check(
      "orders_status_before_dispute_check",
      isOneOf(table.statusBeforeDispute, ["paid", "shipped", "delivered"]),
    ),
    check("orders_refunded_minor_check", sql`${table.refundedMinor} between 0 and ${table.totalMinor}`),
    check("orders_released_check", sql`${table.releasedAt} is null or ${table.paidAt} is not null`),
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
