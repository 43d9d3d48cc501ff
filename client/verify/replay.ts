import type { Fact } from "../../domain/room/fact.ts";
import { followBid } from "./follow-bid.ts";
import { followResume } from "./follow-clock.ts";
import { followBought, followCommitted, followPassed, followRepriced, followSold } from "./follow-sale.ts";
import { isAscending, openLot, problem } from "./followed-lot.ts";
import type { FactOf, FollowedLot, Problem } from "./followed-lot.ts";
import type { Opened } from "./openings.ts";
import type { Finding, LotResult } from "./report.ts";

export interface Replayed {
  readonly lots: readonly LotResult[];
  readonly unchecked: readonly string[];
  readonly finding: Finding | null;
}

/**
 * Plays a log again as an onlooker, by its facts, its published rules and what was opened alone (rule H3). The
 * arithmetic is its own: nothing here is shared with the room that wrote the log. Stops at the first thing that
 * does not follow.
 */
export function replayLog(facts: readonly Fact[], opened: Opened): Replayed {
  const auction: FollowedAuction = {
    facts,
    opened,
    lots: new Map(),
    preBids: new Map(),
    held: null,
    startedAtMs: null,
    staggerMs: null,
    openedAtStart: 0,
    isOver: false,
    unchecked: [],
  };
  let finding: Finding | null = null;
  for (const [index, fact] of facts.entries()) {
    const found = follow(auction, fact, facts[index + 1]);
    if (found === null) continue;
    finding = { check: "rules", seq: fact.seq, ...found };
    break;
  }
  for (const lot of auction.lots.values()) noteUnchecked(auction, lot);
  return { lots: [...auction.lots.values()].map(toResult), unchecked: auction.unchecked, finding };
}

interface FollowedAuction {
  readonly facts: readonly Fact[];
  readonly opened: Opened;
  readonly lots: Map<string, FollowedLot>;
  /** Hidden bids on lots that have not opened yet. */
  readonly preBids: Map<string, { readonly bidId: string; readonly paddle: number }[]>;
  held: FactOf<"auction.held"> | null;
  startedAtMs: number | null;
  /** How much later each further lot of a timed start closes, and how many have opened; null until two have. */
  staggerMs: number | null;
  openedAtStart: number;
  isOver: boolean;
  readonly unchecked: string[];
}

/** Facts that are someone's doing: before them the clock has closed everything that was due (rule K1). */
const doings: ReadonlySet<Fact["type"]> = new Set([
  "lot.opened",
  "bid.committed",
  "lot.bought",
  "lot.voided",
]);

function isDoing(fact: Fact): boolean {
  return doings.has(fact.type) || (fact.type === "bid.placed" && !fact.auto);
}

function isOverdue(auction: FollowedAuction, atMs: number): boolean {
  if (auction.held !== null) return false;
  return findOpen(auction).some(({ closesAtMs, rules }) => atMs >= closesAtMs + rules.graceMs);
}

function follow(auction: FollowedAuction, fact: Fact, next: Fact | undefined): Problem | null {
  if (isDoing(fact) && isOverdue(auction, fact.atMs))
    return problem("K1", "Something happened while a lot was overdue.");
  if (auction.isOver && fact.type !== "lot.revealed")
    return problem("L1", "Something happened after the auction was over.");
  switch (fact.type) {
    case "auction.started":
      if (auction.startedAtMs !== null) return problem("L1", "The auction started twice.");
      auction.startedAtMs = fact.atMs;
      return null;
    case "auction.held":
      return followHeld(auction, fact, next);
    case "auction.resumed":
      return followResumed(auction, fact);
    case "auction.ended":
    case "auction.cancelled":
      auction.isOver = true;
      return findOpen(auction).length > 0
        ? problem("L1", "The auction was over while a lot was open.")
        : null;
    case "lot.opened":
      return followOpened(auction, fact);
    case "bid.committed":
      if (!auction.lots.has(fact.lotId)) return followPreBid(auction, fact);
      return followLot(auction, fact, next);
    default:
      return followLot(auction, fact, next);
  }
}

function followPreBid({ preBids }: FollowedAuction, { lotId, bidId, paddle }: FactOf<"bid.committed">): null {
  preBids.set(lotId, [...(preBids.get(lotId) ?? []), { bidId, paddle }]);
  return null;
}

function followOpened(auction: FollowedAuction, fact: FactOf<"lot.opened">): Problem | null {
  const { lots, startedAtMs } = auction;
  if (lots.has(fact.lotId)) return problem("L1", "A lot opened twice.");
  if (startedAtMs === null || auction.held !== null)
    return problem("L2", "A lot opened while the auction did not run.");
  // A timed auction opens all its lots with its start; any other has one open at a time.
  if (findOpen(auction).length > 0 && fact.atMs !== startedAtMs)
    return problem("L2", "A lot opened while another was open.");
  const { startingPriceMinor, durationMs } = fact.rules;
  if (fact.priceMinor !== startingPriceMinor || fact.nextMinimumMinor !== startingPriceMinor) {
    return problem("P2", "A lot opened at another price than its rules say.");
  }
  const staggeredMs = fact.closesAtMs - fact.atMs - durationMs;
  if (staggeredMs !== nextStagger(auction, fact, staggeredMs)) {
    return problem("K1", "A lot opened for another time than its rules say.");
  }
  if (fact.reserveMet !== (fact.reserveCommitment === null))
    return problem("P8", "A reserve was met before any bid.");
  const preBids = auction.preBids.get(fact.lotId) ?? [];
  lots.set(fact.lotId, openLot(fact, { facts: auction.facts, opened: auction.opened, preBids }));
  return null;
}

