import { sql } from "drizzle-orm";
import { bigint, check, index, json, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Fact } from "../../domain/room/fact.ts";
import { auctions } from "./auctions.ts";
import { moment, updatedAt } from "./columns.ts";

/**
 * The public log of every auction, one row per fact, as its room numbered and chained it (rule H1). Written once:
 * the trigger `refuse_change` turns away updates and deletes.
 */
export const auctionFacts = pgTable(
  "auction_facts",
  {
    // RESTRICT: a proof that can disappear with the auction is none.
    auctionId: uuid("auction_id")
      .notNull()
      .references(() => auctions.id, { onDelete: "restrict" }),
    seq: bigint("seq", { mode: "number" }).notNull(),
    entryNumber: bigint("entry_number", { mode: "number" }).notNull(),
    type: text("type").notNull(),
    /** Null for facts about the whole auction. No foreign key: the fact is the truth, the lot's row is made from it. */
    lotId: uuid("lot_id"),
    at: moment("at").notNull(),
    hash: text("hash").notNull(),
    /**
     * The whole fact, hash included. `json`, not `jsonb`: it is only ever read whole, `json` keeps the bytes as they
     * came, and `jsonb` rejects the text \u0000, which would stop a room's projection for good on one odd string.
     */
    fact: json("fact").$type<Fact>().notNull(),
  },
  (table) => [
    primaryKey({ name: "auction_facts_pkey", columns: [table.auctionId, table.seq] }),
    index("auction_facts_lot_index").on(table.auctionId, table.lotId, table.seq),
    check("auction_facts_seq_check", sql`${table.seq} >= 1`),
    check("auction_facts_hash_check", sql`${table.hash} ~ '^[0-9a-f]{64}$'`),
  ],
);

/**
 * How far each room's journal is projected (rule J2). Its row is the lock under which a batch is applied.
 * No foreign key to the auction: the row is locked before the batch that creates the auction is applied.
 */
export const roomProjections = pgTable(
  "room_projections",
  {
    auctionId: uuid("auction_id").primaryKey(),
    /** Journal entries up to and including this one are in; 0 before the first. */
    entryNumber: bigint("entry_number", { mode: "number" }).notNull().default(0),
    /** The last fact's place and hash, which the next fact must follow. */
    seq: bigint("seq", { mode: "number" }).notNull().default(0),
    hash: text("hash"),
    updatedAt: updatedAt(),
  },
  (table) => [
    check("room_projections_entry_number_check", sql`${table.entryNumber} >= 0 and ${table.seq} >= 0`),
    check("room_projections_hash_check", sql`(${table.seq} = 0) = (${table.hash} is null)`),
  ],
);
