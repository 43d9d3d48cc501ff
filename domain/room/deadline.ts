import { computeStart } from "./auction.ts";
import { computeCloseAfterAway, computeHammerAt } from "./clock.ts";
import { computeHammer } from "./closing.ts";
import type { Context } from "./context.ts";
import type { Happening } from "./decision.ts";
import { computeReprice } from "./dutch.ts";
import type { Decision } from "./entry.ts";
import { findOpenLots } from "./find.ts";
import type { AuctionState, LiveAuction, OpenLot } from "./state.ts";
import { getAt } from "./vector.ts";

/** When the room must act next on its own, or null. May be in the past: then it must act now. */
export function nextDeadline(state: AuctionState): number | null {
  const isTimed = state.spec.pacing === "timed";
  if (state.status === "scheduled") return isTimed ? state.spec.scheduledStartMs : null;
  if (state.status !== "live" || state.held !== null) return null;
  if (state.openPlaces.length === 0) return isTimed ? state.lastAtMs : null;
  // Asked before every command, of up to 500 lots: a loop without a list in between.
  let earliestMs = Number.POSITIVE_INFINITY;
  for (const place of state.openPlaces) {
    const lot = getAt(state.lots, place);
    if (lot.status === "open") earliestMs = Math.min(earliestMs, computeLotDeadline(lot));
  }
  return earliestMs;
}

function computeLotDeadline(lot: OpenLot): number {
  const hammerAtMs = computeHammerAt(lot);
  const repricesAtMs = lot.sale.kind === "dutch" ? lot.sale.repricesAtMs : null;
  return repricesAtMs === null ? hammerAtMs : Math.min(repricesAtMs, hammerAtMs);
}

/**
 * The first thing the clock has to do by `context.nowMs`, or null when nothing is due. Call it until null before
 * deciding any command, so that what a command finds does not depend on when the alarm rings.
 */
export function decideDue(state: AuctionState, context: Context): Decision | null {
  const due = nextDeadline(state);
  if (due === null || due > context.nowMs) return null;
  if (state.status === "scheduled") return byClock(computeStart(state, context));
  if (state.status !== "live") return null;
  if (state.openPlaces.length === 0) return byClock({ facts: [{ type: "auction.ended" }], changes: [] });
  return byClock(computeDueLots(state, context));
}

function byClock({ facts, changes }: Happening): Decision {
  return { facts, changes, answer: null };
}

function computeDueLots(state: LiveAuction, context: Context): Happening {
  const { nowMs } = context;
  const lastEventAtMs = context.lastEventAtMs ?? Number.NEGATIVE_INFINITY;
  const lots = findOpenLots(state);
  const due = lots.filter((lot) => computeLotDeadline(lot) <= nowMs);
  // Lots that close for good go first: a hold would freeze clocks that have run out already.
  const first = due
    .filter(
      (lot) => computeHammerAt(lot) > nowMs || computeCloseAfterAway(lot, nowMs, lastEventAtMs) === null,
    )
    .toSorted((one, other) => computeLotDeadline(one) - computeLotDeadline(other))
    .at(0);
  if (first === undefined) return computeAway(lots, nowMs, lastEventAtMs);
  if (computeHammerAt(first) <= nowMs) return computeHammer(state, first);
  const { priceMinor } = computeReprice(first, nowMs);
  return { facts: [{ type: "lot.repriced", lotId: first.lotId, priceMinor }], changes: [] };
}

/** The room was away: one hold and resume for everything that is open (rule K5). */
function computeAway(lots: readonly OpenLot[], nowMs: number, lastEventAtMs: number): Happening {
  const restored = lots.flatMap((lot) => {
    const closesAtMs = computeCloseAfterAway(lot, nowMs, lastEventAtMs);
    return closesAtMs === null ? [] : [{ lotId: lot.lotId, closesAtMs }];
  });
  return {
    facts: [
      { type: "auction.held", reason: "room-away" },
      { type: "auction.resumed", lots: restored },
    ],
    changes: [],
  };
}
