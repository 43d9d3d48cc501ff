import type { BidLine } from "../../../client/room/room-model.ts";

/** Two readings of the same bids as one list, newest first; what the room itself told wins. */
export function mergeBids(fromRoom: readonly BidLine[], fromPage: readonly BidLine[]): readonly BidLine[] {
  if (fromPage.length === 0) return fromRoom;
  const bySeq = new Map([...fromPage, ...fromRoom].map((bid) => [bid.seq, bid]));
  return [...bySeq.values()].toSorted((one, other) => other.seq - one.seq);
}
