import { followClock } from "./follow-clock.ts";
import { openMaximum, problem, stepOf, stepUp } from "./followed-lot.ts";
import type { FactOf, FollowedLot, Maximum, Problem } from "./followed-lot.ts";

type Bid = FactOf<"bid.placed">;

const isClosed = (maximum: Maximum): boolean => maximum !== null && !maximum.isOpen;
const mostOf = (maximum: Maximum): number => maximum?.minor ?? Number.POSITIVE_INFINITY;

/**
 * Follows one `bid.placed` of an ascending lot (rules P2 to P10). `next` is the bid behind it, where that is of the
 * same lot and moment: a bid's facts come together.
 */
export function followBid(lot: FollowedLot, bid: Bid, next: Bid | undefined): Problem | null {
  if (bid.nextMinimumMinor !== stepUp(lot, bid.priceMinor))
    return problem("P2", "The next minimum is not one step up.");
  if (bid.priceMinor < lot.priceMinor) return problem("P4", "The price fell.");
  if (lot.reserveMet && !bid.reserveMet) return problem("P8", "A met reserve came undone.");
  if (lot.openingLeft > 0) return followOpening(lot, bid);
  if (bid.auto) return followAuto(lot, bid, next);
  if (lot.leader?.paddle === bid.paddle) return problem("P6", "Somebody bid against themselves.");
  const isAnswered = next?.auto === true && next.paddle === lot.leader?.paddle;
  return isAnswered && !lot.beaten ? followChallenge(lot, bid) : followLead(lot, bid);
}

/** A challenger shown at their own amount, which the leader's maximum covers (rules P5, P7). */
function followChallenge(lot: FollowedLot, bid: Bid): Problem | null {
  if (bid.priceMinor < lot.minimumMinor) return problem("P3", "A bid is below the minimum.");
  if (bid.commitment !== undefined) return problem("H2", "A beaten bid promises an amount it has shown.");
  if (mostOf(lot.leader?.maximum ?? null) < bid.priceMinor)
    return problem("P4", "The leader's maximum does not cover a bid it beat.");
  if (bid.reserveMet !== lot.reserveMet) return problem("P8", "A beaten bid changed the reserve.");
  lot.priceMinor = bid.priceMinor;
  lot.challengeMinor = bid.priceMinor;
  return followClock(lot, bid, false);
}

/** The room bids for the leader: behind a beaten challenger, up to a reserve just reached, or before being beaten. */
function followAuto(lot: FollowedLot, bid: Bid, next: Bid | undefined): Problem | null {
  const { leader, challengeMinor } = lot;
  if (leader?.paddle !== bid.paddle) return problem("P10", "The room bid for somebody who does not lead.");
  if (mostOf(leader.maximum) < bid.priceMinor) return problem("P4", "The room bid more than it was told to.");
  if (challengeMinor !== null) {
    const call = { callMinor: stepUp(lot, challengeMinor), maximum: leader.maximum };
    if (!isCalledFor(lot, bid, call))
      return problem("P4", "The leader answered with another price than one step above the bid they beat.");
    return settle(lot, bid, learn(bid, call));
  }
  if (lot.raisedBidId === bid.bidId && bid.reserveMet && !lot.reserveMet) {
    const { reserveMinor } = lot;
    if (reserveMinor !== null && bid.priceMinor !== Math.max(lot.priceMinor, reserveMinor)) {
      return problem("P8", "A raise that reached the reserve did not move the price to it.");
    }
    return settle(lot, bid, leader.maximum);
  }
  return followLastWord(lot, bid, next);
}

/** Before they are beaten, the leader's whole maximum is shown. */
function followLastWord(lot: FollowedLot, bid: Bid, next: Bid | undefined): Problem | null {
  if (next === undefined || next.auto || next.paddle === bid.paddle)
    return problem("P10", "The room bid for the leader, and nobody had bid.");
  if (bid.priceMinor === lot.priceMinor) return problem("P10", "A leader's last word said nothing new.");
  const maximum = lot.leader?.maximum ?? null;
  if (isClosed(maximum)) return problem("H2", "A maximum was beaten and never opened.");
  if (maximum !== null && maximum.minor !== bid.priceMinor)
    return problem("P4", "The leader was beaten below their maximum.");
  if (bid.reserveMet !== lot.reserveMet) return problem("P8", "A beaten bid changed the reserve.");
  lot.priceMinor = bid.priceMinor;
  lot.leader = { paddle: bid.paddle, maximum: openMaximum(bid.priceMinor) };
  lot.beaten = true;
  return followClock(lot, bid, false);
}

/** A challenger takes the lead; whoever they beat stands at their maximum, shown if it was above the price. */
function followLead(lot: FollowedLot, bid: Bid): Problem | null {
  const { leader, minimumMinor } = lot;
  const beatenMinor = leader === null ? 0 : lot.priceMinor;
  if (isClosed(leader?.maximum ?? null)) return problem("H2", "A maximum was beaten and never opened.");
  if ((leader?.maximum?.minor ?? 0) > beatenMinor)
    return problem("P10", "The leader was beaten without a last word.");
  const maximum = bid.commitment === undefined ? openMaximum(bid.priceMinor) : lot.findMaximum(bid.bidId);
  if (mostOf(maximum) < minimumMinor) return problem("P3", "A bid is below the minimum.");
  // Of equal maxima the earlier leads.
  if (mostOf(maximum) <= beatenMinor) return problem("P5", "It does not exceed what it beat.");
  if (bid.commitment === undefined) {
    return isOnGrid(lot, bid.priceMinor)
      ? settle(lot, bid, maximum)
      : problem("P3", "An exact bid is off the grid.");
  }
  const callMinor = leader === null ? lot.rules.startingPriceMinor : stepUp(lot, beatenMinor);
  const call = { callMinor, maximum };
  if (!isCalledFor(lot, bid, call))
    return problem("P4", "The price is not one step above the second maximum.");
  return settle(lot, bid, learn(bid, call));
}