/** L2: the lots of a timed start close one after the other, always the same time apart; any other has no stagger. */
function nextStagger(auction: FollowedAuction, fact: FactOf<"lot.opened">, staggeredMs: number): number {
  if (fact.atMs !== auction.startedAtMs) return 0;
  const place = auction.openedAtStart;
  auction.openedAtStart += 1;
  if (place === 0) return 0;
  // The log does not name the stagger; the second lot shows it.
  auction.staggerMs ??= Math.max(0, staggeredMs);
  return place * auction.staggerMs;
}

function followHeld(
  auction: FollowedAuction,
  fact: FactOf<"auction.held">,
  next: Fact | undefined,
): Problem | null {
  if (auction.held !== null) return problem("K5", "The auction was held twice.");
  const isAway = fact.reason === "room-away";
  if (isAway && next?.type !== "auction.resumed")
    return problem("K5", "A room that was away did not resume at once.");
  if (!isAway && findOpen(auction).some(({ closesAtMs }) => fact.atMs >= closesAtMs)) {
    return problem("K5", "The auction was held after a close.");
  }
  if (isAway)
    auction.unchecked.push(`Whether the room was really away before fact ${fact.seq}: only it can know.`);
  auction.held = fact;
  return null;
}

function followResumed(auction: FollowedAuction, fact: FactOf<"auction.resumed">): Problem | null {
  const { held } = auction;
  if (held === null) return problem("K5", "The auction resumed and was not held.");
  auction.held = null;
  return followResume(findOpen(auction), held, fact);
}

type LotFact = Exclude<Extract<Fact, { readonly lotId: string }>, { readonly type: "lot.opened" }>;

function followLot(auction: FollowedAuction, fact: LotFact, next: Fact | undefined): Problem | null {
  const lot = auction.lots.get(fact.lotId);
  if (lot === undefined) return followQueued(fact);
  if (fact.type === "lot.revealed") {
    return lot.status === "sold" || lot.status === "passed"
      ? null
      : problem("H2", "Amounts were opened before the hammer.");
  }
  if (lot.status !== "open") return problem("L1", "Something happened to a lot that was closed.");
  const isStopped = fact.type === "lot.passed" || fact.type === "lot.voided";
  if (auction.held !== null && !isStopped)
    return problem("K5", "Something happened to a lot while the clock stood still.");
  return followOpenLot(auction, lot, fact, next);
}

function followOpenLot(
  { unchecked }: FollowedAuction,
  lot: FollowedLot,
  fact: Exclude<LotFact, { readonly type: "lot.revealed" }>,
  next: Fact | undefined,
): Problem | null {
  switch (fact.type) {
    case "bid.placed": {
      if (!isAscending(lot)) return problem("L3", "A bid was shown on a lot that is not ascending.");
      const isSameBid = next?.type === "bid.placed" && next.lotId === fact.lotId && next.atMs === fact.atMs;
      return followBid(lot, fact, isSameBid ? next : undefined);
    }
    case "bid.committed":
      return followCommitted(lot, fact);
    case "lot.repriced":
      return followRepriced(lot, fact);
    case "lot.sold":
      return followSold(lot, fact, unchecked);
    case "lot.bought":
      return followBought(lot, fact);
    case "lot.passed":
      return followPassed(lot, fact, unchecked);
    case "lot.voided":
      lot.status = "voided";
      return null;
  }
}

/** A lot that was never opened can only pass or be voided. */
function followQueued(fact: LotFact): Problem | null {
  const canHappen = fact.type === "lot.passed" || fact.type === "lot.voided" || fact.type === "lot.revealed";
  return canHappen ? null : problem("L1", "Something happened to a lot that never opened.");
}

const findOpen = ({ lots }: FollowedAuction): FollowedLot[] =>
  [...lots.values()].filter(({ status }) => status === "open");

function noteUnchecked({ unchecked }: FollowedAuction, lot: FollowedLot): void {
  const name = `Lot ${lot.opened.position}`;
  const isHidden = lot.leader !== null && lot.leader.maximum?.isOpen !== true;
  if (lot.status === "voided")
    unchecked.push(`${name} was voided: its amounts are never opened, so its prices were only bounded.`);
  if (lot.status === "open")
    unchecked.push(`${name} is still open: its amounts are not opened yet, so its prices were only bounded.`);
  if (lot.status === "sold" && isHidden)
    unchecked.push(`${name}: the winner's maximum stays closed and counts as the final price.`);
  if (lot.status === "passed" && isHidden)
    unchecked.push(`${name}: the best maximum stays closed and counts as the last price.`);
  const isReserveClosed = lot.opened.reserveCommitment !== null && lot.reserveMinor === null;
  if (isReserveClosed && (lot.status === "sold" || lot.status === "passed")) {
    unchecked.push(
      `${name}: its reserve was never opened, so that it was ${lot.reserveMet ? "" : "not "}met is the room's word.`,
    );
  }
}

function toResult(lot: FollowedLot): LotResult {
  const { lotId, position, title, rules } = lot.opened;
  const paddles = new Set(lot.sales.map(({ paddle }) => paddle));
  const [paddle = null] = paddles;
  return {
    lotId,
    position,
    title,
    currency: rules.currency,
    status: lot.status,
    paddle: paddles.size === 1 ? paddle : null,
    priceMinor: lot.priceMinor,
    sales: lot.sales,
  };
}
