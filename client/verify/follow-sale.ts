import { isHammerEarly, isHammerLate } from "./follow-clock.ts";
import { isAscending, problem } from "./followed-lot.ts";
import type { FactOf, FollowedLot, Maximum, Problem } from "./followed-lot.ts";

/** H2: a raise of the leader's, or a sealed bid; pre-bids came before the opening. */
export function followCommitted(lot: FollowedLot, fact: FactOf<"bid.committed">): Problem | null {
  if (fact.atMs >= lot.closesAtMs) return problem("K1", "A bid came after the close.");
  const { bidId, paddle } = fact;
  if (lot.rules.format === "sealed") {
    if (lot.hidden.some((bid) => bid.paddle === paddle))
      return problem("L3", "Somebody made two sealed bids.");
    lot.hidden.push({ bidId, paddle });
    return null;
  }
  if (!isAscending(lot)) return problem("L3", "A bid was made on a lot that takes none.");
  if (lot.leader?.paddle !== paddle) return problem("P6", "Somebody raised a maximum and did not lead.");
  const maximum = lot.findMaximum(bidId);
  const before = lot.leader.maximum;
  if (before?.isOpen === true && maximum?.isOpen === true && maximum.minor <= before.minor) {
    return problem("P6", "A raise does not exceed what it raises.");
  }
  if (before?.isOpen === false && maximum?.isOpen === true)
    return problem("P6", "A raise was opened, and what it raised was not.");
  lot.hidden.push({ bidId, paddle });
  // Unknown both before and after: the price says what it says.
  lot.leader = { paddle, maximum };
  lot.raisedBidId = bidId;
  return null;
}

/** The hammer: to the leader at the standing price (P4), at a reserve that is met (P8), in its time (K4). */
export function followSold(lot: FollowedLot, fact: FactOf<"lot.sold">, unchecked: string[]): Problem | null {
  const { rules, leader } = lot;
  lot.status = "sold";
  lot.sales.push({ paddle: fact.paddle, priceMinor: fact.priceMinor });
  if (rules.format === "dutch") return followTaken(lot, fact);
  if (rules.format === "sealed") return followHammer(lot, fact, unchecked) ?? followSealed(lot, fact);
  const isBuyNow = leader === null && fact.priceMinor === rules.buyNowMinor && lot.hidden.length === 0;
  if (isBuyNow && fact.atMs < lot.closesAtMs) {
    lot.priceMinor = fact.priceMinor;
    lot.reserveMet = true;
    return null;
  }
  if (leader === null) return problem("P4", "A lot was sold and nobody had bid.");
  if (!lot.reserveMet) return problem("P8", "A lot was sold below its reserve.");
  if (fact.paddle !== leader.paddle) return problem("P4", "It went to somebody who did not lead.");
  if (fact.priceMinor !== lot.priceMinor) return problem("P4", "It went for another price than stood.");
  return followHammer(lot, fact, unchecked) ?? findWithheld(lot, fact.paddle);
}

/** L3: the best hidden bid wins at the second best, at least the reserve, at least the start. */
function followSealed(lot: FollowedLot, fact: FactOf<"lot.sold">): Problem | null {
  const winner = lot.hidden.find(({ paddle }) => paddle === fact.paddle);
  if (winner === undefined) return problem("L3", "It went to somebody without a sealed bid.");
  const withheld = findWithheld(lot, fact.paddle);
  if (withheld !== null) return withheld;
  const won = lot.findMaximum(winner.bidId);
  const place = lot.hidden.indexOf(winner);
  let secondMinor = 0;
  for (const [index, { bidId }] of lot.hidden.entries()) {
    if (index === place) continue;
    const other = lot.findMaximum(bidId)?.minor ?? 0;
    secondMinor = Math.max(secondMinor, other);
    // Of equal bids the earlier wins; what stayed closed is above all others.
    if (won?.isOpen === true && (other > won.minor || (other === won.minor && index < place))) {
      return problem("L3", "A better sealed bid did not win.");
    }
  }
  const calledMinor = Math.max(lot.rules.startingPriceMinor, secondMinor, lot.reserveMinor ?? 0);
  const isBounded = lot.opened.reserveCommitment !== null && lot.reserveMinor === null;
  const fits = isBounded ? fact.priceMinor >= calledMinor : fact.priceMinor === calledMinor;
  if (!fits) return problem("L3", "The price is not the second sealed bid.");
  lot.priceMinor = fact.priceMinor;
  lot.reserveMet = true;
  lot.leader = { paddle: fact.paddle, maximum: won };
  return null;
}

