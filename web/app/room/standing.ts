import type { OwnBid } from "../../../client/room/own-bids.ts";
import type { RoomLot, RoomModel } from "../../../client/room/room-model.ts";
import { isLeading } from "../../../client/room/room-model.ts";

/** Where the reader stands in a lot. `lost` is for those who bid, `over` for those who watched. */
export type LotStanding = "none" | "leading" | "outbid" | "won" | "lost" | "over" | "passed";

/** True when the reader has bid on the lot, as far as this page knows. */
function hasBid(model: RoomModel, lot: RoomLot, ownBids: readonly OwnBid[]): boolean {
  const { you } = model;
  if (you.maxima[lot.id] !== undefined) return true;
  if (ownBids.some((bid) => bid.lotId === lot.id && bid.state !== "pending" && bid.state !== "refused"))
    return true;
  return you.paddle !== null && model.bids.some((bid) => bid.lotId === lot.id && bid.paddle === you.paddle);
}

export function computeStanding(model: RoomModel, lot: RoomLot, ownBids: readonly OwnBid[]): LotStanding {
  switch (lot.status) {
    case "queued":
      return "none";
    case "open":
      if (isLeading(model, lot)) return "leading";
      return hasBid(model, lot, ownBids) && lot.leaderPaddle !== null ? "outbid" : "none";
    case "sold":
      if (model.you.paddle !== null && lot.winnerPaddle === model.you.paddle) return "won";
      return hasBid(model, lot, ownBids) ? "lost" : "over";
    case "passed":
    case "voided":
      return "passed";
  }
}
