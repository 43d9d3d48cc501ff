import { findLot } from "./find.ts";
import type { AuctionState, BidderState } from "./state.ts";

/** What one lot can still cost a bidder: their maximum where they lead, or where nobody may know whether they do. */
function computeAtStake(state: AuctionState, bidder: BidderState, lotId: string): number {
  const lot = findLot(state, lotId);
  const ownMinor = bidder.maxima[lotId] ?? 0;
  if (lot?.status === "queued") return ownMinor;
  if (lot?.status !== "open") return 0;
  const { sale } = lot;
  if (sale.kind === "sealed") return ownMinor;
  return sale.kind === "ascending" && sale.leader?.paddle === bidder.paddle ? sale.leader.maxMinor : 0;
}

/**
 * What counts against a spending limit (rule B5): standing maxima of lots led plus prices won. A pre-bid and a sealed
 * bid count as if they led, since they may turn out to.
 */
export function computeSpent(state: AuctionState, bidder: BidderState): number {
  let spentMinor = bidder.wonMinor;
  for (const lotId of Object.keys(bidder.maxima)) spentMinor += computeAtStake(state, bidder, lotId);
  return spentMinor;
}

/** Whether `amountMinor` on this lot would break the bidder's limit; a new maximum replaces the old one there. */
export function isOverLimit(
  state: AuctionState,
  bidder: BidderState,
  lotId: string,
  amountMinor: number,
): boolean {
  if (bidder.limitMinor === null) return false;
  const elsewhereMinor = computeSpent(state, bidder) - computeAtStake(state, bidder, lotId);
  return elsewhereMinor + amountMinor > bidder.limitMinor;
}

/** Own highest amounts on lots that are queued or open, leading or not. */
export function computeStandingMaxima(
  state: AuctionState,
  bidder: BidderState,
): Readonly<Record<string, number>> {
  const standing = Object.entries(bidder.maxima).filter(([lotId]) => {
    const status = findLot(state, lotId)?.status;
    return status === "queued" || status === "open";
  });
  return Object.fromEntries(standing);
}
