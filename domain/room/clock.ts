import { limits } from "../limits.ts";
import type { LotRules } from "./lot-rules.ts";
import type { Hold, OpenLot } from "./state.ts";

/** A bid is in time strictly before the close (rule K1). */
export function isInTime(lot: OpenLot, nowMs: number): boolean {
  return nowMs < lot.closesAtMs;
}

/** When the hammer falls: after the closing pause (rule K4). */
export function computeHammerAt(lot: OpenLot): number {
  return lot.closesAtMs + lot.spec.rules.graceMs;
}

/** The latest any extension may reach; infinite without a hard close (rule K3). */
function computeHardClose(lot: OpenLot): number {
  return lot.hardCloseAtMs ?? Number.POSITIVE_INFINITY;
}

/** The clock of a newly opened lot. `staggerMs` moves all of it, for the lots of a timed auction (rule L2). */
export function computeOpeningClock(
  rules: LotRules,
  nowMs: number,
  staggerMs: number,
): { readonly closesAtMs: number; readonly hardCloseAtMs: number | null } {
  const { durationMs, hardCloseAfterMs } = rules;
  return {
    closesAtMs: nowMs + durationMs + staggerMs,
    hardCloseAtMs: hardCloseAfterMs === null ? null : nowMs + hardCloseAfterMs + staggerMs,
  };
}

/** Where the close stands after an accepted bid (rules K2 and K3). */
export function computeCloseAfterBid(lot: OpenLot, nowMs: number): number {
  const { format, windowMs, extensionMs, extensionsMax } = lot.spec.rules;
  const inWindow = lot.closesAtMs - nowMs < windowMs;
  if (format !== "english" || !inWindow || lot.extensions >= extensionsMax) return lot.closesAtMs;
  return Math.max(lot.closesAtMs, Math.min(nowMs + extensionMs, computeHardClose(lot)));
}

/** When a lot closes once a host's hold ends (rule K5). */
export function computeCloseAfterHold(lot: OpenLot, hold: Hold, nowMs: number): number {
  return nowMs + Math.max(lot.closesAtMs - hold.sinceMs, lot.spec.rules.windowMs);
}

/** The room slept through this lot's close (rule K5). `lastEventAtMs`: the last time it is known to have been awake. */
function wasAway(lot: OpenLot, nowMs: number, lastEventAtMs: number): boolean {
  return nowMs - lot.closesAtMs > limits.roomAwayAfterMs && lastEventAtMs < lot.closesAtMs;
}

/**
 * When a lot closes after the room was away, or null when its absence changes nothing for it: lots that slept
 * through their close get `windowMs` once, inside rule K3; those about to close get it too.
 */
export function computeCloseAfterAway(lot: OpenLot, nowMs: number, lastEventAtMs: number): number | null {
  const windowEndMs = Math.min(nowMs + lot.spec.rules.windowMs, computeHardClose(lot));
  if (isInTime(lot, nowMs)) return Math.max(lot.closesAtMs, windowEndMs);
  const spent = lot.awayUsed || lot.extensions >= lot.spec.rules.extensionsMax;
  return !spent && wasAway(lot, nowMs, lastEventAtMs) && windowEndMs > nowMs ? windowEndMs : null;
}
