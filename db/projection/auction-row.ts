import type { AuctionEdit, AuctionSpec } from "../../domain/room/command.ts";
import type { Fact } from "../../domain/room/fact.ts";
import type { auctions } from "../schema/auctions.ts";

/** An auction's row without the columns that are not the room's to say. */
export type AuctionRow = Readonly<
  Omit<typeof auctions.$inferSelect, "updatedAt" | "peakViewers" | "livekitRoomId" | "document">
>;

export function createAuctionRow(spec: AuctionSpec, atMs: number): AuctionRow {
  return {
    id: spec.auctionId,
    sellerId: spec.sellerId,
    title: spec.title,
    description: spec.description,
    status: "scheduled",
    pacing: spec.pacing,
    visibility: spec.visibility,
    region: spec.region,
    currency: spec.currency,
    premiumBps: spec.premiumBps,
    feeBps: spec.feeBps,
    staggerMs: spec.staggerMs,
    scheduledStart: new Date(spec.scheduledStartMs),
    scheduledEnd: toDate(spec.scheduledEndMs),
    startedAt: null,
    endedAt: null,
    lotCount: 0,
    bidCount: 0,
    logHeadSeq: 0,
    logHeadHash: null,
    createdAt: new Date(atMs),
  };
}

const toDate = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

export function editAuctionRow(row: AuctionRow, edit: AuctionEdit): AuctionRow {
  return {
    ...row,
    title: edit.title ?? row.title,
    description: edit.description ?? row.description,
    visibility: edit.visibility ?? row.visibility,
    ...(edit.scheduledStartMs === undefined ? {} : { scheduledStart: new Date(edit.scheduledStartMs) }),
    ...(edit.scheduledEndMs === undefined ? {} : { scheduledEnd: toDate(edit.scheduledEndMs) }),
  };
}

/** The row after one more fact, of the auction or of one of its lots: each moves the log's head. */
export function applyAuctionFact(row: AuctionRow, fact: Fact): AuctionRow {
  const moved = { ...row, logHeadSeq: fact.seq, logHeadHash: fact.hash };
  switch (fact.type) {
    case "auction.started":
      return { ...moved, status: "live", startedAt: new Date(fact.atMs) };
    case "auction.ended":
      return { ...moved, status: "ended", endedAt: new Date(fact.atMs) };
    case "auction.cancelled":
      return { ...moved, status: "cancelled", endedAt: new Date(fact.atMs) };
    default:
      return moved;
  }
}