/** L3: the first taker wins at the price that stands. */
function followTaken(lot: FollowedLot, fact: FactOf<"lot.sold"> | FactOf<"lot.bought">): Problem | null {
  if (fact.atMs >= lot.closesAtMs) return problem("K1", "It was taken after the close.");
  return fact.priceMinor === lot.priceMinor
    ? null
    : problem("L3", "It was taken at another price than stood.");
}

/** L3, S1: units go one by one, at the lot's price. */
export function followBought(lot: FollowedLot, fact: FactOf<"lot.bought">): Problem | null {
  lot.sales.push({ paddle: fact.paddle, priceMinor: fact.priceMinor });
  lot.remaining -= 1;
  if (fact.saleNumber !== lot.sales.length) return problem("S1", "A sale was counted wrongly.");
  if (fact.remaining !== lot.remaining) return problem("S1", "The units left were counted wrongly.");
  if (fact.remaining === 0) lot.status = "sold";
  if (!isAscending(lot)) return followTaken(lot, fact);
  const isBuyNow = lot.leader === null && fact.priceMinor === lot.rules.buyNowMinor;
  return isBuyNow && fact.atMs < lot.closesAtMs
    ? null
    : problem("L7", "It was bought at a price that did not stand.");
}

/** L3: a price falls by its step at its time, or by several when the room slept, down to its floor. */
export function followRepriced(lot: FollowedLot, fact: FactOf<"lot.repriced">): Problem | null {
  const { stepMinor, stepEveryMs, floorMinor } = lot.rules;
  if (stepMinor === null || stepEveryMs === null || floorMinor === null || lot.repricesAtMs === null) {
    return problem("L3", "A price fell that cannot.");
  }
  if (fact.atMs < lot.repricesAtMs) return problem("L3", "A price fell before its time.");
  const falls = Math.floor((fact.atMs - lot.repricesAtMs) / stepEveryMs) + 1;
  const expectedMinor = Math.max(floorMinor, lot.priceMinor - falls * stepMinor);
  if (fact.priceMinor !== expectedMinor) return problem("L3", "A price fell by another step.");
  lot.priceMinor = expectedMinor;
  lot.repricesAtMs = expectedMinor === floorMinor ? null : lot.repricesAtMs + falls * stepEveryMs;
  return null;
}

export function followPassed(
  lot: FollowedLot,
  fact: FactOf<"lot.passed">,
  unchecked: string[],
): Problem | null {
  const hasBids = lot.leader !== null || lot.hidden.length > 0;
  const isSealed = lot.rules.format === "sealed";
  lot.status = lot.sales.length > 0 ? "sold" : "passed";
  switch (fact.reason) {
    case "reserve":
      if (!hasBids) return problem("P8", "It passed for its reserve and nobody had bid.");
      if (!isSealed && lot.reserveMet) return problem("P8", "It passed for a reserve that was met.");
      if (isSealed && isSealedReserveMet(lot)) return problem("P8", "It passed for a reserve that was met.");
      return (
        followHammer(lot, fact, unchecked) ??
        (isSealed ? null : findWithheld(lot, lot.leader?.paddle ?? null))
      );
    case "no-bids":
      return hasBids
        ? problem("L1", "It passed for want of bids that were there.")
        : followHammer(lot, fact, unchecked);
    case "unsold":
      return followHammer(lot, fact, unchecked);
    default:
      return hasBids ? problem("L5", "A lot with bids on it was stopped.") : null;
  }
}

function isSealedReserveMet(lot: FollowedLot): boolean {
  const { reserveMinor } = lot;
  const reaches = (maximum: Maximum): boolean =>
    maximum?.isOpen === true && reserveMinor !== null && maximum.minor >= reserveMinor;
  return lot.hidden.some(({ bidId }) => reaches(lot.findMaximum(bidId)));
}

function followHammer(
  lot: FollowedLot,
  fact: FactOf<"lot.sold"> | FactOf<"lot.passed">,
  unchecked: string[],
): Problem | null {
  if (isHammerEarly(lot, fact.atMs)) return problem("K4", "The hammer fell before its time.");
  if (isHammerLate(lot, fact.atMs)) {
    unchecked.push(
      `Whether the room was awake when lot ${lot.opened.position} closed: its hammer fell late.`,
    );
  }
  return null;
}

/** H2: everybody but the leader was beaten at or below the final price, so their amounts are open. */
function findWithheld(lot: FollowedLot, leaderPaddle: number | null): Problem | null {
  const withheld = lot.hidden.find(
    ({ bidId, paddle }) => paddle !== leaderPaddle && lot.findMaximum(bidId)?.isOpen !== true,
  );
  return withheld === undefined
    ? null
    : problem("H2", `The beaten amount of paddle ${withheld.paddle} was never opened.`);
}
