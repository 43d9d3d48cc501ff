import type { BidPlaced } from "./fact.ts";
import { computeNextMinimum } from "./increments.ts";
import type { ShownBid } from "./price.ts";
import type { OpenLot } from "./state.ts";

/**
 * The bids one command or one opening shows, in order. Only the last may move the close (rule P10): the others carry
 * the one that stood before.
 */
export function computeBidsPlaced(
  lot: Pick<OpenLot, "lotId" | "closesAtMs" | "spec">,
  shown: readonly ShownBid[],
  lastClosesAtMs: number,
): readonly BidPlaced[] {
  return shown.map((bid, at) => {
    const closesAtMs = at === shown.length - 1 ? lastClosesAtMs : lot.closesAtMs;
    return {
      type: "bid.placed",
      lotId: lot.lotId,
      bidId: bid.bidId,
      paddle: bid.paddle,
      priceMinor: bid.priceMinor,
      nextMinimumMinor: computeNextMinimum(lot.spec.rules.increments, bid.priceMinor),
      closesAtMs,
      extended: closesAtMs > lot.closesAtMs,
      auto: bid.auto,
      reserveMet: bid.reserveMet,
    };
  });
}
