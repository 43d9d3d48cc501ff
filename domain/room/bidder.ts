import { limits } from "../limits.ts";
import type { Result } from "../result.ts";
import type { BidderBlock, BidderRegister, BidderUnblock } from "./command.ts";
import { done } from "./decision.ts";
import type { Decision } from "./entry.ts";
import { findBidder, findBidderByPaddle } from "./find.ts";
import type { Input } from "./input.ts";
import { refuseOver } from "./lot-edit.ts";
import { refuseWith } from "./refuse.ts";
import type { Refusal } from "./refusal.ts";
import { requireModerator } from "./roles.ts";
import type { AuctionState } from "./state.ts";

/**
 * `bidder.register`: a paddle the first time, newer terms after (rule B1). Sellers may register: what they may not do
 * is bid, and the order of refusals wants to know first whether they could.
 */
export function decideRegister(
  state: AuctionState,
  { actor, command }: Input<BidderRegister>,
): Result<Decision, Refusal> {
  const { terms } = command;
  if (actor.userId !== terms.userId && !actor.isAdmin) {
    return refuseWith("forbidden", "People register themselves.");
  }
  const known = findBidder(state, terms.userId);
  if (known?.blocked === true) return refuseWith("blocked", "You are blocked from this auction.");
  if (state.status === "ended" || state.status === "cancelled") return refuseOver();
  if (known === undefined && state.bidders.size >= limits.biddersPerAuctionMax) {
    return refuseWith(
      "room_full",
      `This auction has all the ${limits.biddersPerAuctionMax} bidders it can take.`,
    );
  }
  const paddle = known?.paddle ?? state.bidders.size + 1;
  return done({ facts: [], changes: [{ type: "bidder.registered", paddle, terms }] });
}

/** `bidder.block` and `bidder.unblock`: stops new bids and chat; standing bids stand (rule L1). */
export function decideBlock(
  state: AuctionState,
  { actor, command }: Input<BidderBlock | BidderUnblock>,
): Result<Decision, Refusal> {
  const allowed = requireModerator(state, actor);
  if (!allowed.ok) return allowed;
  const bidder = findBidderByPaddle(state, command.paddle);
  if (bidder === undefined) return refuseWith("bidder_unknown", "Nobody in this auction has that paddle.");
  const { userId, paddle } = bidder;
  const type = command.type === "bidder.block" ? "bidder.blocked" : "bidder.unblocked";
  return done({ facts: [], changes: [{ type, userId, paddle }] });
}
