import type { Result } from "../result.ts";
import type { GiveawayEnter } from "./command.ts";
import type { Decision } from "./entry.ts";
import { findLot } from "./find.ts";
import type { Input } from "./input.ts";
import { refuseWith } from "./refuse.ts";
import type { Refusal } from "./refusal.ts";
import type { AuctionState } from "./state.ts";

/** `giveaway.enter`: always refused, because no lot of that format can be set up (see `validateLotSpec`). */
export function decideGiveawayEnter(
  state: AuctionState,
  { command }: Input<GiveawayEnter>,
): Result<Decision, Refusal> {
  return findLot(state, command.lotId) === undefined
    ? refuseWith("lot_unknown", "There is no such lot in this auction.")
    : refuseWith("not_for_sale", "This lot is not a giveaway.");
}
