import { asc, inArray, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { lots } from "../schema/lots.ts";
import { hasId, isUuid } from "./ids.ts";

const summaryColumns = {
  id: lots.id,
  auctionId: lots.auctionId,
  position: lots.position,
  status: lots.status,
  format: lots.format,
  title: lots.title,
  imageUrls: lots.imageUrls,
  productId: lots.productId,
  startingPriceMinor: lots.startingPriceMinor,
  buyNowMinor: lots.buyNowMinor,
  priceMinor: lots.priceMinor,
  bidCount: lots.bidCount,
  closesAt: lots.closesAt,
  winnerPaddle: lots.winnerPaddle,
  soldPriceMinor: lots.soldPriceMinor,
};

const selectLots = (database: Database) => database.select(summaryColumns).from(lots).$dynamic();

/** A lot in a list, a moment behind its room. */
export type LotSummary = Awaited<ReturnType<typeof selectLots>>[number];

/** All lots of an auction in order; an auction has a few hundred at most. */
export async function listLots(database: Database, auctionId: string): Promise<LotSummary[]> {
  return selectLots(database)
    .where(hasId(lots.auctionId, auctionId))
    .orderBy(asc(lots.position), asc(lots.id));
}

/**
 * The first few lots of each of these auctions that matter now: open ones, then queued ones, then closed ones, by
 * position. One statement for a whole page of auctions.
 */
export async function listLeadingLots(
  database: Database,
  auctionIds: readonly string[],
  perAuction: number,
): Promise<LotSummary[]> {
  const ids = auctionIds.filter(isUuid);
  if (ids.length === 0) return [];
  const urgency = sql`case ${lots.status} when 'open' then 0 when 'queued' then 1 else 2 end`;
  const ranked = database.$with("ranked").as(
    database
      .select({
        ...summaryColumns,
        place: sql<number>`row_number() over (
          partition by ${lots.auctionId} order by ${urgency}, ${lots.position}, ${lots.id})`.as("place"),
      })
      .from(lots)
      .where(inArray(lots.auctionId, ids)),
  );
  const rows = await database
    .with(ranked)
    .select()
    .from(ranked)
    .where(sql`${ranked.place} <= ${perAuction}`)
    .orderBy(asc(ranked.auctionId), asc(ranked.place));
  return rows.map(({ place: _place, ...lot }) => lot);
}
