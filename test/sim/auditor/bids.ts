import type { BidPlace } from "../../../domain/room/command.ts";
import type { Fact } from "../../../domain/room/fact.ts";
import { proxyPrice, rank, stepAt } from "./arithmetic.ts";
import type { Standing } from "./arithmetic.ts";
import type { Report } from "./report.ts";
import { isAscending, leaderOf } from "./truth.ts";
import type { Truth, TruthBidder, TruthLot } from "./truth.ts";

type BidFact = Extract<Fact, { type: "bid.placed" }>;

/** What one accepted bid must have said on the log (rule P10), apart from ids and commitments. */
interface ExpectedBid {
  readonly paddle: number;
  readonly priceMinor: number;
  readonly auto: boolean;
  readonly reserveMet: boolean;
  readonly last: boolean;
}

export interface BidTaken {
  readonly outcome: "leading" | "outbid" | "done";
  readonly priceMinor: number | undefined;
  /** Facts the bid must have, no more and no less. */
  readonly factCount: number;
}

/** Takes an accepted bid into the truth and checks the facts that begin at `facts[0]` against it. */
export function takeBid(
  truth: Truth,
  { bidder, lot, command, nowMs }: { bidder: TruthBidder; lot: TruthLot; command: BidPlace; nowMs: number },
  facts: readonly Fact[],
  report: Report,
): BidTaken {
  const mine: Standing = {
    paddle: bidder.paddle,
    amountMinor: command.amountMinor,
    order: (truth.order += 1),
  };
  if (lot.status === "queued" || lot.spec.rules.format === "sealed") {
    return takeHiddenBid(truth, lot, mine, facts, report);
  }
  const before = leaderOf(lot);
  if (before?.paddle === bidder.paddle) return takeRaise(truth, lot, { mine, nowMs }, facts, report);
  return takeChallenge(truth, lot, { mine, before, nowMs, exact: command.mode === "exact" }, facts, report);
}

/** L6, L3: a pre-bid or a sealed bid is a commitment and nothing else. */
function takeHiddenBid(
  truth: Truth,
  lot: TruthLot,
  mine: Standing,
  facts: readonly Fact[],
  report: Report,
): BidTaken {
  lot.standings.set(mine.paddle, mine);
  takeCommitment(truth, lot, mine, facts[0], report);
  return { outcome: "done", priceMinor: undefined, factCount: 1 };
}

/** P6: a leader's raise is silent, unless it first reaches the reserve (P8). */
function takeRaise(
  truth: Truth,
  lot: TruthLot,
  { mine, nowMs }: { mine: Standing; nowMs: number },
  facts: readonly Fact[],
  report: Report,
): BidTaken {
  lot.standings.set(mine.paddle, mine);
  const { reserveMinor } = lot.spec;
  const reaches = !lot.reserveMet && reserveMinor !== null && mine.amountMinor >= reserveMinor;
  if (!reaches) {
    takeCommitment(truth, lot, mine, facts[0], report);
    return { outcome: "leading", priceMinor: lot.priceMinor, factCount: 1 };
  }
  takeCommitment(truth, lot, mine, facts[0], report);
  lot.priceMinor = Math.max(lot.priceMinor, reserveMinor);
  lot.reserveMet = true;
  const { priceMinor } = lot;
  const expected = { paddle: mine.paddle, priceMinor, auto: true, reserveMet: true, last: true };
  checkBid(truth, lot, facts[1], expected, { nowMs, report });
  lot.bidCount += 1;
  return { outcome: "leading", priceMinor, factCount: 2 };
}

