import type { BidPlaced } from "../../../../domain/room/fact.ts";
import type { LotRules } from "../../../../domain/room/lot-rules.ts";
import { stepUp } from "./ladder.ts";

/** Whoever leads. Their maximum is null while nobody outside can know it. */
type OnlookerLeader = {
  readonly bidId: string;
  readonly paddle: number;
  readonly maximumMinor: number | null;
};

/** A lot's price as an onlooker can follow it. */
export type OnlookerPrice = {
  priceMinor: number;
  /** The least the next challenger may bid; stays while the leader's last answer is being shown (rule P10). */
  minimumMinor: number;
  leader: OnlookerLeader | null;
  reserveMet: boolean;
  /** A beaten challenger was shown, and the leader's answer is due. */
  isAnswerDue: boolean;
};

export type PriceTerms = {
  readonly rules: LotRules;
  /** Null without a reserve or while it is not opened. */
  readonly reserveMinor: number | null;
  /** A bid's maximum, where it was opened. */
  readonly findMaximum: (bidId: string) => number | null;
  /** True where the bid promised a maximum: it is not an exact price. */
  readonly isHidden: (bidId: string) => boolean;
  /** The lot is over and every amount up to its price was opened: what stayed closed is above it (rule H3). */
  readonly isRevealed: boolean;
};

type Place = {
  /** The bid behind it, where that is of the same lot and moment. */
  readonly next: BidPlaced | undefined;
  /** Bids left early resolve as one set when the lot opens (rule L6). */
  readonly isOpening: boolean;
};

/** Follows one `bid.placed` of an ascending lot (rules P4 to P8, P10) and says what is wrong with it. */
export function followBid(
  price: OnlookerPrice,
  bid: BidPlaced,
  place: Place,
  terms: PriceTerms,
): string | undefined {
  const { leader } = price;
  if (bid.nextMinimumMinor !== stepUp(terms.rules.increments, bid.priceMinor))
    return "the next minimum is not one step up";
  if (bid.priceMinor < price.priceMinor) return "the price fell";
  if (price.reserveMet && !bid.reserveMet) return "a met reserve came undone";
  if (place.isOpening) return followEarly(price, bid, place, terms);
  if (leader?.paddle === bid.paddle) {
    return bid.auto ? followAnswer(price, bid, place, terms) : "somebody bid against themselves";
  }
  if (bid.auto) return "the room bid for somebody who does not lead";
  const isBeaten = leader !== null && place.next?.auto === true && place.next.bidId === leader.bidId;
  return isBeaten ? followBeaten(price, bid, leader) : followLead(price, bid, terms);
}

/** A challenger shown at their own amount, which the leader's maximum covers (rules P5 and P10). */
function followBeaten(price: OnlookerPrice, bid: BidPlaced, leader: OnlookerLeader): string | undefined {
  if (bid.priceMinor < price.minimumMinor) return "it is below the minimum";
  if (leader.maximumMinor !== null && leader.maximumMinor < bid.priceMinor)
    return "the leader's maximum does not cover it";
  price.priceMinor = bid.priceMinor;
  price.isAnswerDue = true;
  return undefined;
}

/** The room bids for the leader: behind a beaten challenger, at the last before being beaten, or up to the reserve. */
function followAnswer(
  price: OnlookerPrice,
  bid: BidPlaced,
  { next }: Place,
  terms: PriceTerms,
): string | undefined {
  const known = price.leader?.bidId === bid.bidId ? price.leader.maximumMinor : terms.findMaximum(bid.bidId);
  if (known !== null && known < bid.priceMinor) return "the room bid more than it was told to";
  const isLast = !price.isAnswerDue && next !== undefined && next.paddle !== bid.paddle && !next.auto;
  if (isLast) {
    // Before they are beaten their whole maximum is shown, so from here on it is known.
    if (known !== null && known !== bid.priceMinor) return "the leader was beaten below their maximum";
    price.priceMinor = bid.priceMinor;
    price.leader = { bidId: bid.bidId, paddle: bid.paddle, maximumMinor: bid.priceMinor };
    return undefined;
  }
  const reachesReserve = bid.reserveMet && !price.reserveMet;
  const isStep = bid.priceMinor === stepUp(terms.rules.increments, price.priceMinor);
  const isWhole = known === null ? !terms.isRevealed : known === bid.priceMinor;
  const isReserve =
    reachesReserve && bid.priceMinor === Math.max(price.priceMinor, terms.reserveMinor ?? bid.priceMinor);
  if (!isStep && !isWhole && !isReserve) return "the room answered with another price";
  settle(price, bid, known, terms);
  return undefined;
}

