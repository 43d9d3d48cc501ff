import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { amountMinor, isAmount, isOneOf, moment } from "./columns.ts";
import { lots } from "./lots.ts";
import { registrations } from "./registrations.ts";
import { users } from "./users.ts";

/** `placed`: it named a price in public. `committed`: only its commitment is public so far (rule H2). */
const bidKinds = ["placed", "committed"] as const;

/**
 * The bids of a lot as its log tells them: one row per `bid.placed` and `bid.committed`. One bid (`bid_id`) has several
 * rows when the room bid on for it (`auto`). Hidden maxima stay in the room; `revealed_amount_minor` is what
 * `lot.revealed` opened to everyone.
 */
export const bids = pgTable(
  "bids",
  {
    auctionId: uuid("auction_id").notNull(),
    /** The fact's place in the log; with the auction it is the key, so projecting twice cannot double a bid. */
    seq: bigint("seq", { mode: "number" }).notNull(),
    bidId: uuid("bid_id").notNull(),
    lotId: uuid("lot_id").notNull(),
    // RESTRICT: who bid is evidence for as long as the auction is.
    bidderId: uuid("bidder_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    paddle: integer("paddle").notNull(),
    kind: text("kind", { enum: bidKinds }).notNull(),
    /** The price the bid made; null for a committed one. */
    priceMinor: amountMinor("price_minor"),
    revealedAmountMinor: amountMinor("revealed_amount_minor"),
    auto: boolean("auto").notNull(),
    extended: boolean("extended").notNull(),
    at: moment("at").notNull(),
  },
  (table) => [
    primaryKey({ name: "bids_pkey", columns: [table.auctionId, table.seq] }),
    foreignKey({
      name: "bids_lot_fkey",
      columns: [table.auctionId, table.lotId],
      foreignColumns: [lots.auctionId, lots.id],
    }).onDelete("restrict"),
    foreignKey({
      name: "bids_registration_fkey",
      columns: [table.auctionId, table.paddle],
      foreignColumns: [registrations.auctionId, registrations.paddle],
    }).onDelete("restrict"),
    index("bids_lot_index").on(table.lotId, table.seq),
    index("bids_bid_id_index").on(table.bidId),
    index("bids_bidder_index").on(table.bidderId, table.at, table.auctionId, table.seq),
    check("bids_kind_check", isOneOf(table.kind, bidKinds)),
    check("bids_price_check", isAmount(table.priceMinor)),
    check("bids_placed_check", sql`(${table.kind} = 'placed') = (${table.priceMinor} is not null)`),
    check("bids_revealed_amount_check", isAmount(table.revealedAmountMinor)),
  ],
);