function takeChallenge(
  truth: Truth,
  lot: TruthLot,
  {
    mine,
    before,
    nowMs,
    exact,
  }: { mine: Standing; before: Standing | undefined; nowMs: number; exact: boolean },
  facts: readonly Fact[],
  report: Report,
): BidTaken {
  const { reserveMinor } = lot.spec;
  const oldPriceMinor = lot.bids === 0 ? 0 : lot.priceMinor;
  const wasMet = lot.reserveMet;
  lot.standings.set(mine.paddle, mine);
  lot.bids += 1;
  const ranked = rank(lot.standings.values());
  const leads = ranked[0]?.paddle === mine.paddle;
  const bestMinor = ranked[0]?.amountMinor ?? 0;
  lot.reserveMet = wasMet || (reserveMinor !== null && bestMinor >= reserveMinor);
  lot.priceMinor = Math.max(
    oldPriceMinor,
    proxyPrice(ranked, lot.spec.rules),
    exact && leads ? mine.amountMinor : 0,
    lot.reserveMet && !wasMet ? (reserveMinor ?? 0) : 0,
  );

  const expected = expectFacts(lot, { mine, before, leads, oldPriceMinor, wasMet });
  for (const [index, bid] of expected.entries()) checkBid(truth, lot, facts[index], bid, { nowMs, report });
  takePlaced(lot, { mine, commits: leads && !exact }, facts.slice(0, expected.length), report);
  return { outcome: leads ? "leading" : "outbid", priceMinor: lot.priceMinor, factCount: expected.length };
}

/** P10: the losing bid, then the standing leader's answer; or the beaten leader's last word, then the new leader. */
function expectFacts(
  lot: TruthLot,
  challenge: {
    readonly mine: Standing;
    readonly before: Standing | undefined;
    readonly leads: boolean;
    readonly oldPriceMinor: number;
    readonly wasMet: boolean;
  },
): readonly ExpectedBid[] {
  const { mine, before, leads, oldPriceMinor, wasMet } = challenge;
  const final = { priceMinor: lot.priceMinor, reserveMet: lot.reserveMet, last: true };
  const along = { reserveMet: wasMet, last: false };
  if (!leads) {
    const { paddle, amountMinor } = mine;
    return [
      { ...along, paddle, priceMinor: amountMinor, auto: false },
      { ...final, paddle: before?.paddle ?? 0, auto: true },
    ];
  }
  const wins = { ...final, paddle: mine.paddle, auto: false };
  if (before === undefined || before.amountMinor <= oldPriceMinor) return [wins];
  return [{ ...along, paddle: before.paddle, priceMinor: before.amountMinor, auto: true }, wins];
}

/** The newcomer's own fact: a bid id of its own, and a commitment where a maximum leads (H2). */
function takePlaced(
  lot: TruthLot,
  { mine, commits }: { readonly mine: Standing; readonly commits: boolean },
  facts: readonly Fact[],
  report: Report,
): void {
  const placed = facts.find((fact) => fact.type === "bid.placed" && !fact.auto);
  if (placed?.type !== "bid.placed") return;
  noteBidId(lot, placed.bidId, mine.paddle, report);
  if (commits !== (placed.commitment !== undefined)) {
    report("H2", `fact ${placed.seq} ${commits ? "lacks" : "has"} a commitment`);
  }
  if (placed.commitment !== undefined)
    hide(lot, { ...mine, bidId: placed.bidId, commitment: placed.commitment });
}

/** One `bid.placed` against what it should be; the last one of a bid may extend the lot (K2, K3). */
function checkBid(
  truth: Truth,
  lot: TruthLot,
  fact: Fact | undefined,
  expected: ExpectedBid,
  { nowMs, report }: { nowMs: number; report: Report },
): void {
  if (fact?.type !== "bid.placed" || fact.lotId !== lot.lotId) {
    report(
      "P10",
      `expected a bid by paddle ${expected.paddle} on lot ${lot.lotId}, found ${fact?.type ?? "nothing"}`,
    );
    return;
  }
  const closesAtMs = expected.last ? extendedClose(lot, nowMs) : lot.closesAtMs;
  const extended = closesAtMs > lot.closesAtMs;
  const is = (rule: string, what: keyof BidFact, value: unknown): void => {
    if (fact[what] !== value)
      report(rule, `fact ${fact.seq}: ${what} is ${String(fact[what])}, not ${String(value)}`);
  };
  is("P5", "paddle", expected.paddle);
  is("P4", "priceMinor", expected.priceMinor);
  is("P2", "nextMinimumMinor", expected.priceMinor + stepAt(lot.spec.rules.increments, expected.priceMinor));
  is("P10", "auto", expected.auto);
  is("P8", "reserveMet", expected.reserveMet);
  is("K2", "closesAtMs", closesAtMs);
  is("K2", "extended", extended);
  if (fact.auto) noteBidId(lot, fact.bidId, fact.paddle, report, true);
  if (!fact.auto) lot.bidCount += 1;
  if (extended) {
    lot.extensions += 1;
    lot.closesAtMs = closesAtMs;
  }
}

