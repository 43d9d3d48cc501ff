import { sql } from "drizzle-orm";
import { type AnyPgColumn, boolean, check, foreignKey, index, integer, jsonb } from "drizzle-orm/pg-core";
import { pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { type LotRules, lotFormats } from "../../domain/room/lot-rules.ts";
import { lotStatuses } from "../../domain/room/views.ts";
import { auctions } from "./auctions.ts";
import { products } from "./catalogue.ts";
import { amountMinor, createdAt, isAmount, isOneOf, isText, moment, updatedAt } from "./columns.ts";
import { registrations } from "./registrations.ts";
import { searchDocument, searchIndexOptions } from "./search.ts";
import { users } from "./users.ts";

/**
 * The lots of an auction, as public as the room shows them: no reserve before it is revealed, never a maximum.
 * Amounts are in the auction's currency.
 */
export const lots = pgTable(
  "lots",
  {
    id: uuid("id").primaryKey(),
    // RESTRICT: lots are the auction; neither goes without the other, and orders hang on both.
    auctionId: uuid("auction_id")
      .notNull()
      .references(() => auctions.id, { onDelete: "restrict" }),
    // SET NULL: a lot has its own title and pictures and stays readable when the product row is erased.
    productId: uuid("product_id").references(() => products.id, { onDelete: "set null" }),
    // SET NULL: naming the earlier lot is a courtesy (rule L1), not a part of this one.
    rerunOf: uuid("rerun_of").references((): AnyPgColumn => lots.id, { onDelete: "set null" }),
    /**
     * Order within the auction. Not unique: a reorder moves many rows at once, and a unique index is checked row by
     * row. The room, which numbers them, is the guard.
     */
    position: integer("position").notNull(),
    status: text("status", { enum: lotStatuses }).notNull().default("queued"),
    format: text("format", { enum: lotFormats }).notNull(),
    title: text("title").notNull(),
    description: text("description").notNull().default(""),
    imageUrls: jsonb("image_urls")
      .$type<readonly string[]>()
      .notNull()
      .default(sql`'[]'`),
    /** The public rules (rule L4); the columns beside it are the ones lists filter and show. */
    rules: jsonb("rules").$type<LotRules>().notNull(),
    hasReserve: boolean("has_reserve").notNull(),
    reserveMet: boolean("reserve_met").notNull(),
    /** Known once `lot.revealed` made it public. */
    revealedReserveMinor: amountMinor("revealed_reserve_minor"),
    startingPriceMinor: amountMinor("starting_price_minor").notNull(),
    buyNowMinor: amountMinor("buy_now_minor"),
    /** Standing price; the starting price before any bid. */
    priceMinor: amountMinor("price_minor").notNull(),
    /** Different bids the log has shown since the lot opened. */
    bidCount: integer("bid_count").notNull().default(0),
    /** Hidden bids made before it opened (rule L6). */
    preBidCount: integer("pre_bid_count").notNull().default(0),
    /** Whose bid stands. The id counts bids: a bid the room repeats for its standing leader is not a new one. */
    leaderPaddle: integer("leader_paddle"),
    leaderBidId: uuid("leader_bid_id"),
    quantity: integer("quantity").notNull().default(1),
    remaining: integer("remaining").notNull().default(1),
    openedAt: moment("opened_at"),
    closesAt: moment("closes_at"),
    closedAt: moment("closed_at"),
    /** Null too when a `fixed` lot went to several buyers: their orders name them. */
    winnerPaddle: integer("winner_paddle"),
    winnerId: uuid("winner_id").references(() => users.id, { onDelete: "restrict" }),
    soldPriceMinor: amountMinor("sold_price_minor"),
    /** Why it passed or was voided, as the fact said. */
    closeReason: text("close_reason"),
    /** What search looks into: the title (A) and the description (C). */
    document: searchDocument("document")
      .notNull()
      .generatedAlwaysAs(sql`sale_document("title", "description")`),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    // What bids, facts and orders point at, so that none can name a lot of another auction.
    unique("lots_auction_id_unique").on(table.auctionId, table.id),
    foreignKey({
      name: "lots_winner_fkey",
      columns: [table.auctionId, table.winnerPaddle],
      foreignColumns: [registrations.auctionId, registrations.paddle],
    }).onDelete("restrict"),
    index("lots_position_index").on(table.auctionId, table.position),
    index("lots_product_id_index").on(table.productId),
    index("lots_document_index").using("gin", table.document).with(searchIndexOptions),
    // What a product is in right now: few of all lots there ever were.
    index("lots_unsold_product_index")
      .on(table.productId, table.auctionId)
      .where(sql`${table.productId} is not null and ${table.status} in ('queued', 'open')`),
    index("lots_closing_index")
      .on(table.closesAt, table.productId)
      .where(sql`${table.productId} is not null and ${table.status} = 'open'`),
    index("lots_winner_id_index").on(table.winnerId, table.closedAt),
    index("lots_rerun_of_index").on(table.rerunOf),
    check("lots_position_check", sql`${table.position} > 0`),
    check("lots_status_check", isOneOf(table.status, lotStatuses)),
    check("lots_format_check", isOneOf(table.format, lotFormats)),
    check("lots_title_check", isText(table.title, 1, 140)),
    check("lots_starting_price_check", isAmount(table.startingPriceMinor)),
    check("lots_buy_now_check", isAmount(table.buyNowMinor)),
    check("lots_price_check", isAmount(table.priceMinor)),
    check("lots_sold_price_check", isAmount(table.soldPriceMinor)),
    check(
      "lots_revealed_reserve_check",
      sql`${table.revealedReserveMinor} is null or (${table.hasReserve} and ${isAmount(table.revealedReserveMinor)})`,
    ),
    check(
      "lots_quantity_check",
      sql`${table.quantity} >= 1 and ${table.remaining} between 0 and ${table.quantity}`,
    ),
    check("lots_bid_count_check", sql`${table.bidCount} >= 0 and ${table.preBidCount} >= 0`),
    check("lots_opened_check", sql`${table.status} not in ('open', 'sold') or ${table.openedAt} is not null`),
    check(
      "lots_closed_check",
      sql`(${table.status} in ('sold', 'passed', 'voided')) = (${table.closedAt} is not null)`,
    ),
    check("lots_sold_check", sql`(${table.status} = 'sold') = (${table.soldPriceMinor} is not null)`),
    check("lots_winner_check", sql`(${table.winnerPaddle} is null) = (${table.winnerId} is null)`),
    check("lots_winner_sold_check", sql`${table.winnerPaddle} is null or ${table.status} = 'sold'`),
    check("lots_rerun_check", sql`${table.rerunOf} <> ${table.id}`),
  ],
);
