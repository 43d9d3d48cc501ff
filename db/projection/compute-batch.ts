import { must } from "../../domain/result.ts";
import type { JournalEntry } from "../../domain/room/entry.ts";
import type { Fact } from "../../domain/room/fact.ts";
import { applyChange } from "./apply-change.ts";
import { applyAuctionFact } from "./auction-row.ts";
import { type Batch, type BatchGround, getAuction, getLot, setLot } from "./batch.ts";
import { applyLotFact } from "./lot-row.ts";

/** Folds journal entries into the rows they make. Pure: the same ground and entries give the same batch. */
export function computeBatch(
  auctionId: string,
  ground: BatchGround,
  entries: readonly JournalEntry[],
): Batch {
  const batch: Batch = {
    auction: ground.auction,
    lots: new Map(ground.lots.map((lot) => [lot.id, lot])),
    changedLotIds: new Set(),
    removedLotIds: new Set(),
    userIdsByPaddle: new Map(ground.userIdsByPaddle),
    facts: [],
    registrations: new Map(),
    blocks: new Map(),
    bids: [],
    openings: [],
    messages: new Map(),
    removedMessages: [],
    sales: [],
    isListing: false,
  };
  for (const entry of entries) addEntry(auctionId, batch, entry);
  return batch;
}

// Facts before changes, as the room itself evolves: a sale's terms stand beside the fact that closed its lot.
function addEntry(auctionId: string, batch: Batch, entry: JournalEntry): void {
  for (const [at, fact] of entry.facts.entries()) addFact(auctionId, batch, { entry, at, fact });
  for (const change of entry.private.changes) applyChange(batch, auctionId, { change, entry });
}

interface PlacedFact {
  readonly entry: JournalEntry;
  readonly at: number;
  readonly fact: Fact;
}

function addFact(auctionId: string, batch: Batch, { entry, at, fact }: PlacedFact): void {
  const lotId = "lotId" in fact ? fact.lotId : null;
  batch.facts.push({
    auctionId,
    seq: fact.seq,
    entryNumber: entry.entryNumber,
    type: fact.type,
    lotId,
    at: new Date(fact.atMs),
    hash: fact.hash,
    fact,
  });
  batch.auction = applyAuctionFact(getAuction(batch), fact);
  if (fact.type === "auction.resumed") {
    for (const lot of fact.lots) {
      setLot(batch, { ...getLot(batch, lot.lotId), closesAt: new Date(lot.closesAtMs) });
    }
  }
  if (!("lotId" in fact)) return;
  const getUserId = (paddle: number): string =>
    must(batch.userIdsByPaddle.get(paddle), "a paddle on the log is registered");
  setLot(batch, applyLotFact(getLot(batch, fact.lotId), fact, { entry, at, getUserId }));
  addBid(auctionId, batch, fact, getUserId);
}

function addBid(auctionId: string, batch: Batch, fact: Fact, getUserId: (paddle: number) => string): void {
  if (fact.type === "lot.revealed") {
    batch.openings.push(...fact.openings.map(({ bidId, amountMinor }) => ({ bidId, amountMinor })));
    return;
  }
  if (fact.type !== "bid.placed" && fact.type !== "bid.committed") return;
  const { seq, bidId, lotId, paddle } = fact;
  const placed = fact.type === "bid.placed" ? fact : undefined;
  batch.bids.push({
    auctionId,
    seq,
    bidId,
    lotId,
    paddle,
    bidderId: getUserId(paddle),
    kind: placed === undefined ? "committed" : "placed",
    priceMinor: placed?.priceMinor ?? null,
    auto: placed?.auto ?? false,
    extended: placed?.extended ?? false,
    at: new Date(fact.atMs),
  });
}
