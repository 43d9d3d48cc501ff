import { limits } from "../limits.ts";
import type { Result } from "../result.ts";
import { accept } from "../result.ts";
import { isInTime } from "./clock.ts";
import type { BidPlace, LotBuy } from "./command.ts";
import { computeSpent, isOverLimit } from "./exposure.ts";
import { findBidder, findLot } from "./find.ts";
import type { Input } from "./input.ts";
import type { Refused } from "./refuse.ts";
import { refuseWith } from "./refuse.ts";
import type { Refusal } from "./refusal.ts";
import { isSellersOwn } from "./roles.ts";
import type { AuctionState, BidderState, CommittedBid, OpenLot, QueuedLot } from "./state.ts";
import type { Vector } from "./vector.ts";
import { toItems } from "./vector.ts";

/** Someone who may bid, and a lot whose time has come or is to come. */
export interface Admission {
  readonly state: AuctionState;
  readonly bidder: BidderState;
  readonly lot: QueuedLot | OpenLot;
}

/** The refusals every bid and purchase shares, from `blocked` to `lot_closed`, in the contract's order. */
export function admit(
  state: AuctionState,
  { actor, command }: Input<BidPlace | LotBuy>,
  nowMs: number,
): Result<Admission, Refusal> {
  const bidder = findBidder(state, actor.userId);
  if (bidder?.blocked === true) return refuseWith("blocked", "You are blocked from this auction.");
  if (bidder === undefined) {
    return refuseWith("not_registered", "Add a verified payment method and a shipping address to bid.");
  }
  const lot = findLot(state, command.lotId);
  if (lot === undefined) return refuseWith("lot_unknown", "There is no such lot in this auction.");
  if (isSellersOwn(state, bidder.userId)) return refuseWith("own_lot", "This is your own listing.");
  if (state.status === "live" && state.held !== null) {
    return refuseWith("auction_held", "The auction is on hold; bidding goes on when the host resumes.");
  }
  if (lot.status === "queued") return accept({ state, bidder, lot });
  if (lot.status !== "open" || !isInTime(lot, nowMs)) {
    return refuseWith("lot_closed", "Bidding on this lot is over.");
  }
  return accept({ state, bidder, lot });
}

/** `over_limit` (rule B5), or null. */
export function checkLimit({ state, bidder, lot }: Admission, amountMinor: number): Refused | null {
  if (!isOverLimit(state, bidder, lot.lotId, amountMinor)) return null;
  return refuseWith("over_limit", "This would go over your spending limit for this auction.", {
    limitMinor: bidder.limitMinor,
    spentMinor: computeSpent(state, bidder),
  });
}

/** `over_limit`, then `needs_confirmation` (rule B6): the last two of the contract's order. */
export function checkMeans(admission: Admission, command: BidPlace, minimumMinor: number): Refused | null {
  const { amountMinor, confirm } = command;
  const overLimit = checkLimit(admission, amountMinor);
  if (overLimit !== null || confirm === true) return overLimit;
  if (amountMinor <= limits.outlierMultiple * minimumMinor) return null;
  return refuseWith("needs_confirmation", "This is far above the next minimum; confirm that you mean it.", {
    minimumMinor,
    amountMinor,
  });
}

export function refuseAlreadyLeading(yourMaxMinor: number): Refused {
  return refuseWith("already_leading", "You already lead; only a higher maximum changes your bid.", {
    yourMaxMinor,
  });
}

export function refuseBelowMinimum(minimumMinor: number): Refused {
  return refuseWith("below_minimum", "Your bid is below the next minimum.", { minimumMinor });
}

/** A lot takes a bounded number of bids, and a bounded number of changes of mind from each bidder. */
export function checkCapacity(
  bidder: BidderState,
  {
    shown,
    hidden,
    isRevision,
  }: { readonly shown: number; readonly hidden: Vector<CommittedBid>; readonly isRevision: boolean },
): Refused | null {
  if (shown >= limits.bidsPerLotMax || hidden.size >= limits.hiddenBidsPerLotMax) {
    return refuseWith("lot_closed", "This lot can take no more bids.");
  }
  if (!isRevision || hidden.size < limits.hiddenBidsPerBidderMax) return null;
  const own = toItems(hidden).filter(({ paddle }) => paddle === bidder.paddle).length;
  if (own < limits.hiddenBidsPerBidderMax) return null;
  return refuseWith("lot_closed", "You have changed your bid on this lot as often as it can be.");
}
