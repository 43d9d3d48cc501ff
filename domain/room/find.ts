import type { AuctionState, BidderState, LotState, OpenLot } from "./state.ts";
import { findPlace } from "./id-index.ts";
import { assert } from "../result.ts";
import { getAt, setAt } from "./vector.ts";

export function findLot(state: AuctionState, lotId: string): LotState | undefined {
  const place = findPlace(state.lotPlaces, lotId);
  return place === undefined ? undefined : getAt(state.lots, place);
}

export function findBidder(state: AuctionState, userId: string | null): BidderState | undefined {
  const place = userId === null ? undefined : findPlace(state.bidderPlaces, userId);
  return place === undefined ? undefined : getAt(state.bidders, place);
}

export function findBidderByPaddle(state: AuctionState, paddle: number): BidderState | undefined {
  const exists = Number.isInteger(paddle) && paddle >= 1 && paddle <= state.bidders.size;
  return exists ? getAt(state.bidders, paddle - 1) : undefined;
}

/** The bidder a fact of ours names. */
export function getBidder(state: AuctionState, paddle: number): BidderState {
  return getAt(state.bidders, paddle - 1);
}

/** The lot a fact of ours names. */
export function getLot(state: AuctionState, lotId: string): LotState {
  const lot = findLot(state, lotId);
  assert(lot !== undefined, "a fact names a lot of this auction");
  return lot;
}

/** The open lots in order of position; none unless the auction is live. */
export function findOpenLots(state: AuctionState): readonly OpenLot[] {
  if (state.status !== "live") return [];
  return state.openPlaces.map((place) => {
    const lot = getAt(state.lots, place);
    assert(lot.status === "open", "open places name open lots");
    return lot;
  });
}

export function withLot<State extends AuctionState>(state: State, lot: LotState): State {
  const place = findPlace(state.lotPlaces, lot.lotId);
  assert(place !== undefined, "a changed lot was there before");
  return { ...state, lots: setAt(state.lots, place, lot) };
}

export function withBidder<State extends AuctionState>(state: State, bidder: BidderState): State {
  return { ...state, bidders: setAt(state.bidders, bidder.paddle - 1, bidder) };
}
