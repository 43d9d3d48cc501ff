import { asc, and, type SQL } from "drizzle-orm";
import { accept, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { auctions } from "../schema/auctions.ts";
import { bids } from "../schema/bids.ts";
import { products } from "../schema/catalogue.ts";
import { chatMessages } from "../schema/chat-messages.ts";
import { passkeys } from "../schema/passkeys.ts";
import { registrations } from "../schema/registrations.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

/*
 * What is kept about a person, for the person: rows by their owner, oldest first, page by page, and of each row only what
 * is about them. Every list is walked along the index its owner's column begins.
 */

type Listing<Row> = Promise<Result<Page<Row>, InvalidCursor>>;

/** A page of a list whose rows `select` reads in the keyset's order. */
async function readPage<Row>(
  keyset: Keyset,
  request: PageRequest,
  list: {
    readonly select: (behind: SQL | undefined, order: SQL[], limit: number) => Promise<Row[]>;
    readonly getKey: (row: Row) => readonly (string | number | Date)[];
  },
): Listing<Row> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await list.select(behind.value, getOrder(keyset), getFetchLimit(request));
  return accept(makePage(keyset, request, rows, list.getKey));
}

const ascending = (name: string, columns: Keyset["columns"]): Keyset => ({
  name,
  columns,
  descending: false,
});

const bidKeys = ascending("own-bids", [bids.at, bids.auctionId, bids.seq]);

export const listOwnBids = (database: Database, userId: string, request: PageRequest) =>
  readPage(bidKeys, request, {
    select: (behind, order, limit) =>
      database
        .select({
          auctionId: bids.auctionId,
          lotId: bids.lotId,
          bidId: bids.bidId,
          paddle: bids.paddle,
          priceMinor: bids.priceMinor,
          revealedAmountMinor: bids.revealedAmountMinor,
          auto: bids.auto,
          at: bids.at,
          seq: bids.seq,
        })
        .from(bids)
        .where(and(hasId(bids.bidderId, userId), behind))
        .orderBy(...order)
        .limit(limit),
    getKey: (row) => [row.at, row.auctionId, row.seq],
  });

const paddleKeys = ascending("own-paddles", [registrations.registeredAt, registrations.auctionId]);

export const listOwnPaddles = (database: Database, userId: string, request: PageRequest) =>
  readPage(paddleKeys, request, {
    select: (behind, order, limit) =>
      database
        .select()
        .from(registrations)
        .where(and(hasId(registrations.userId, userId), behind))
        .orderBy(...order)
        .limit(limit),
    getKey: (row) => [row.registeredAt, row.auctionId],
  });

const messageKeys = ascending("own-messages", [chatMessages.at, chatMessages.id]);

export const listOwnMessages = (database: Database, userId: string, request: PageRequest) =>
  readPage(messageKeys, request, {
    select: (behind, order, limit) =>
      database
        .select()
        .from(chatMessages)
        .where(and(hasId(chatMessages.senderId, userId), behind))
        .orderBy(...order)
        .limit(limit),
    getKey: (row) => [row.at, row.id],
  });

const auctionKeys = ascending("own-auctions", [auctions.scheduledStart, auctions.id]);

export const listOwnAuctions = (database: Database, userId: string, request: PageRequest) =>
  readPage(auctionKeys, request, {
    select: (behind, order, limit) =>
      database
        .select()
        .from(auctions)
        .where(and(hasId(auctions.sellerId, userId), behind))
        .orderBy(...order)
        .limit(limit),
    getKey: (row) => [row.scheduledStart, row.id],
  });

const productKeys = ascending("own-products", [products.createdAt, products.id]);

/** Deleted ones too: they are still kept. */
export const listOwnProducts = (database: Database, userId: string, request: PageRequest) =>
  readPage(productKeys, request, {
    select: (behind, order, limit) =>
      database
        .select()
        .from(products)
        .where(and(hasId(products.sellerId, userId), behind))
        .orderBy(...order)
        .limit(limit),
    getKey: (row) => [row.createdAt, row.id],
  });

/** As many as one may have, which is few. */
export const listOwnPasskeys = (database: Database, userId: string) =>
  database
    .select({ name: passkeys.name, createdAt: passkeys.createdAt, lastUsedAt: passkeys.lastUsedAt })
    .from(passkeys)
    .where(hasId(passkeys.userId, userId))
    .orderBy(asc(passkeys.id))
    .limit(100);
