import { and, eq, getTableColumns, inArray } from "drizzle-orm";
import type { JournalEntry } from "../../domain/room/entry.ts";
import type { Transaction } from "../database.ts";
import { auctions } from "../schema/auctions.ts";
import { lots } from "../schema/lots.ts";
import { registrations } from "../schema/registrations.ts";
import type { AuctionRow } from "./auction-row.ts";
import type { BatchGround } from "./batch.ts";
import type { LotRow } from "./lot-row.ts";

/** Reads what entries build on. Under the cursor's lock, so nobody else changes it meanwhile. */
export async function readGround(
  transaction: Transaction,
  auctionId: string,
  entries: readonly JournalEntry[],
): Promise<BatchGround> {
  const auction = await readAuction(transaction, auctionId);
  if (auction === undefined) return { auction, lots: [], userIdsByPaddle: new Map() };
  const needs = computeNeeds(entries);
  return {
    auction,
    lots: await readLots(transaction, auctionId, needs),
    userIdsByPaddle: await readPaddles(transaction, auctionId, needs),
  };
}

/** What depends on the positions of lots no entry names. */
const lineUpChanges: ReadonlySet<string> = new Set(["lot.added", "lot.removed", "lot.reordered"]);

interface Needs {
  readonly lotIds: ReadonlySet<string>;
  readonly allLots: boolean;
  readonly paddles: ReadonlySet<number>;
}

function computeNeeds(entries: readonly JournalEntry[]): Needs {
  const lotIds = new Set<string>();
  const paddles = new Set<number>();
  let allLots = false;
  for (const entry of entries) {
    for (const fact of entry.facts) {
      if ("lotId" in fact) lotIds.add(fact.lotId);
      if ("paddle" in fact) paddles.add(fact.paddle);
      if (fact.type === "auction.resumed") for (const lot of fact.lots) lotIds.add(lot.lotId);
    }
    for (const change of entry.private.changes) {
      if ("lotId" in change) lotIds.add(change.lotId);
      if (lineUpChanges.has(change.type)) allLots = true;
    }
  }
  return { lotIds, allLots, paddles };
}

async function readAuction(transaction: Transaction, auctionId: string): Promise<AuctionRow | undefined> {
  const {
    updatedAt: _updatedAt,
    peakViewers: _peakViewers,
    livekitRoomId: _livekitRoomId,
    document: _document,
    ...columns
  } = getTableColumns(auctions);
  const [auction] = await transaction.select(columns).from(auctions).where(eq(auctions.id, auctionId));
  return auction;
}

async function readLots(transaction: Transaction, auctionId: string, needs: Needs): Promise<LotRow[]> {
  if (!needs.allLots && needs.lotIds.size === 0) return [];
  const {
    createdAt: _createdAt,
    updatedAt: _updatedAt,
    document: _document,
    ...columns
  } = getTableColumns(lots);
  return transaction
    .select(columns)
    .from(lots)
    .where(
      and(eq(lots.auctionId, auctionId), needs.allLots ? undefined : inArray(lots.id, [...needs.lotIds])),
    );
}

async function readPaddles(
  transaction: Transaction,
  auctionId: string,
  needs: Needs,
): Promise<Map<number, string>> {
  if (needs.paddles.size === 0) return new Map();
  const rows = await transaction
    .select({ paddle: registrations.paddle, userId: registrations.userId })
    .from(registrations)
    .where(and(eq(registrations.auctionId, auctionId), inArray(registrations.paddle, [...needs.paddles])));
  return new Map(rows.map(({ paddle, userId }) => [paddle, userId]));
}
