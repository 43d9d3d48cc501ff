import { asc, and, eq, getTableColumns, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { accept, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { auctions } from "../schema/auctions.ts";
import { bids } from "../schema/bids.ts";
import { products } from "../schema/catalogue.ts";
import { chatMessages } from "../schema/chat-messages.ts";
import { disputeMessages } from "../schema/disputes.ts";
import { moderationCases, reports } from "../schema/moderation.ts";
import { passkeys } from "../schema/passkeys.ts";
import { payoutAccounts } from "../schema/payouts.ts";
import { pictures } from "../schema/pictures.ts";
import { registrations } from "../schema/registrations.ts";
import { reviews } from "../schema/reviews.ts";
import { sellerFollows } from "../schema/seller-follows.ts";
import { sellerApplications, sellerProfiles } from "../schema/sellers.ts";
import { watches } from "../schema/watches.ts";
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

/** A table's rows by whose they are. */
interface OwnRows {
  readonly owner: PgColumn;
  readonly at: PgColumn;
  /** Unique among the rows of one owner. */
  readonly id: PgColumn;
}

/** Lists whole rows, whichever table they are of. */
function listRows(name: string, { owner, at, id }: OwnRows) {
  const keyset = ascending(name, [at, id]);
  return (database: Database, userId: string, request: PageRequest) =>
    readPage(keyset, request, {
      select: (behind, order, limit) =>
        database
          .select({ ...getTableColumns(owner.table), keyAt: at, keyId: id })
          .from(owner.table)
          .where(and(hasId(owner, userId), behind))
          .orderBy(...order)
          .limit(limit),
      getKey: ({ keyAt, keyId }) => [keyAt as Date, keyId as string],
    });
}

export const listOwnPaddles = listRows("own-paddles", {
  owner: registrations.userId,
  at: registrations.registeredAt,
  id: registrations.auctionId,
});
export const listOwnMessages = listRows("own-messages", {
  owner: chatMessages.senderId,
  at: chatMessages.at,
  id: chatMessages.id,
});
export const listOwnAuctions = listRows("own-auctions", {
  owner: auctions.sellerId,
  at: auctions.scheduledStart,
  id: auctions.id,
});
/** Deleted ones too: they are still kept. */
export const listOwnProducts = listRows("own-products", {
  owner: products.sellerId,
  at: products.createdAt,
  id: products.id,
});
export const listOwnUploads = listRows("own-uploads", {
  owner: pictures.ownerId,
  at: pictures.createdAt,
  id: pictures.id,
});
export const listOwnApplications = listRows("own-applications", {
  owner: sellerApplications.userId,
  at: sellerApplications.createdAt,
  id: sellerApplications.id,
});
/** One at most. */
export const listOwnShops = listRows("own-shops", {
  owner: sellerProfiles.userId,
  at: sellerProfiles.createdAt,
  id: sellerProfiles.userId,
});
export const listOwnPayoutAccounts = listRows("own-payout-accounts", {
  owner: payoutAccounts.userId,
  at: payoutAccounts.createdAt,
  id: payoutAccounts.provider,
});
/** What they wrote, those the house hides too. */
export const listOwnReviews = listRows("own-reviews", {
  owner: reviews.buyerId,
  at: reviews.createdAt,
  id: reviews.id,
});
export const listOwnDisputeMessages = listRows("own-dispute-messages", {
  owner: disputeMessages.authorId,
  at: disputeMessages.at,
  id: disputeMessages.id,
});
export const listOwnWatches = listRows("own-watches", {
  owner: watches.userId,
  at: watches.createdAt,
  id: watches.id,
});
export const listOwnFollows = listRows("own-follows", {
  owner: sellerFollows.userId,
  at: sellerFollows.createdAt,
  id: sellerFollows.sellerId,
});

const reportKeys = ascending("own-reports", [reports.createdAt, reports.id]);

/** With what they are about; what became of them is others'. */
export const listOwnReports = (database: Database, userId: string, request: PageRequest) =>
  readPage(reportKeys, request, {
    select: (behind, order, limit) =>
      database
        .select({
          id: reports.id,
          subjectType: moderationCases.subjectType,
          subjectId: moderationCases.subjectId,
          reason: reports.reason,
          note: reports.note,
          createdAt: reports.createdAt,
        })
        .from(reports)
        .innerJoin(moderationCases, eq(moderationCases.id, reports.caseId))
        .where(and(hasId(reports.reporterId, userId), behind))
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