/** L6: the best of the beaten pre-bids at its amount, then the leader. */
function followOpening(lot: FollowedLot, bid: Bid): Problem | null {
  if (!bid.auto || bid.atMs !== lot.opened.atMs)
    return problem("L6", "The pre-bids were not resolved at the opening.");
  if (bid.extended) return problem("K2", "The opening extended the close.");
  const standings = rankPreBids(lot);
  const isLeader = lot.openingLeft === 1;
  lot.openingLeft -= 1;
  const place = isLeader ? standings[0] : standings[1];
  const isKnown = standings.every((standing) => standing.maximum !== null);
  if (isKnown && place?.paddle !== bid.paddle) return problem("L6", "The pre-bids were ranked otherwise.");
  if (!lot.hidden.some(({ paddle }) => paddle === bid.paddle))
    return problem("L6", "Somebody without a pre-bid was shown at the opening.");
  const maximum = standings.find(({ paddle }) => paddle === bid.paddle)?.maximum ?? null;
  if (!isLeader) {
    if (isClosed(maximum)) return problem("H2", "A maximum was beaten and never opened.");
    if (maximum !== null && maximum.minor !== bid.priceMinor)
      return problem("L6", "A beaten pre-bid was shown at another amount.");
    lot.priceMinor = bid.priceMinor;
    lot.leader = { paddle: bid.paddle, maximum: openMaximum(bid.priceMinor) };
    return followClock(lot, bid, false);
  }
  const callMinor = lot.leader === null ? lot.rules.startingPriceMinor : stepUp(lot, lot.priceMinor);
  const call = { callMinor, maximum };
  if (!isCalledFor(lot, bid, call))
    return problem("P4", "The price is not one step above the second pre-bid.");
  return settle(lot, bid, learn(bid, call), false);
}

interface PreBid {
  readonly paddle: number;
  readonly maximum: Maximum;
}

/** A bidder's later pre-bid is higher, so the last one counts; of equal ones the earlier leads. */
function rankPreBids(lot: FollowedLot): readonly PreBid[] {
  const last = new Map<number, { readonly bidId: string; readonly place: number }>();
  for (const [place, { paddle, bidId }] of lot.hidden.entries()) last.set(paddle, { bidId, place });
  return [...last]
    .map(([paddle, { bidId, place }]) => ({ paddle, place, maximum: lot.findMaximum(bidId) }))
    .toSorted((left, right) => compareMaxima(right.maximum, left.maximum) || left.place - right.place);
}

/** What stayed closed is above everything that was opened. */
function compareMaxima(left: Maximum, right: Maximum): number {
  const byAmount = mostOf(left) - mostOf(right);
  return Number.isNaN(byAmount) || byAmount === 0
    ? Number(isClosed(left)) - Number(isClosed(right))
    : byAmount;
}

/** What a leader has to pay before their maximum or a reserve has a say, and that maximum. */
interface Call {
  readonly callMinor: number;
  readonly maximum: Maximum;
}

/**
 * P4, P8: the price is the call or all of the leader's maximum, and at least a reserve that was just reached. Where
 * the maximum or the reserve is not open, every price that some amount explains passes; the report says so.
 */
function isCalledFor(lot: FollowedLot, bid: Bid, { callMinor, maximum }: Call): boolean {
  const price = bid.priceMinor;
  const reached = bid.reserveMet && !lot.reserveMet;
  const calledMinor = Math.min(callMinor, mostOf(maximum));
  if (reached && lot.reserveMinor === null) return maximum === null || price >= calledMinor;
  const liftMinor = reached ? (lot.reserveMinor ?? 0) : 0;
  return maximum === null
    ? price <= Math.max(callMinor, liftMinor)
    : price === Math.max(calledMinor, liftMinor);
}

/** A leader who pays less than they were called to has given all of their maximum. */
function learn(bid: Bid, { callMinor, maximum }: Call): Maximum {
  return maximum === null && bid.priceMinor < callMinor ? openMaximum(bid.priceMinor) : maximum;
}

/** P3: by the step from the next minimum, or by the step of the amount. */
function isOnGrid(lot: FollowedLot, amountMinor: number): boolean {
  const { minimumMinor, rules } = lot;
  if (amountMinor < minimumMinor) return false;
  return (
    (amountMinor - minimumMinor) % stepOf(rules, minimumMinor) === 0 ||
    amountMinor % stepOf(rules, amountMinor) === 0
  );
}

/** The last fact of a bid: it names the leader, and only it may extend. */
function settle(lot: FollowedLot, bid: Bid, maximum: Maximum, mayExtend = true): Problem | null {
  const { reserveMinor } = lot;
  const isKnown = reserveMinor !== null && maximum !== null && !lot.reserveMet;
  if (isKnown && bid.reserveMet !== maximum.minor >= reserveMinor) {
    return problem(
      "P8",
      bid.reserveMet
        ? "The reserve is said to be met and is not."
        : "The reserve is met and is said not to be.",
    );
  }
  lot.priceMinor = bid.priceMinor;
  lot.minimumMinor = stepUp(lot, bid.priceMinor);
  lot.reserveMet = bid.reserveMet;
  lot.leader = { paddle: bid.paddle, maximum };
  lot.challengeMinor = null;
  lot.beaten = false;
  lot.raisedBidId = null;
  return followClock(lot, bid, mayExtend);
}
