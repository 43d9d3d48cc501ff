import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core";
import { auctionStatuses } from "../../domain/room/views.ts";
import { createdAt, currencyCode, isBps, isCurrency, isOneOf, isText, moment, updatedAt } from "./columns.ts";
import { searchDocument, searchIndexOptions } from "./search.ts";
import { users } from "./users.ts";

const auctionPacings = ["live", "timed"] as const;
const auctionVisibilities = ["public", "private"] as const;

/**
 * One live sale. A projection: the room owns the auction from its creation (rule L8) and only `project-room.ts`
 * writes here, so there is no soft delete; an auction that shall not happen is cancelled. The checks say what the room
 * guarantees and no more: refusing here what a room has accepted would only stop its projection.
 * RESTRICT on the seller: an auction's public log outlives the wish to be forgotten; accounts are anonymised instead.
 */
export const auctions = pgTable(
  "auctions",
  {
    /** Given by the route that created the room. */
    id: uuid("id").primaryKey(),
    sellerId: uuid("seller_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    title: text("title").notNull(),
    description: text("description").notNull().default(""),
    status: text("status", { enum: auctionStatuses }).notNull().default("scheduled"),
    pacing: text("pacing", { enum: auctionPacings }).notNull().default("live"),
    visibility: text("visibility", { enum: auctionVisibilities }).notNull().default("public"),
    /** Where the room was asked to live; null when the platform chose. */
    region: text("region"),
    currency: currencyCode().notNull(),
    premiumBps: smallint("premium_bps").notNull(),
    feeBps: smallint("fee_bps").notNull(),
    staggerMs: integer("stagger_ms").notNull(),
    scheduledStart: moment("scheduled_start").notNull(),
    scheduledEnd: moment("scheduled_end"),
    startedAt: moment("started_at"),
    endedAt: moment("ended_at"),
    lotCount: integer("lot_count").notNull().default(0),
    bidCount: integer("bid_count").notNull().default(0),
    peakViewers: integer("peak_viewers").notNull().default(0),
    /** The video room, once there is one. */
    livekitRoomId: text("livekit_room_id").unique("auctions_livekit_room_id_unique"),
    /** What search looks into: the title (A) and the description (C). */
    document: searchDocument("document")
      .notNull()
      .generatedAlwaysAs(sql`sale_document("title", "description")`),
    /** The last fact projected (rule H1); 0 and null before the first. */
    logHeadSeq: bigint("log_head_seq", { mode: "number" }).notNull().default(0),
    logHeadHash: text("log_head_hash"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    // One per order of the public list: scheduled ones soonest first, live ones as they began, closed ones latest first.
    index("auctions_status_index")
      .on(table.status, table.scheduledStart, table.id)
      .where(sql`${table.visibility} = 'public'`),
    index("auctions_live_index")
      .on(table.startedAt, table.id)
      .where(sql`${table.status} = 'live' and ${table.visibility} = 'public'`),
    index("auctions_closed_index")
      .on(table.status, table.endedAt, table.id)
      .where(sql`${table.visibility} = 'public'`),
    index("auctions_scheduled_start_index")
      .on(table.scheduledStart, table.id)
      .where(sql`${table.visibility} = 'public'`),
    // What is not over, private ones too: for the watchdog and for closing sockets. Small, however many are over.
    index("auctions_unfinished_index")
      .on(table.status, table.scheduledStart)
      .where(sql`${table.status} in ('scheduled', 'live')`),
    index("auctions_seller_index").on(table.sellerId, table.scheduledStart, table.id),
    index("auctions_document_index").using("gin", table.document).with(searchIndexOptions),
    check("auctions_title_check", isText(table.title, 1, 140)),
    check("auctions_description_check", isText(table.description, 0, 4000)),
    check("auctions_status_check", isOneOf(table.status, auctionStatuses)),
    check("auctions_pacing_check", isOneOf(table.pacing, auctionPacings)),
    check("auctions_visibility_check", isOneOf(table.visibility, auctionVisibilities)),
    check("auctions_currency_check", isCurrency(table.currency)),
    check("auctions_premium_bps_check", isBps(table.premiumBps)),
    check("auctions_fee_bps_check", isBps(table.feeBps)),
    check(
      "auctions_started_check",
      sql`${table.status} not in ('live', 'ended') or ${table.startedAt} is not null`,
    ),
    check(
      "auctions_ended_check",
      sql`(${table.status} in ('ended', 'cancelled')) = (${table.endedAt} is not null)`,
    ),
    check("auctions_log_head_check", sql`(${table.logHeadSeq} = 0) = (${table.logHeadHash} is null)`),
    check(
      "auctions_counts_check",
      sql`${table.lotCount} >= 0 and ${table.bidCount} >= 0 and ${table.peakViewers} >= 0`,
    ),
  ],
);
