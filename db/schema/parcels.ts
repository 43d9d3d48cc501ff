import { sql } from "drizzle-orm";
import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { check } from "drizzle-orm/pg-core";
import { auctions } from "./auctions.ts";
import { createdAt, isText, moment, primaryId, updatedAt } from "./columns.ts";
import { users } from "./users.ts";

/**
 * What one buyer won of one sale travels together: orders join the open parcel until it is shipped, and pay for the way
 * of a parcel once. RESTRICT: orders point here.
 */
export const parcels = pgTable(
  "parcels",
  {
    id: primaryId(),
    auctionId: uuid("auction_id")
      .notNull()
      .references(() => auctions.id, { onDelete: "restrict" }),
    sellerId: uuid("seller_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    buyerId: uuid("buyer_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    carrier: text("carrier"),
    trackingNumber: text("tracking_number"),
    shippedAt: moment("shipped_at"),
    deliveredAt: moment("delivered_at"),
    lostAt: moment("lost_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    // One open parcel per buyer and sale.
    uniqueIndex("parcels_open_unique")
      .on(table.auctionId, table.buyerId)
      .where(sql`${table.shippedAt} is null`),
    index("parcels_auction_index").on(table.auctionId),
    index("parcels_seller_index").on(table.sellerId, table.createdAt, table.id),
    index("parcels_buyer_index").on(table.buyerId, table.createdAt, table.id),
    check("parcels_carrier_check", isText(table.carrier, 1, 60)),
    check("parcels_tracking_check", isText(table.trackingNumber, 1, 80)),
  ],
);