/** Where a bid at this moment leaves the close (rules K2, K3). */
function extendedClose(lot: TruthLot, nowMs: number): number {
  const { format, windowMs, extensionMs, extensionsMax } = lot.spec.rules;
  const late = lot.closesAtMs - nowMs < windowMs;
  if (format !== "english" || !late || lot.extensions >= extensionsMax) return lot.closesAtMs;
  const limit = lot.hardCloseAtMs ?? Number.POSITIVE_INFINITY;
  return Math.max(lot.closesAtMs, Math.min(nowMs + extensionMs, limit));
}

function takeCommitment(
  truth: Truth,
  lot: TruthLot,
  mine: Standing,
  fact: Fact | undefined,
  report: Report,
): void {
  if (fact?.type !== "bid.committed" || fact.lotId !== lot.lotId || fact.paddle !== mine.paddle) {
    report("H2", `expected paddle ${mine.paddle} to commit to an amount on lot ${lot.lotId}`);
    return;
  }
  noteBidId(lot, fact.bidId, mine.paddle, report);
  hide(lot, { ...mine, bidId: fact.bidId, commitment: fact.commitment });
}

function hide(
  lot: TruthLot,
  hidden: { bidId: string; paddle: number; amountMinor: number; commitment: string },
): void {
  const { bidId, paddle, amountMinor, commitment } = hidden;
  lot.hidden.push({ bidId, paddle, amountMinor, commitment });
}

function noteBidId(lot: TruthLot, bidId: string, paddle: number, report: Report, known = false): void {
  const owner = lot.bidIds.get(bidId);
  if (known ? owner !== paddle : owner !== undefined) {
    report("P10", `bid ${bidId} of paddle ${paddle} belongs to ${owner ?? "nobody"}`);
  }
  lot.bidIds.set(bidId, paddle);
}

/**
 * L6: the pre-bids resolve as one set, at once after the opening: the best of the beaten at its amount, then the
 * leader. Nothing is extended, for the whole time is left. Returns how many facts that took.
 */
export function takeOpeningBids(
  truth: Truth,
  lot: TruthLot,
  facts: readonly Fact[],
  nowMs: number,
  report: Report,
): number {
  const ranked = rank(lot.standings.values());
  const [leader, second] = ranked;
  if (leader === undefined || !isAscending(lot)) return 0;
  const { reserveMinor } = lot.spec;
  lot.bids = lot.standings.size;
  const wasMet = lot.reserveMet;
  lot.reserveMet = reserveMinor === null || leader.amountMinor >= reserveMinor;
  lot.priceMinor = Math.max(
    proxyPrice(ranked, lot.spec.rules),
    reserveMinor !== null && lot.reserveMet ? reserveMinor : 0,
  );
  const expected: ExpectedBid[] = [
    {
      paddle: leader.paddle,
      priceMinor: lot.priceMinor,
      auto: true,
      reserveMet: lot.reserveMet,
      last: false,
    },
  ];
  if (second !== undefined) {
    const { paddle, amountMinor } = second;
    // Of a set that resolves as one, the beaten bid may carry the reserve's state before it or after.
    const shown = facts[0]?.type === "bid.placed" ? facts[0].reserveMet : wasMet;
    const reserveMet = shown === lot.reserveMet ? shown : wasMet;
    expected.unshift({ paddle, priceMinor: amountMinor, auto: true, reserveMet, last: false });
  }
  lot.bidCount = expected.length;
  for (const [index, bid] of expected.entries()) checkBid(truth, lot, facts[index], bid, { nowMs, report });
  return expected.length;
}
