import type { PrivateChange } from "./entry.ts";
import { computeStandingMaxima } from "./exposure.ts";
import { getBidder, getLot, withBidder, withLot } from "./find.ts";
import type { AuctionState, CommittedBid, LotState } from "./state.ts";
import { append } from "./vector.ts";

type BidAccepted = Extract<PrivateChange, { type: "bid.accepted" }>;
type SaleMade = Extract<PrivateChange, { type: "sale.made" }>;

/** What a bid hides, and what its bidder has on the lot now. Purchases leave neither. */
export function evolveBidAccepted(state: AuctionState, change: BidAccepted): AuctionState {
  const { lotId, paddle, amountMinor } = change;
  const lot = getLot(state, lotId);
  const next = withHiddenBid(lot, change);
  if (next === null) return state;
  const bidder = getBidder(state, paddle);
  // Of a new lot only: whoever bids on many lots side by side would else pay for all of them with every bid.
  const kept = Object.hasOwn(bidder.maxima, lotId) ? bidder.maxima : computeStandingMaxima(state, bidder);
  const maxima = { ...kept, [lotId]: amountMinor };
  return withBidder(next === lot ? state : withLot(state, next), { ...bidder, maxima });
}

/** The lot with the bid among its hidden ones; null when the command was a purchase. */
function withHiddenBid(lot: LotState, change: BidAccepted): LotState | null {
  const { bidId, paddle, amountMinor, salt } = change;
  const hidden: CommittedBid | null = salt === null ? null : { bidId, paddle, amountMinor, salt };
  if (lot.status === "queued") {
    return hidden === null ? lot : { ...lot, preBids: append(lot.preBids, hidden) };
  }
  if (lot.status !== "open" || (lot.sale.kind !== "ascending" && lot.sale.kind !== "sealed")) return null;
  if (hidden === null) return lot;
  const { sale } = lot;
  const committed = append(sale.committed, hidden);
  if (sale.kind === "sealed") return { ...lot, sale: { ...sale, committed } };
  // A raise shows no price, so no fact has named it: the leader's bid is the raised one from here on.
  const isRaise = sale.leader?.paddle === paddle;
  const leader = isRaise ? { bidId, paddle, maxMinor: amountMinor } : sale.leader;
  return { ...lot, sale: { ...sale, committed, leader } };
}

/** What a sale adds to its buyer's spending (rule B5); from the first on, shipping is that of one more lot (rule P9). */
export function evolveSaleMade(state: AuctionState, { paddle, priceMinor }: SaleMade): AuctionState {
  const bidder = getBidder(state, paddle);
  return withBidder(state, {
    ...bidder,
    saleCount: bidder.saleCount + 1,
    wonMinor: bidder.wonMinor + priceMinor,
  });
}
