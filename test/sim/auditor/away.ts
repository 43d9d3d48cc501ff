import type { Fact } from "../../../domain/room/fact.ts";
import type { Report } from "./report.ts";
import type { Truth, TruthLot } from "./truth.ts";

/** A room this late to a close was away (rule K5). */
const ROOM_AWAY_AFTER_MS = 3_000;

/**
 * Whether a lot has a second chance coming: the first thing its room hears at or after the close comes too late, for
 * the first time, and K3 still has room. An instance that was awake after the close was not away.
 */
export function isAway(truth: Truth, lot: TruthLot, nowMs: number): boolean {
  if (lot.status !== "open" || truth.held !== null || lot.awayUsed) return false;
  if (nowMs - lot.closesAtMs <= ROOM_AWAY_AFTER_MS) return false;
  if (truth.lastEventAtMs !== null && truth.lastEventAtMs >= lot.closesAtMs) return false;
  if (lot.extensions >= lot.spec.rules.extensionsMax) return false;
  return lot.hardCloseAtMs === null || lot.hardCloseAtMs > nowMs;
}

/** K5: one batch holds and resumes every open lot. */
export function takeAway(truth: Truth, facts: readonly Fact[], nowMs: number, report: Report): number {
  const [held, resumed] = facts;
  const open = truth.lots.filter(({ status }) => status === "open");
  const away = open.filter((lot) => isAway(truth, lot, nowMs));
  if (away.length === 0) report("K5", `fact ${held?.seq ?? 0}: nobody was away at ${nowMs}`);
  if (resumed?.type !== "auction.resumed") {
    report("K5", `fact ${held?.seq ?? 0}: an absence holds without resuming`);
    return 1;
  }
  const named = new Map(resumed.lots.map(({ lotId, closesAtMs }) => [lotId, closesAtMs]));
  const extra = named.size - open.filter(({ lotId }) => named.has(lotId)).length;
  if (extra > 0) report("K5", `fact ${resumed.seq} resumes ${extra} lots that are not open`);
  for (const lot of open) {
    const closesAtMs = named.get(lot.lotId);
    if (closesAtMs === undefined) {
      // A lot in its closing pause has no clock left to restore.
      if (lot.closesAtMs > nowMs) report("K5", `fact ${resumed.seq} forgets lot ${lot.lotId}`);
      continue;
    }
    const expected = closesAfterAbsence(lot, away.includes(lot), nowMs);
    if (!expected.includes(closesAtMs)) {
      report(
        "K5",
        `fact ${resumed.seq} lets lot ${lot.lotId} close at ${closesAtMs}, not ${expected.join(" or ")}`,
      );
    }
    if (away.includes(lot)) {
      lot.awayUsed = true;
      lot.extensions += 1;
    }
    lot.closesAtMs = closesAtMs;
  }
  return 2;
}

/** Where an absence may leave a lot's close; SPEC.md leaves open whether the window of the others stops at K3. */
function closesAfterAbsence(lot: TruthLot, isEntitled: boolean, nowMs: number): readonly number[] {
  const windowed = nowMs + lot.spec.rules.windowMs;
  const limited = Math.min(windowed, lot.hardCloseAtMs ?? Number.POSITIVE_INFINITY);
  if (isEntitled) return [limited];
  const isClosing = lot.closesAtMs <= nowMs;
  const others = [Math.max(lot.closesAtMs, windowed), Math.max(lot.closesAtMs, limited)];
  return isClosing ? [...others, lot.closesAtMs] : others;
}
