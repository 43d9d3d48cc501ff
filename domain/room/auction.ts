import type { Result } from "../result.ts";
import { computeCloseAfterHold, isInTime } from "./clock.ts";
import { computePass } from "./closing.ts";
import type { AuctionCancel, AuctionEnd, AuctionHold, AuctionResume, AuctionStart } from "./command.ts";
import type { Context } from "./context.ts";
import type { Happening } from "./decision.ts";
import { done, joinHappenings } from "./decision.ts";
import type { Decision } from "./entry.ts";
import type { AuctionCancelled, AuctionHeld, PassReason } from "./fact.ts";
import { findOpenLots } from "./find.ts";
import type { Input } from "./input.ts";
import { hasBids, refuseClosing, refuseHasBids, requireLive } from "./lot.ts";
import { refuseOver } from "./lot-edit.ts";
import { computeOpening } from "./opening.ts";
import type { Refused } from "./refuse.ts";
import { refuseWith } from "./refuse.ts";
import type { Refusal } from "./refusal.ts";
import { requireHost } from "./roles.ts";
import type { AuctionState } from "./state.ts";
import { toItems } from "./vector.ts";

/** `auction.start`: a timed auction opens its lots with it. */
export function decideStart(
  state: AuctionState,
  { actor }: Input<AuctionStart>,
  context: Context,
): Result<Decision, Refusal> {
  const allowed = requireHost(state, actor);
  if (!allowed.ok) return allowed;
  if (state.status === "live") return refuseWith("auction_not_scheduled", "The auction has started already.");
  if (state.status !== "scheduled") return refuseOver();
  return done(computeStart(state, context));
}

/** The start, by its host or by a timed auction's own clock (rule L2). */
export function computeStart(state: AuctionState, context: Context): Happening {
  const started: Happening = { facts: [{ type: "auction.started" }], changes: [] };
  if (state.spec.pacing === "live") return started;
  const openings = toItems(state.lots)
    .filter((lot) => lot.status === "queued")
    .map((lot, at) => computeOpening(state, lot, at * state.spec.staggerMs, context));
  return joinHappenings([started, ...openings]);
}

/** `auction.hold`: freezes every clock; refused once a lot's time is up (rule K5). */
export function decideHold(
  state: AuctionState,
  { actor, command }: Input<AuctionHold>,
  context: Context,
): Result<Decision, Refusal> {
  const allowed = requireHost(state, actor);
  if (!allowed.ok) return allowed;
  const live = requireLive(state);
  if (!live.ok) return live;
  if (live.value.held !== null) return refuseWith("auction_held", "The auction is on hold already.");
  if (findOpenLots(state).some((lot) => !isInTime(lot, context.nowMs))) return refuseClosing();
  const held: AuctionHeld = { type: "auction.held", reason: "host" };
  return done({
    facts: [command.reason === undefined ? held : { ...held, note: command.reason }],
    changes: [],
  });
}

/** `auction.resume`: every open lot gets its remaining time back, at least its window (rule K5). */
export function decideResume(
  state: AuctionState,
  { actor }: Input<AuctionResume>,
  context: Context,
): Result<Decision, Refusal> {
  const allowed = requireHost(state, actor);
  if (!allowed.ok) return allowed;
  const live = requireLive(state);
  if (!live.ok) return live;
  const { held } = live.value;
  if (held === null) return refuseWith("auction_not_held", "The auction is not on hold.");
  const lots = findOpenLots(state).map((lot) => ({
    lotId: lot.lotId,
    closesAtMs: computeCloseAfterHold(lot, held, context.nowMs),
  }));
  return done({ facts: [{ type: "auction.resumed", lots }], changes: [] });
}

/** `auction.end`: refused while an open lot has bids; what is left passes (rule L1). */
export function decideEnd(
  state: AuctionState,
  { actor }: Input<AuctionEnd>,
  context: Context,
): Result<Decision, Refusal> {
  const allowed = requireHost(state, actor);
  if (!allowed.ok) return allowed;
  const live = requireLive(state);
  if (!live.ok) return live;
  const refused = checkStoppable(state, context.nowMs);
  if (refused !== null) return refused;
  return done(
    joinHappenings([passRest(state, "auction-ended"), { facts: [{ type: "auction.ended" }], changes: [] }]),
  );
}

/** `auction.cancel`: before it starts, or under the conditions of an end. What was sold stays sold. */
export function decideCancel(
  state: AuctionState,
  { actor, command }: Input<AuctionCancel>,
  context: Context,
): Result<Decision, Refusal> {
  const allowed = requireHost(state, actor);
  if (!allowed.ok) return allowed;
  if (state.status === "ended" || state.status === "cancelled") return refuseOver();
  const refused = checkStoppable(state, context.nowMs);
  if (refused !== null) return refused;
  const { reason } = command;
  const cancelled: AuctionCancelled =
    reason === undefined ? { type: "auction.cancelled" } : { type: "auction.cancelled", reason };
  return done(joinHappenings([passRest(state, "auction-cancelled"), { facts: [cancelled], changes: [] }]));
}

/** Nobody's standing bid is taken from them, and nothing happens in a closing pause (rules L5 and K4). */
function checkStoppable(state: AuctionState, nowMs: number): Refused | null {
  const open = findOpenLots(state);
  if (open.some((lot) => hasBids(lot))) return refuseHasBids();
  const isHeld = state.status === "live" && state.held !== null;
  return !isHeld && open.some((lot) => !isInTime(lot, nowMs)) ? refuseClosing() : null;
}

/** Every lot that is still to be sold passes, in order of position. */
function passRest(state: AuctionState, reason: PassReason): Happening {
  const rest = toItems(state.lots).filter((lot) => lot.status === "queued" || lot.status === "open");
  return joinHappenings(rest.map((lot) => computePass(lot, reason)));
}
