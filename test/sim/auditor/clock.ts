import type { Fact } from "../../../domain/room/fact.ts";
import { takeEnd, takeOpening, takeRevealed } from "./closing.ts";
import type { Report } from "./report.ts";
import { leaderOf } from "./truth.ts";
import type { Truth, TruthLot } from "./truth.ts";

/** A room this late to a close was away (rule K5). */
const ROOM_AWAY_AFTER_MS = 3_000;

/** What the clock did by itself before the room turned to what it heard. Returns how many facts that took. */
export function takeClock(truth: Truth, facts: readonly Fact[], nowMs: number, report: Report): number {
  let index = 0;
  for (;;) {
    const taken = takeClockAct(truth, facts.slice(index), nowMs, report);
    if (taken === 0) break;
    index += taken;
  }
  for (const lot of truth.lots) {
    if (isDue(truth, lot, nowMs))
      report("K1", `lot ${lot.lotId} was due at ${lot.closesAtMs} and is open at ${nowMs}`);
    const lateMs = nowMs - lot.closesAtMs;
    if (lot.status === "open" && truth.held === null && lateMs >= 0 && lateMs <= ROOM_AWAY_AFTER_MS)
      lot.awakeAfterClose = true;
  }
  return index;
}

const isDue = (truth: Truth, lot: TruthLot, nowMs: number): boolean =>
  lot.status === "open" && truth.held === null && nowMs >= lot.closesAtMs + lot.spec.rules.graceMs;

function takeClockAct(truth: Truth, facts: readonly Fact[], nowMs: number, report: Report): number {
  const fact = facts[0];
  switch (fact?.type) {
    case "lot.sold":
    case "lot.passed":
      return takeHammer(truth, facts, nowMs, report);
    case "auction.held":
      return fact.reason === "room-away" ? takeAway(truth, facts, nowMs, report) : 0;
    case "auction.started":
      return takeTimedStart(truth, facts, nowMs, report);
    case "auction.ended":
      return takeTimedEnd(truth, report);
    default:
      return 0;
  }
}

/** K4: the hammer, after the close and its grace. */
function takeHammer(truth: Truth, facts: readonly Fact[], nowMs: number, report: Report): number {
  const fact = facts[0];
  if (fact?.type !== "lot.sold" && fact?.type !== "lot.passed") return 0;
  // These are someone's doing, not the clock's.
  if (fact.type === "lot.passed" && ["host", "auction-ended", "auction-cancelled"].includes(fact.reason))
    return 0;
  const lot = truth.lots.find(({ lotId }) => lotId === fact.lotId);
  // A buy-now may sell before any clock; whoever called looks at it then.
  if (lot === undefined || !isDue(truth, lot, nowMs)) return 0;
  const lateMs = nowMs - lot.closesAtMs;
  const away = lateMs > ROOM_AWAY_AFTER_MS + lot.spec.rules.graceMs;
  if (away && mayBeExtended(lot, nowMs) && !lot.awayUsed && !lot.awakeAfterClose) {
    report("K5", `lot ${lot.lotId} was hammered ${lateMs} ms late without a second chance`);
  }
  const leader = leaderOf(lot);
  const due =
    leader === undefined
      ? lot.spec.rules.format === "fixed"
        ? "unsold"
        : "no-bids"
      : lot.reserveMet
        ? "sold"
        : "reserve";
  const found = fact.type === "lot.sold" ? "sold" : fact.reason;
  if (found !== due) report("P8", `lot ${lot.lotId} should end as ${due} and ended as ${found}`);
  takeEnd(truth, lot, fact, report);
  return 1 + takeReveals(truth, lot, facts.slice(1), report);
}

/** Any `lot.revealed` of this lot that come next. */
export function takeReveals(truth: Truth, lot: TruthLot, facts: readonly Fact[], report: Report): number {
  let index = 0;
  for (;;) {
    const fact = facts[index];
    if (fact?.type !== "lot.revealed" || fact.lotId !== lot.lotId) return index;
    takeRevealed(truth, lot, fact, report);
    index += 1;
  }
}

