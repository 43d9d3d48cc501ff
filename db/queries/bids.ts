import { and, eq, type SQL, sql } from "drizzle-orm";
import { accept, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { bids } from "../schema/bids.ts";
import { lots } from "../schema/lots.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

/** By paddle; who held it is for the parties of an order and for admins. */
const bidColumns = {
  bidId: bids.bidId,
  lotId: bids.lotId,
  paddle: bids.paddle,
  priceMinor: bids.priceMinor,
  revealedAmountMinor: bids.revealedAmountMinor,
  auto: bids.auto,
  extended: bids.extended,
  seq: bids.seq,
  at: bids.at,
};

const selectBids = (database: Database) => database.select(bidColumns).from(bids).$dynamic();

/** A bid that named a price, as the public log tells it. */
export type Bid = Awaited<ReturnType<typeof selectBids>>[number] & { readonly priceMinor: number };

const keyset: Keyset = { name: "bids", columns: [bids.seq], descending: true };

/** The bids of an auction or of one of its lots, latest first. */
export async function listBids(
  database: Database,
  of: { readonly auctionId: string; readonly lotId?: string | undefined },
  request: PageRequest,
): Promise<Result<Page<Bid>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await selectBids(database)
    .where(
      and(
        of.lotId === undefined ? hasId(bids.auctionId, of.auctionId) : isOfLot(of.auctionId, of.lotId),
        eq(bids.kind, "placed"),
        behind.value,
      ),
    )
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  const placed = rows.filter((row): row is Bid => row.priceMinor !== null);
  return accept(makePage(keyset, request, placed, (row) => [row.seq]));
}

/**
 * Bids of a lot, if it is one of this auction. The auction is not a second condition on the bids: Postgres would take the
 * two for independent, expect next to no rows, and sort all of a busy lot's bids for every page.
 */
const isOfLot = (auctionId: string, lotId: string): SQL | undefined =>
  and(
    hasId(bids.lotId, lotId),
    sql`exists (select from ${lots} where ${hasId(lots.id, lotId)} and ${hasId(lots.auctionId, auctionId)})`,
  );
