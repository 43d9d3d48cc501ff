import type { Auction, AuctionSummary } from "../../contract/http/auctions.ts";
import type { AuctionSummary as SummaryRow } from "../../db/queries/auctions.ts";
import type { RoomReading } from "../../durable-objects/auction-room/rpc.ts";

const toMoment = (epochMs: number): string => new Date(epochMs).toISOString();
const toMomentOrNull = (epochMs: number | null): string | null =>
  epochMs === null ? null : toMoment(epochMs);

/** An auction as HTTP has it: what the room reads, with its own times as RFC 3339. */
export function toAuction({ auction, lots, viewers, seq }: RoomReading): Auction {
  const { scheduledStartMs, scheduledEndMs, startedAtMs, endedAtMs, held, ...rest } = auction;
  return {
    ...rest,
    scheduledStart: toMoment(scheduledStartMs),
    scheduledEnd: toMomentOrNull(scheduledEndMs),
    startedAt: toMomentOrNull(startedAtMs),
    endedAt: toMomentOrNull(endedAtMs),
    held: held === null ? null : { since: toMoment(held.sinceMs), reason: held.reason },
    // Copies: the wire's types are mutable, the room's views are not.
    lots: structuredClone(lots) as Auction["lots"],
    viewers,
    seq,
  };
}

/** An auction of a list, as the projection has it. */
export function toAuctionSummary(row: SummaryRow): AuctionSummary {
  return {
    ...row,
    scheduledStart: row.scheduledStart.toISOString(),
    scheduledEnd: row.scheduledEnd?.toISOString() ?? null,
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    lots: row.lots.map((lot) => ({
      ...lot,
      imageUrls: [...lot.imageUrls],
      closesAtMs: lot.closesAt?.getTime() ?? null,
    })),
  };
}
