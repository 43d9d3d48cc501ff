import type { RoomLot } from "../../../client/room/room-model.ts";

const RANK: Record<RoomLot["status"], number> = { open: 0, queued: 1, sold: 2, passed: 2, voided: 2 };

/** What is on the block first, then what comes, then what went, the latest first. */
export function orderLots(lots: readonly RoomLot[]): readonly RoomLot[] {
  return lots.toSorted((one, other) => {
    const byRank = RANK[one.status] - RANK[other.status];
    if (byRank !== 0) return byRank;
    if (RANK[one.status] < 2) return one.position - other.position;
    return (other.closedAtMs ?? 0) - (one.closedAtMs ?? 0);
  });
}
