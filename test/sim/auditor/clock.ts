import type { Fact } from "../../../domain/room/fact.ts";
import { isAway, takeAway } from "./away.ts";
import { rank } from "./arithmetic.ts";
import { takeEnd, takeOpening, takeRevealed } from "./closing.ts";
import type { Report } from "./report.ts";
import type { Truth, TruthLot } from "./truth.ts";

/** What the clock did by itself before the room turned to what it heard. Returns how many facts that took. */
export function takeClock(truth: Truth, facts: readonly Fact[], nowMs: number, report: Report): number {
  let index = 0;
  for (;;) {
    const taken = takeClockAct(truth, facts.slice(index), nowMs, report);
    if (taken === 0) break;
    index += taken;
  }
  auditNothingLeft(truth, nowMs, report);
  return index;
}

/** Everything that was due has been done. */
function auditNothingLeft(truth: Truth, nowMs: number, report: Report): void {
  for (const lot of truth.lots) {
    if (isDue(truth, lot, nowMs)) {
      report("K1", `lot ${lot.lotId} was due at ${lot.closesAtMs} and is open at ${nowMs}`);
    }
    if (isRepricing(truth, lot, nowMs) && nowMs < lot.closesAtMs) {
      report("L3", `lot ${lot.lotId} was to fall at ${lot.repricesAtMs} and has not at ${nowMs}`);
    }
  }
  const { pacing, scheduledStartMs } = truth.auction;
  if (pacing !== "timed" || truth.lots.length === 0) return;
  if (truth.status === "scheduled" && nowMs >= scheduledStartMs) {
    report("L2", `the auction was to start at ${scheduledStartMs} and has not at ${nowMs}`);
  }
  if (truth.status === "live" && truth.held === null && truth.lots.every(({ status }) => status !== "open")) {
    report("L2", `nothing is open any more at ${nowMs} and the auction goes on`);
  }
}

const isDue = (truth: Truth, lot: TruthLot, nowMs: number): boolean =>
  lot.status === "open" && truth.held === null && nowMs >= lot.closesAtMs + lot.spec.rules.graceMs;

const isRepricing = (truth: Truth, lot: TruthLot, nowMs: number): boolean =>
  lot.status === "open" && truth.held === null && lot.repricesAtMs !== null && nowMs >= lot.repricesAtMs;

function takeClockAct(truth: Truth, facts: readonly Fact[], nowMs: number, report: Report): number {
  const fact = facts[0];
  switch (fact?.type) {
    case "lot.sold":
    case "lot.passed":
      return takeHammer(truth, fact, facts.slice(1), { nowMs, report });
    case "lot.repriced":
      return takeRepriced(truth, fact, nowMs, report);
    case "auction.held":
      return fact.reason === "room-away" ? takeAway(truth, facts, nowMs, report) : 0;
    case "auction.started":
      return takeTimedStart(truth, facts, nowMs, report);
    case "auction.ended":
      return takeTimedEnd(truth);
    default:
      return 0;
  }
}

/** K4: the hammer, after the close and its grace. */
function takeHammer(
  truth: Truth,
  fact: Extract<Fact, { type: "lot.sold" | "lot.passed" }>,
  rest: readonly Fact[],
  { nowMs, report }: { readonly nowMs: number; readonly report: Report },
): number {
  // These are someone's doing, not the clock's.
  if (fact.type === "lot.passed" && ["host", "auction-ended", "auction-cancelled"].includes(fact.reason))
    return 0;
  const lot = truth.lots.find(({ lotId }) => lotId === fact.lotId);
  // A buyer may close a lot before any clock; whoever called looks at it then.
  if (lot === undefined || !isDue(truth, lot, nowMs)) return 0;
  if (isAway(truth, lot, nowMs))
    report("K5", `lot ${lot.lotId} was hammered at ${nowMs} without its second chance`);
  if (lot.spec.rules.format === "sealed") openSealed(lot);
  const due = endOf(lot);
  const found = fact.type === "lot.sold" ? "sold" : fact.reason;
  if (found !== due) report("P8", `lot ${lot.lotId} should end as ${due} and ended as ${found}`);
  takeEnd(truth, lot, fact, report);
  return 1 + takeReveals(truth, lot, rest, report);
}

function endOf(lot: TruthLot): string {
  const { format } = lot.spec.rules;
  if (format === "fixed" || format === "dutch") return "unsold";
  if (lot.standings.size === 0) return "no-bids";
  return lot.reserveMet ? "sold" : "reserve";
}

/** L3: the best hidden bid pays the second best, at least the reserve, at least the start. */
function openSealed(lot: TruthLot): void {
  const { reserveMinor, rules } = lot.spec;
  const [first, second] = rank(lot.standings.values());
  lot.reserveMet = reserveMinor === null || (first !== undefined && first.amountMinor >= reserveMinor);
  if (first === undefined || !lot.reserveMet) return;
  lot.priceMinor = Math.max(rules.startingPriceMinor, second?.amountMinor ?? 0, reserveMinor ?? 0);
}

/** L3: a dutch price falls step by step to its floor; a room that slept catches up in one fall. */
function takeRepriced(
  truth: Truth,
  fact: Extract<Fact, { type: "lot.repriced" }>,
  nowMs: number,
  report: Report,
): number {
  const lot = truth.lots.find(({ lotId }) => lotId === fact.lotId);
  const { stepMinor, stepEveryMs, floorMinor } = lot?.spec.rules ?? {};
  if (lot === undefined || !isRepricing(truth, lot, nowMs) || lot.repricesAtMs === null) return 0;
  if (stepMinor === null || stepMinor === undefined || !stepEveryMs) return 0;
  const falls = Math.floor((nowMs - lot.repricesAtMs) / stepEveryMs) + 1;
  const priceMinor = Math.max(floorMinor ?? 1, lot.priceMinor - falls * stepMinor);
  if (fact.priceMinor !== priceMinor)
    report("L3", `fact ${fact.seq}: falls to ${fact.priceMinor}, not ${priceMinor}`);
  lot.priceMinor = priceMinor;
  lot.repricesAtMs = priceMinor === floorMinor ? null : lot.repricesAtMs + falls * stepEveryMs;
  return 1;
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

function takeTimedEnd(truth: Truth): number {
  if (truth.auction.pacing !== "timed" || truth.status !== "live") return 0;
  // The host may have ended it; then it is the command's fact, not the clock's.
  if (truth.lots.some(({ status }) => status === "open" || status === "queued")) return 0;
  // While the clock stands only the host ends it.
  if (truth.held !== null) return 0;
  truth.status = "ended";
  return 1;
}
