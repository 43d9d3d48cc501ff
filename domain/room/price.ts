import { computeNextMinimum } from "./increments.ts";
import type { BidMode } from "./command.ts";
import type { IncrementBand } from "./lot-rules.ts";

/** A bid that leads or may come to lead. `maxMinor` is hidden from everyone but its bidder. */
export interface Leader {
  readonly bidId: string;
  readonly paddle: number;
  readonly maxMinor: number;
}

/** Where an ascending lot's price stands. */
export interface Standing {
  /** The starting price before any bid. */
  readonly priceMinor: number;
  readonly leader: Leader | null;
  readonly reserveMet: boolean;
}

/** The parts of a lot's rules that move its price. */
export interface PriceTerms {
  readonly startingPriceMinor: number;
  readonly increments: readonly IncrementBand[];
  readonly reserveMinor: number | null;
}

export interface Challenge {
  readonly bidId: string;
  readonly paddle: number;
  readonly amountMinor: number;
  readonly mode: BidMode;
}

/** One `bid.placed` of those a bid makes (rule P10). */
export interface ShownBid {
  readonly bidId: string;
  readonly paddle: number;
  readonly priceMinor: number;
  readonly auto: boolean;
  readonly reserveMet: boolean;
}

export interface Resolution {
  readonly standing: Standing;
  /** In the order of rule P10; the last one names the leader. Empty when a raise shows nothing. */
  readonly shown: readonly ShownBid[];
}

/** Where a lot stands before any bid. */
export function computeOpeningStanding(terms: PriceTerms): Standing {
  return { priceMinor: terms.startingPriceMinor, leader: null, reserveMet: terms.reserveMinor === null };
}

/** The next minimum of a lot (rule P2). */
export function computeMinimum(standing: Standing, terms: PriceTerms): number {
  return standing.leader === null
    ? terms.startingPriceMinor
    : computeNextMinimum(terms.increments, standing.priceMinor);
}

/** Rule P8: the first time the best maximum reaches the reserve, the price goes up to it. */
function reachReserve(standing: Standing, terms: PriceTerms): Standing {
  const { leader, reserveMet, priceMinor } = standing;
  if (reserveMet || leader === null || terms.reserveMinor === null) return standing;
  if (leader.maxMinor < terms.reserveMinor) return standing;
  return { leader, priceMinor: Math.max(priceMinor, terms.reserveMinor), reserveMet: true };
}

/** The price at which `leaderMaxMinor` stays ahead of `otherMinor` (rules P4 and P5). */
function computeAhead(terms: PriceTerms, leaderMaxMinor: number, otherMinor: number): number {
  return Math.min(leaderMaxMinor, computeNextMinimum(terms.increments, otherMinor));
}

function show(standing: Standing, leader: Leader, auto: boolean): ShownBid {
  const { priceMinor, reserveMet } = standing;
  return { bidId: leader.bidId, paddle: leader.paddle, priceMinor, auto, reserveMet };
}

/** What an allowed bid does to the price (rules P4 to P8 and P10). */
export function resolveBid(standing: Standing, challenge: Challenge, terms: PriceTerms): Resolution {
  const { bidId, paddle, amountMinor, mode } = challenge;
  const { leader, priceMinor, reserveMet } = standing;
  const challenger: Leader = { bidId, paddle, maxMinor: amountMinor };

  if (leader?.paddle === paddle) {
    const raised = reachReserve({ ...standing, leader: challenger }, terms);
    return {
      standing: raised,
      shown: raised.reserveMet === reserveMet ? [] : [show(raised, challenger, true)],
    };
  }
  if (leader !== null && leader.maxMinor >= amountMinor) {
    const held: Standing = { ...standing, priceMinor: computeAhead(terms, leader.maxMinor, amountMinor) };
    const beaten: ShownBid = { bidId, paddle, priceMinor: amountMinor, auto: false, reserveMet };
    return { standing: held, shown: [beaten, show(held, leader, true)] };
  }
  const aheadMinor = leader === null ? priceMinor : computeAhead(terms, amountMinor, leader.maxMinor);
  const led = reachReserve(
    { priceMinor: mode === "exact" ? amountMinor : aheadMinor, leader: challenger, reserveMet },
    terms,
  );
  const shown = show(led, challenger, false);
  if (leader === null || leader.maxMinor <= priceMinor) return { standing: led, shown: [shown] };
  return { standing: led, shown: [show({ ...standing, priceMinor: leader.maxMinor }, leader, true), shown] };
}

/**
 * Pre-bids at opening, as one set (rule L6): earliest first in `bids`, one per bidder. Two at most are shown: the
 * best of the beaten at its amount, whose bid explains the price, and the leader.
 */
export function resolvePreBids(bids: readonly Leader[], terms: PriceTerms): Resolution {
  const opening = computeOpeningStanding(terms);
  // A stable sort keeps the earlier of two equal amounts in front (rule P5).
  const [leader, second] = bids.toSorted((one, other) => other.maxMinor - one.maxMinor);
  if (leader === undefined) return { standing: opening, shown: [] };
  if (second === undefined) {
    const alone = reachReserve({ ...opening, leader }, terms);
    return { standing: alone, shown: [show(alone, leader, true)] };
  }
  const secondMet = terms.reserveMinor === null || second.maxMinor >= terms.reserveMinor;
  const beaten: Standing = { priceMinor: second.maxMinor, leader: second, reserveMet: secondMet };
  const aheadMinor = computeAhead(terms, leader.maxMinor, second.maxMinor);
  const led = reachReserve({ priceMinor: aheadMinor, leader, reserveMet: opening.reserveMet }, terms);
  return { standing: led, shown: [show(beaten, second, true), show(led, leader, true)] };
}

/** A sealed lot's end: the best amount wins at the second best (rule L3), at least the reserve once that is reached. */
export function resolveSealed(bids: readonly Leader[], terms: PriceTerms): Standing {
  const opening = computeOpeningStanding(terms);
  const [leader, second] = bids.toSorted((one, other) => other.maxMinor - one.maxMinor);
  if (leader === undefined) return opening;
  return reachReserve({ ...opening, priceMinor: second?.maxMinor ?? opening.priceMinor, leader }, terms);
}
