import { limits } from "../limits.ts";
import type { Result } from "../result.ts";
import { accept } from "../result.ts";
import { isInTime } from "./clock.ts";
import { computePass } from "./closing.ts";
import type { LotOpen, LotPass, LotVoid } from "./command.ts";
import type { Context } from "./context.ts";
import { done } from "./decision.ts";
import type { Decision } from "./entry.ts";
import { findLot } from "./find.ts";
import type { Input } from "./input.ts";
import { refuseOver } from "./lot-edit.ts";
import { computeOpening } from "./opening.ts";
import { refuseWith } from "./refuse.ts";
import type { Refusal } from "./refusal.ts";
import { requireAdmin, requireHost } from "./roles.ts";
import type { AuctionState, LiveAuction, LotState, OpenLot } from "./state.ts";

/** Whether anybody has bid on an open lot, so that its host may no longer stop it (rule L5). Purchases are not bids. */
export function hasBids({ sale }: OpenLot): boolean {
  if (sale.kind === "ascending") return sale.leader !== null;
  return sale.kind === "sealed" && sale.committed.size > 0;
}

export function refuseHasBids(): ReturnType<typeof refuseWith> {
  return refuseWith("lot_has_bids", "This lot has bids; it runs to its close.");
}

export function refuseClosing(): ReturnType<typeof refuseWith> {
  return refuseWith("lot_closing", "This lot is closing right now.");
}

export function requireLive(state: AuctionState): Result<LiveAuction, Refusal> {
  if (state.status === "live") return accept(state);
  if (state.status === "scheduled") return refuseWith("auction_not_live", "The auction has not started yet.");
  return refuseOver();
}

function requireLot(state: AuctionState, lotId: string): Result<LotState, Refusal> {
  const lot = findLot(state, lotId);
  return lot === undefined ? refuseWith("lot_unknown", "There is no such lot in this auction.") : accept(lot);
}

/** `lot.open`: one at a time (rule L2). */
export function decideOpen(
  state: AuctionState,
  { actor, command }: Input<LotOpen>,
  context: Context,
): Result<Decision, Refusal> {
  const allowed = requireHost(state, actor);
  if (!allowed.ok) return allowed;
  const found = requireLot(state, command.lotId);
  if (!found.ok) return found;
  const live = requireLive(state);
  if (!live.ok) return live;
  if (live.value.held !== null) return refuseWith("auction_held", "Resume the auction before opening a lot.");
  const lot = found.value;
  if (lot.status !== "queued") return refuseWith("lot_not_queued", "This lot has been opened before.");
  if (live.value.openPlaces.length > 0) return refuseWith("lot_already_open", "Another lot is open.");
  return done(computeOpening(state, lot, 0, context));
}

/** `lot.pass`: the host takes a lot off that nobody has bid on (rule L5). */
export function decidePass(
  state: AuctionState,
  { actor, command }: Input<LotPass>,
  context: Context,
): Result<Decision, Refusal> {
  const allowed = requireHost(state, actor);
  if (!allowed.ok) return allowed;
  const found = requireLot(state, command.lotId);
  if (!found.ok) return found;
  const live = requireLive(state);
  if (!live.ok) return live;
  const lot = found.value;
  if (lot.status !== "queued" && lot.status !== "open")
    return refuseWith("lot_closed", "This lot is closed.");
  if (lot.status === "open") {
    if (hasBids(lot)) return refuseHasBids();
    if (live.value.held === null && !isInTime(lot, context.nowMs)) return refuseClosing();
  }
  return done(computePass(lot, "host"));
}

/** `lot.void`: an admin, with a public reason, while the lot is queued or open (rules L1 and L5). Nothing is revealed. */
export function decideVoid(
  state: AuctionState,
  { actor, command }: Input<LotVoid>,
  context: Context,
): Result<Decision, Refusal> {
  const allowed = requireAdmin(actor);
  if (!allowed.ok) return allowed;
  const { lotId, reason } = command;
  if (reason.trim().length === 0 || reason.length > limits.reasonLengthMax) {
    return refuseWith("malformed", `A reason has 1 to ${limits.reasonLengthMax} characters.`);
  }
  const found = requireLot(state, lotId);
  if (!found.ok) return found;
  const lot = found.value;
  if (lot.status !== "queued" && lot.status !== "open")
    return refuseWith("lot_closed", "This lot is closed.");
  const isHeld = state.status === "live" && state.held !== null;
  if (lot.status === "open" && !isHeld && !isInTime(lot, context.nowMs)) return refuseClosing();
  return done({ facts: [{ type: "lot.voided", lotId, reason }], changes: [] });
}
