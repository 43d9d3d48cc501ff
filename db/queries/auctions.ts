import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { accept, must, type Result } from "../../domain/result.ts";
import type { AuctionStatus } from "../../domain/room/views.ts";
import type { Database } from "../database.ts";
import { auctions } from "../schema/auctions.ts";
import { lots } from "../schema/lots.ts";
import { users } from "../schema/users.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";
import { type LotSummary, listLeadingLots } from "./lots.ts";
import { hasWords } from "./product-filter.ts";
import { findSearchQuery } from "./search-query.ts";

const auctionColumns = {
  id: auctions.id,
  title: auctions.title,
  description: auctions.description,
  status: auctions.status,
  sellerId: auctions.sellerId,
  sellerName: users.displayName,
  currency: auctions.currency,
  pacing: auctions.pacing,
  visibility: auctions.visibility,
  region: auctions.region,
  premiumBps: auctions.premiumBps,
  scheduledStart: auctions.scheduledStart,
  scheduledEnd: auctions.scheduledEnd,
  startedAt: auctions.startedAt,
  endedAt: auctions.endedAt,
  lotCount: auctions.lotCount,
  bidCount: auctions.bidCount,
  logHeadSeq: auctions.logHeadSeq,
  logHeadHash: auctions.logHeadHash,
};

const selectAuctions = (database: Database) =>
  database.select(auctionColumns).from(auctions).innerJoin(users, eq(users.id, auctions.sellerId)).$dynamic();

/** An auction as the projection has it, a moment behind its room. */
export type Auction = Awaited<ReturnType<typeof selectAuctions>>[number];

export interface AuctionSummary extends Auction {
  /** The open lots, then the next ones; of a closed auction the first ones. */
  readonly lots: readonly LotSummary[];
}

export interface AuctionFilter {
  readonly status?: AuctionStatus | undefined;
  readonly sellerId?: string | undefined;
  /** A product that one of its lots is made of. */
  readonly productId?: string | undefined;
  readonly currency?: string | undefined;
  /** Words of its title and description, or of one of its lots; see `findSearchQuery`. */
  readonly search?: string | undefined;
  /** Whose private auctions to show with the public ones; nobody's when absent. */
  readonly viewerId?: string | undefined;
}

type SortColumn = "scheduledStart" | "startedAt" | "endedAt";
interface AuctionOrder extends Keyset {
  readonly sortBy: SortColumn;
}
const order = (name: string, sortBy: SortColumn, descending: boolean): AuctionOrder => ({
  name,
  sortBy,
  columns: [auctions[sortBy], auctions.id],
  descending,
});

/** Scheduled ones soonest first, live ones as they began, everything else latest first. Checks keep the sort columns set. */
const orders = {
  scheduled: order("scheduled", "scheduledStart", false),
  live: order("live", "startedAt", false),
  ended: order("ended", "endedAt", true),
  cancelled: order("cancelled", "endedAt", true),
  any: order("any", "scheduledStart", true),
} as const satisfies Record<AuctionStatus | "any", AuctionOrder>;

/** How many lots a summary has. */
const lotsPerSummary = 4;

export async function listAuctions(
  database: Database,
  filter: AuctionFilter,
  request: PageRequest,
): Promise<Result<Page<AuctionSummary>, InvalidCursor>> {
  const keyset = orders[filter.status ?? "any"];
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const { search } = filter;
  const query = search === undefined ? undefined : await findSearchQuery(database, search);
  if (search !== undefined && query === undefined) return accept({ rows: [], nextCursor: null });
  const rows = await selectAuctions(database)
    .where(and(computeCondition(filter, query), behind.value))
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  const page = makePage(keyset, request, rows, (row) => [
    must(row[keyset.sortBy], "a check keeps the sort column of a status set"),
    row.id,
  ]);
  return accept({ ...page, rows: await addLots(database, page.rows) });
}

async function addLots(database: Database, rows: readonly Auction[]): Promise<AuctionSummary[]> {
  const leading = await listLeadingLots(
    database,
    rows.map((row) => row.id),
    lotsPerSummary,
  );
  return rows.map((row) => ({ ...row, lots: leading.filter((lot) => lot.auctionId === row.id) }));
}

function computeCondition(
  { status, sellerId, productId, currency, viewerId }: AuctionFilter,
  query: string | undefined,
): SQL | undefined {
  const isPublic = eq(auctions.visibility, "public");
  return and(
    viewerId === undefined ? isPublic : or(isPublic, hasId(auctions.sellerId, viewerId)),
    status === undefined ? undefined : eq(auctions.status, status),
    currency === undefined ? undefined : eq(auctions.currency, currency),
    sellerId === undefined ? undefined : hasId(auctions.sellerId, sellerId),
    productId === undefined ? undefined : isOfProduct(productId),
    query === undefined ? undefined : or(hasWords(auctions.document, query), isOfLotWith(query)),
  );
}

/** Lots whose auctions a search may bring in; a word that more lots have is rather one of their titles. */
const lotsSearchedMax = 1_000;

/** As an array made first, so that both ways to be found are index scans. The latest lots: ids start with the time. */
const isOfLotWith = (query: string): SQL =>
  sql`${auctions.id} = any(array(
    select ${lots.auctionId} from ${lots} where ${hasWords(lots.document, query)}
    order by ${lots.id} desc limit ${lotsSearchedMax}))`;

/** As an array made first, off the lots' own index: a product is in a sale or two. */
const isOfProduct = (productId: string): SQL =>
  sql`${auctions.id} = any(array(select ${lots.auctionId} from ${lots} where ${hasId(lots.productId, productId)}))`;

/** An auction, private ones too: whether the caller may see it is for its room, or the caller of this, to say. */
export async function findAuction(database: Database, auctionId: string): Promise<Auction | undefined> {
  const [found] = await selectAuctions(database).where(hasId(auctions.id, auctionId));
  return found;
}