/** A challenger takes the lead. Whoever they beat stands at their maximum: it was shown if it was above the price. */
function followLead(price: OnlookerPrice, bid: BidPlaced, terms: PriceTerms): string | undefined {
  const { leader } = price;
  if (leader && leader.maximumMinor === null && terms.isRevealed)
    return "it beat a maximum that was never reached";
  if (leader && (leader.maximumMinor ?? 0) > price.priceMinor)
    return "the leader was beaten without an answer";
  if (leader && bid.priceMinor <= price.priceMinor) return "it does not exceed what it beat";
  if (!terms.isHidden(bid.bidId)) {
    if (bid.priceMinor < price.minimumMinor) return "it is below the minimum";
    settle(price, bid, bid.priceMinor, terms);
    return undefined;
  }
  const maximumMinor = terms.findMaximum(bid.bidId);
  if (maximumMinor !== null && maximumMinor < price.minimumMinor) return "its maximum is below the minimum";
  const aheadMinor = leader
    ? stepUp(terms.rules.increments, price.priceMinor)
    : terms.rules.startingPriceMinor;
  const problem = findAheadProblem(price, bid, { aheadMinor, maximumMinor }, terms);
  if (problem) return problem;
  settle(price, bid, maximumMinor, terms);
  return undefined;
}

/** Early bids: the best of the beaten at its whole maximum, then the leader one step above it. */
function followEarly(
  price: OnlookerPrice,
  bid: BidPlaced,
  { next }: Place,
  terms: PriceTerms,
): string | undefined {
  const { leader } = price;
  const maximumMinor = terms.findMaximum(bid.bidId);
  if (maximumMinor !== null && maximumMinor < bid.priceMinor) return "the room bid more than it was told to";
  if (leader === null && next !== undefined) {
    if (maximumMinor !== null && maximumMinor !== bid.priceMinor)
      return "an early bid was beaten below its maximum";
    settle(price, bid, bid.priceMinor, terms);
    return undefined;
  }
  const aheadMinor = leader
    ? stepUp(terms.rules.increments, price.priceMinor)
    : terms.rules.startingPriceMinor;
  const problem = findAheadProblem(price, bid, { aheadMinor, maximumMinor }, terms);
  if (problem) return problem;
  settle(price, bid, maximumMinor, terms);
  return undefined;
}

type Lead = { readonly aheadMinor: number; readonly maximumMinor: number | null };

/** Rules P4 and P8: one step above the second maximum, or all of one's own, and at least a reserve that is reached. */
function findAheadProblem(
  price: OnlookerPrice,
  bid: BidPlaced,
  lead: Lead,
  terms: PriceTerms,
): string | undefined {
  const { aheadMinor, maximumMinor } = lead;
  const wrong = "the price is not one step above the second maximum";
  if (bid.reserveMet && !price.reserveMet && terms.reserveMinor === null) {
    // A reserve that is not opened yet may have lifted the price to anywhere.
    const leastMinor =
      maximumMinor === null && !terms.isRevealed
        ? price.priceMinor
        : Math.min(aheadMinor, maximumMinor ?? aheadMinor);
    return bid.priceMinor >= leastMinor ? undefined : wrong;
  }
  const liftMinor = bid.reserveMet && !price.reserveMet ? (terms.reserveMinor ?? 0) : 0;
  if (maximumMinor === null && !terms.isRevealed) {
    // Nobody outside knows their own maximum yet: it may be less than the step.
    return bid.priceMinor <= Math.max(aheadMinor, liftMinor) ? undefined : wrong;
  }
  const expectedMinor = Math.max(liftMinor, Math.min(aheadMinor, maximumMinor ?? aheadMinor));
  return bid.priceMinor === expectedMinor ? undefined : wrong;
}

function settle(price: OnlookerPrice, bid: BidPlaced, maximumMinor: number | null, terms: PriceTerms): void {
  price.priceMinor = bid.priceMinor;
  price.minimumMinor = stepUp(terms.rules.increments, bid.priceMinor);
  price.reserveMet = bid.reserveMet;
  price.leader = { bidId: bid.bidId, paddle: bid.paddle, maximumMinor };
  price.isAnswerDue = false;
}
