import type { BidLine } from "../../../client/room/room-model.ts";

export type Bidder = { readonly paddle: number; readonly bidCount: number; readonly highestMinor: number };

/** Who has bid, by paddle, as far as the bids on this page go back. */
export function listBidders(bids: readonly BidLine[]): Bidder[] {
  const byPaddle = new Map<number, Bidder>();
  for (const { paddle, priceMinor, auto } of bids) {
    const known = byPaddle.get(paddle) ?? { paddle, bidCount: 0, highestMinor: 0 };
    byPaddle.set(paddle, {
      paddle,
      bidCount: known.bidCount + (auto ? 0 : 1),
      highestMinor: Math.max(known.highestMinor, priceMinor),
    });
  }
  return [...byPaddle.values()].toSorted((one, other) => other.highestMinor - one.highestMinor);
}
