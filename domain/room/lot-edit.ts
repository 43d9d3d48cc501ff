import { limits } from "../limits.ts";
import type { Result } from "../result.ts";
import { accept } from "../result.ts";
import { refuseTooManyLots } from "./auction-create.ts";
import { canonicalise } from "./canonical.ts";
import type { LotAdd, LotEdit, LotRemove, LotReorder } from "./command.ts";
import { done } from "./decision.ts";
import type { Decision } from "./entry.ts";
import { findLot } from "./find.ts";
import type { Input } from "./input.ts";
import type { LotSpec } from "./lot-rules.ts";
import { validateLotSpec } from "./lot-spec.ts";
import { refuseWith } from "./refuse.ts";
import type { Refusal } from "./refusal.ts";
import { requireHost } from "./roles.ts";
import type { AuctionState, QueuedLot } from "./state.ts";

/** `lot.add`: to a scheduled auction, or behind the queue of a live one whose lots open one by one. */
export function decideAdd(state: AuctionState, { actor, command }: Input<LotAdd>): Result<Decision, Refusal> {
  const allowed = requireHost(state, actor);
  if (!allowed.ok) return allowed;
  const { lotId, spec } = command;
  if (state.status === "ended" || state.status === "cancelled") return refuseOver();
  if (state.status === "live" && state.spec.pacing === "timed") {
    return refuseWith("auction_not_scheduled", "All lots of a timed auction open together at its start.");
  }
  if (findLot(state, lotId) !== undefined)
    return refuseWith("lot_invalid", "This auction has that lot already.");
  if (state.lots.size >= limits.lotsPerAuctionMax) return refuseTooManyLots();
  const valid = validateLotSpec(spec, state.spec);
  if (!valid.ok) return valid;
  return done({ facts: [], changes: [{ type: "lot.added", lotId, spec }] });
}

export function refuseOver(): ReturnType<typeof refuseWith> {
  return refuseWith("auction_over", "This auction is over.");
}

/** A queued lot, for its host. */
function requireQueuedLot(
  state: AuctionState,
  { actor, command }: Input<LotEdit | LotRemove | LotReorder>,
): Result<QueuedLot, Refusal> {
  const allowed = requireHost(state, actor);
  if (!allowed.ok) return allowed;
  const lot = findLot(state, command.lotId);
  if (lot === undefined) return refuseWith("lot_unknown", "There is no such lot in this auction.");
  if (lot.status === "queued") return accept(lot);
  return refuseWith("lot_not_queued", "Only a lot that has not opened can be changed.");
}

/** `lot.edit`: anything until it opens, but with a pre-bid on it nothing that bears on money (rule L4). */
export function decideLotEdit(state: AuctionState, input: Input<LotEdit>): Result<Decision, Refusal> {
  const queued = requireQueuedLot(state, input);
  if (!queued.ok) return queued;
  const { lotId, spec } = input.command;
  const valid = validateLotSpec(spec, state.spec);
  if (!valid.ok) return valid;
  if (queued.value.preBids.size > 0 && computeMoneyRules(spec) !== computeMoneyRules(queued.value.spec)) {
    return refuseWith(
      "lot_has_bids",
      "Someone has bid on this lot already; its prices cannot change any more.",
    );
  }
  return done({ facts: [], changes: [{ type: "lot.edited", lotId, spec }] });
}

/** Everything of a lot but its looks and its timings. */
function computeMoneyRules({ rules, reserveMinor }: LotSpec): string {
  const { format, currency, startingPriceMinor, buyNowMinor, increments, quantity, premiumBps, feeBps } =
    rules;
  const { floorMinor, stepMinor, stepEveryMs } = rules;
  const prices = [format, currency, startingPriceMinor, buyNowMinor, reserveMinor, increments];
  return canonicalise([...prices, quantity, premiumBps, feeBps, floorMinor, stepMinor, stepEveryMs]);
}

/** `lot.remove`: only while nobody has bid on it, since the log would keep commitments of a lot that never was. */
export function decideRemove(state: AuctionState, input: Input<LotRemove>): Result<Decision, Refusal> {
  const queued = requireQueuedLot(state, input);
  if (!queued.ok) return queued;
  if (queued.value.preBids.size > 0) {
    return refuseWith("lot_has_bids", "Someone has bid on this lot already; pass it instead.");
  }
  return done({ facts: [], changes: [{ type: "lot.removed", lotId: input.command.lotId }] });
}

/** `lot.reorder`: among the queued lots. */
export function decideReorder(state: AuctionState, input: Input<LotReorder>): Result<Decision, Refusal> {
  const queued = requireQueuedLot(state, input);
  if (!queued.ok) return queued;
  const { lotId, beforeLotId } = input.command;
  if (beforeLotId !== null) {
    const before = findLot(state, beforeLotId);
    if (before === undefined) return refuseWith("lot_unknown", "There is no such lot in this auction.");
    if (before.status !== "queued" || beforeLotId === lotId) {
      return refuseWith("lot_not_queued", "A lot can only be moved before another one that has not opened.");
    }
  }
  return done({ facts: [], changes: [{ type: "lot.reordered", lotId, beforeLotId }] });
}