/** K5: the room was away; one batch holds and resumes. */
function takeAway(truth: Truth, facts: readonly Fact[], nowMs: number, report: Report): number {
  const [held, resumed] = facts;
  const overdue = truth.lots.filter(
    (lot) => lot.status === "open" && nowMs - lot.closesAtMs > ROOM_AWAY_AFTER_MS,
  );
  const entitled = overdue.filter((lot) => !lot.awayUsed);
  if (truth.held !== null || entitled.length === 0)
    report("K5", `fact ${held?.seq ?? 0}: nobody was away at ${nowMs}`);
  if (resumed?.type !== "auction.resumed") {
    report("K5", `fact ${held?.seq ?? 0}: an absence holds without resuming`);
    return 1;
  }
  for (const { lotId, closesAtMs } of resumed.lots) {
    const lot = truth.lots.find((candidate) => candidate.lotId === lotId);
    if (lot?.status !== "open") {
      report("K5", `fact ${resumed.seq} resumes lot ${lotId}, which is not open`);
      continue;
    }
    const { windowMs } = lot.spec.rules;
    const limit = lot.hardCloseAtMs ?? Number.POSITIVE_INFINITY;
    const isEntitled = entitled.includes(lot);
    const expectedMs = isEntitled
      ? Math.min(nowMs + windowMs, limit)
      : overdue.includes(lot)
        ? lot.closesAtMs
        : Math.max(lot.closesAtMs, nowMs + windowMs);
    if (closesAtMs !== expectedMs && closesAtMs !== lot.closesAtMs) {
      report("K5", `fact ${resumed.seq} lets lot ${lotId} close at ${closesAtMs}, not ${expectedMs}`);
    }
    if (isEntitled) lot.awayUsed = true;
    lot.closesAtMs = closesAtMs;
    lot.awakeAfterClose = false;
  }
  return 2;
}

/** Whether K3 leaves room for a second chance. */
function mayBeExtended(lot: TruthLot, nowMs: number): boolean {
  const { extensionsMax, format } = lot.spec.rules;
  if (format !== "english" || lot.extensions >= extensionsMax) return false;
  return lot.hardCloseAtMs === null || lot.hardCloseAtMs > nowMs;
}

/** L2: a timed auction opens all its lots together and closes them one after the other. */
export function takeStart(truth: Truth, facts: readonly Fact[], nowMs: number, report: Report): number {
  if (facts[0]?.type !== "auction.started") {
    report("L2", `expected the auction to start, found ${facts[0]?.type ?? "nothing"}`);
    return 0;
  }
  truth.status = "live";
  let index = 1;
  if (truth.auction.pacing !== "timed") return index;
  const queued = truth.lots.filter(({ status }) => status === "queued");
  for (const [place, lot] of queued.entries()) {
    const closesAtMs = nowMs + lot.spec.rules.durationMs + place * truth.auction.staggerMs;
    index += takeOpening(truth, lot, { facts: facts.slice(index), closesAtMs, nowMs }, report);
  }
  return index;
}

function takeTimedStart(truth: Truth, facts: readonly Fact[], nowMs: number, report: Report): number {
  const { pacing, scheduledStartMs } = truth.auction;
  if (pacing !== "timed" || truth.status !== "scheduled" || nowMs < scheduledStartMs) return 0;
  return takeStart(truth, facts, nowMs, report);
}

function takeTimedEnd(truth: Truth, report: Report): number {
  if (truth.auction.pacing !== "timed" || truth.status !== "live") return 0;
  if (truth.lots.some(({ status }) => status === "open" || status === "queued")) {
    // The host may have ended it; then it is the command's fact, not the clock's.
    return 0;
  }
  if (truth.held !== null) report("K5", "a held auction ended by itself");
  truth.status = "ended";
  return 1;
}
