import { problem } from "./followed-lot.ts";
import type { FactOf, FollowedLot, Problem } from "./followed-lot.ts";

/** A room this late to a close was away (rule K5). */
const ROOM_AWAY_AFTER_MS = 3_000;

/** K1, K2, K3: what a bid's fact says of the close. Only a bid's last fact may move it. */
export function followClock(lot: FollowedLot, fact: FactOf<"bid.placed">, isLast: boolean): Problem | null {
  if (fact.atMs >= lot.closesAtMs) return problem("K1", "A bid came after the close.");
  const closesAtMs = isLast ? closeAfterBid(lot, fact.atMs) : lot.closesAtMs;
  const extended = closesAtMs > lot.closesAtMs;
  if (fact.closesAtMs !== closesAtMs) {
    return problem(
      "K2",
      extended ? "A late bid did not extend the close as it should." : "The close moved without a cause.",
    );
  }
  if (fact.extended !== extended) return problem("K2", "It says of the clock what it does not do.");
  if (extended) lot.extensions += 1;
  lot.closesAtMs = closesAtMs;
  return null;
}

function closeAfterBid(lot: FollowedLot, atMs: number): number {
  const { format, windowMs, extensionMs, extensionsMax } = lot.rules;
  const isLate = lot.closesAtMs - atMs < windowMs;
  if (format !== "english" || !isLate || lot.extensions >= extensionsMax) return lot.closesAtMs;
  return Math.max(
    lot.closesAtMs,
    Math.min(atMs + extensionMs, lot.hardCloseAtMs ?? Number.POSITIVE_INFINITY),
  );
}

/** K4: the hammer falls after the close and its pause. */
export function isHammerEarly(lot: FollowedLot, atMs: number): boolean {
  return atMs < lot.closesAtMs + lot.rules.graceMs;
}

/** Whether a lot still had its second chance when the hammer fell this late: only the room knows if it was awake. */
export function isHammerLate(lot: FollowedLot, atMs: number): boolean {
  return atMs - lot.closesAtMs > ROOM_AWAY_AFTER_MS && mayReturn(lot, atMs);
}

function mayReturn(lot: FollowedLot, atMs: number): boolean {
  if (lot.awayUsed || lot.extensions >= lot.rules.extensionsMax) return false;
  return lot.hardCloseAtMs === null || lot.hardCloseAtMs > atMs;
}

/** K5: a hold freezes every clock, a resume gives back what was left. */
export function followResume(
  open: readonly FollowedLot[],
  held: FactOf<"auction.held">,
  resumed: FactOf<"auction.resumed">,
): Problem | null {
  const named = new Map(resumed.lots.map(({ lotId, closesAtMs }) => [lotId, closesAtMs]));
  const isAway = held.reason === "room-away";
  if (isAway && resumed.atMs !== held.atMs)
    return problem("K5", "A room that was away holds and resumes at once.");
  const returning = open.filter((lot) => isHammerLate(lot, held.atMs));
  if (isAway && returning.length === 0)
    return problem("K5", "The room cannot have been away: no lot was overdue.");
  for (const lot of open) {
    const closesAtMs = named.get(lot.lotId);
    named.delete(lot.lotId);
    if (closesAtMs === undefined) {
      // A lot in its closing pause has no clock left to restore.
      if (!isAway || lot.closesAtMs > held.atMs)
        return problem("K5", "An open lot did not get its clock back.");
      continue;
    }
    const allowed = isAway
      ? closesAfterAbsence(lot, returning.includes(lot), held.atMs)
      : [resumed.atMs + Math.max(lot.closesAtMs - held.atMs, lot.rules.windowMs)];
    if (!allowed.includes(closesAtMs))
      return problem("K5", "A resume gave a lot another time than it had left.");
    if (isAway && returning.includes(lot)) {
      lot.awayUsed = true;
      lot.extensions += 1;
    }
    const heldForMs = resumed.atMs - held.atMs;
    if (lot.hardCloseAtMs !== null) lot.hardCloseAtMs += heldForMs;
    if (lot.repricesAtMs !== null) lot.repricesAtMs += heldForMs;
    lot.closesAtMs = closesAtMs;
  }
  return named.size > 0 ? problem("K5", "A lot that is not open got a clock.") : null;
}

function closesAfterAbsence(lot: FollowedLot, isReturning: boolean, atMs: number): readonly number[] {
  const windowed = atMs + lot.rules.windowMs;
  const limited = Math.min(windowed, lot.hardCloseAtMs ?? Number.POSITIVE_INFINITY);
  if (isReturning) return [limited];
  // The rules do not say whether the window others are given stops at their hard close.
  const others = [Math.max(lot.closesAtMs, windowed), Math.max(lot.closesAtMs, limited)];
  return lot.closesAtMs <= atMs ? [...others, lot.closesAtMs] : others;
}
