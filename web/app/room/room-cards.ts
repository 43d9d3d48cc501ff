import type { OwnBid } from "../../../client/room/own-bids.ts";
import type { RoomLot, RoomModel } from "../../../client/room/room-model.ts";
import type { FeedLine } from "../components/bid-feed.tsx";
import type { LotCardData } from "../components/lot-card.tsx";
import type { Messages } from "../messages/en.ts";
import { orderLots } from "./order-lots.ts";
import { computeStanding } from "./standing.ts";

/** The lots of a room as its list shows them, in the order in which they matter now. */
export function toLotCards(model: RoomModel, ownBids: readonly OwnBid[]): LotCardData[] {
  return orderLots(model.lots).map((lot) => {
    const standing = computeStanding(model, lot, ownBids);
    const isYours = standing === "leading" || standing === "outbid" || standing === "won";
    return {
      id: lot.id,
      position: lot.position,
      title: lot.title,
      imageUrl: lot.imageUrls[0],
      status: lot.status,
      price: { amountMinor: lot.soldPriceMinor ?? lot.priceMinor, currency: model.auction.currency },
      yours: isYours ? standing : undefined,
    };
  });
}

/** What happened to one lot, newest first: the hammer, the bids, the opening. */
export function toFeedLines(model: RoomModel, lot: RoomLot, words: Messages["room"]["feed"]): FeedLine[] {
  const { paddle } = model.you;
  const lines: FeedLine[] = [];
  if (lot.status === "sold" && lot.winnerPaddle !== null) {
    const priceMinor = lot.soldPriceMinor ?? lot.priceMinor;
    const mine = lot.winnerPaddle === paddle;
    lines.push({ kind: "hammer", key: "hammer", paddle: lot.winnerPaddle, priceMinor, mine });
  }
  if (lot.status === "passed") lines.push({ kind: "note", key: "passed", text: words.passed });
  for (const bid of model.bids) {
    if (bid.lotId !== lot.id) continue;
    const { auto, extended, priceMinor } = bid;
    const key = String(bid.seq);
    lines.push({
      kind: "bid",
      key,
      paddle: bid.paddle,
      priceMinor,
      auto,
      extended,
      mine: bid.paddle === paddle,
    });
  }
  return lines;
}
