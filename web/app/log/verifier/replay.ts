import type { BidPlaced, Fact, LotOpened, LotSold } from "../../../../domain/room/fact.ts";
import type { OnlookerClock } from "./lot-clock.ts";
import { findClockProblem, isExtensionMissing } from "./lot-clock.ts";
import type { OnlookerPrice, PriceTerms } from "./lot-price.ts";
import { followBid } from "./lot-price.ts";
import type { Opened } from "./openings.ts";
import type { Finding, LotResult } from "./report.ts";

const ASCENDING = new Set(["english", "sudden-death"]);

type OnlookerLot = {
  readonly opened: LotOpened;
  readonly openedAtMs: number;
  readonly terms: PriceTerms;
  readonly price: OnlookerPrice;
  readonly clock: OnlookerClock;
  /** A bid was placed on the open lot; until then there are only those left early. */
  hasBids: boolean;
  status: LotResult["status"];
  paddle: number | null;
  finalMinor: number | null;
};

type Replayed = {
  readonly lots: readonly LotResult[];
  readonly unchecked: readonly string[];
  readonly finding?: Finding;
};

/**
 * Plays a log again as an onlooker: by its facts, the opened amounts and the published rules alone (rule H3). Its
 * arithmetic is its own, not the room's.
 */
export function replayLog(facts: readonly Fact[], opened: Opened): Replayed {
  const lots = new Map<string, OnlookerLot>();
  const hidden = new Set(
    facts.flatMap((fact) =>
      fact.type === "bid.committed" || (fact.type === "bid.placed" && fact.commitment) ? [fact.bidId] : [],
    ),
  );
  const closed = new Set(
    facts.flatMap((fact) => (fact.type === "lot.sold" || fact.type === "lot.passed" ? [fact.lotId] : [])),
  );
  const unchecked: string[] = [];
  let heldAtMs: number | null = null;
  let finding: Finding | undefined;

  for (const [index, fact] of facts.entries()) {
    const problem = follow(fact, facts[index + 1]);
    if (!problem) continue;
    finding = { check: "rules", seq: fact.seq, text: problem };
    break;
  }
  return { lots: [...lots.values()].map(toResult), unchecked, ...(finding ? { finding } : {}) };

  function follow(fact: Fact, next: Fact | undefined): string | undefined {
    switch (fact.type) {
      case "auction.held":
        heldAtMs = fact.atMs;
        return undefined;
      case "auction.resumed":
        return resume(fact);
      case "lot.opened":
        return open(fact);
      case "bid.placed":
        return place(fact, next);
      case "bid.committed":
        return raise(fact);
      case "lot.sold":
        return sell(fact);
      case "lot.passed":
        return pass(fact);
      case "lot.bought":
        return buy(fact);
      case "lot.voided": {
        const lot = lots.get(fact.lotId);
        if (lot) lot.status = "voided";
        return undefined;
      }
      default:
        return undefined;
    }
  }

  function open(fact: LotOpened & { readonly atMs: number }): string | undefined {
    if (lots.has(fact.lotId)) return "a lot opened twice";
    const { rules } = fact;
    const isAscending = ASCENDING.has(rules.format);
    if (!isAscending)
      unchecked.push(`Lot ${fact.position} is not ascending; its prices were not played again.`);
    const staggeredMs = fact.closesAtMs - fact.atMs - rules.durationMs;
    lots.set(fact.lotId, {
      opened: fact,
      openedAtMs: fact.atMs,
      terms: {
        rules,
        reserveMinor: opened.reserves.get(fact.lotId) ?? null,
        findMaximum: (bidId) => opened.amounts.get(bidId) ?? null,
        isHidden: (bidId) => hidden.has(bidId),
        isRevealed: closed.has(fact.lotId),
      },
      price: {
        priceMinor: fact.priceMinor,
        minimumMinor: rules.startingPriceMinor,
        leader: null,
        reserveMet: fact.reserveMet,
        isAnswerDue: false,
      },
      clock: {
        closesAtMs: fact.closesAtMs,
        extensions: 0,
        hardCloseAtMs:
          rules.hardCloseAfterMs === null ? null : fact.atMs + rules.hardCloseAfterMs + staggeredMs,
      },
      hasBids: false,
      status: "open",
      paddle: null,
      finalMinor: null,
    });
    if (fact.priceMinor !== rules.startingPriceMinor) return "it opened at another price than its rules say";
    return undefined;
  }

  function resume(fact: Extract<Fact, { type: "auction.resumed" }>): string | undefined {
    const heldForMs = heldAtMs === null ? 0 : fact.atMs - heldAtMs;
    heldAtMs = null;
    for (const { lotId, closesAtMs } of fact.lots) {
      const lot = lots.get(lotId);
      if (!lot) return "a lot that never opened got its clock back";
      if (closesAtMs < lot.clock.closesAtMs) return "a pause took time from a lot";
      lot.clock.closesAtMs = closesAtMs;
      if (lot.clock.hardCloseAtMs !== null) lot.clock.hardCloseAtMs += heldForMs;
    }
    return undefined;
  }

  function place(fact: BidPlaced & { readonly atMs: number; readonly seq: number }, next: Fact | undefined) {
    const lot = lots.get(fact.lotId);
    if (lot?.status !== "open") return "a bid on a lot that is not open";
    if (!ASCENDING.has(lot.terms.rules.format)) return undefined;
    if (heldAtMs !== null) return "a bid while the clock stood still";
    const answer =
      next?.type === "bid.placed" && next.lotId === fact.lotId && next.atMs === fact.atMs ? next : undefined;
    const isOpening = isEarly(lot, fact);
    if (!fact.auto) lot.hasBids = true;
    const clockProblem = findClockProblem(lot.clock, lot.terms.rules, fact);
    if (clockProblem) return clockProblem;
    const priceProblem = followBid(lot.price, fact, { next: answer, isOpening }, lot.terms);
    if (priceProblem) return priceProblem;
    const isLast = answer === undefined;
    if (isLast && !fact.extended && !isOpening && isExtensionMissing(lot.clock, lot.terms.rules, fact.atMs)) {
      return "a late bid did not extend the clock";
    }
    if (fact.extended) lot.clock.extensions += 1;
    lot.clock.closesAtMs = fact.closesAtMs;
    return undefined;
  }

  /** A raise of the leader's moves nothing by itself, but from here on the new maximum counts. */
  function raise(fact: Extract<Fact, { type: "bid.committed" }>): string | undefined {
    const lot = lots.get(fact.lotId);
    if (lot?.price.leader?.paddle !== fact.paddle) return undefined;
    // Where a raise reaches the reserve, the bid behind it moves the price (rule P8).
    const maximumMinor = lot.terms.findMaximum(fact.bidId);
    lot.price.leader = { bidId: fact.bidId, paddle: fact.paddle, maximumMinor };
    return undefined;
  }

  function sell(fact: LotSold & { readonly atMs: number }): string | undefined {
    const lot = lots.get(fact.lotId);
    if (lot?.status !== "open") return "a lot that is not open was sold";
    lot.status = "sold";
    lot.paddle = fact.paddle;
    lot.finalMinor = fact.priceMinor;
    if (!ASCENDING.has(lot.terms.rules.format)) return undefined;
    // A buy-now stands until the first bid, at any time (rule L7).
    if (lot.price.leader === null && fact.priceMinor === lot.terms.rules.buyNowMinor) return undefined;
    if (fact.atMs < lot.clock.closesAtMs) return "the hammer fell before the close";
    if (!lot.price.reserveMet) return "it was sold below its reserve";
    if (fact.paddle !== lot.price.leader?.paddle) return "it went to somebody who did not lead";
    return fact.priceMinor === lot.price.priceMinor ? undefined : "it went for another price than stood";
  }

  function pass(fact: Extract<Fact, { type: "lot.passed" }>): string | undefined {
    const lot = lots.get(fact.lotId);
    // A lot that passes in the queue never opened; the log has nothing else of it.
    if (!lot) return undefined;
    const wasSold = lot.paddle !== null;
    lot.status = wasSold ? "sold" : "passed";
    if (fact.reason === "reserve" && lot.price.reserveMet) return "it passed for a reserve that was met";
    if (fact.reason === "no-bids" && lot.price.leader !== null)
      return "it passed for want of bids that were there";
    return undefined;
  }

  function buy(fact: Extract<Fact, { type: "lot.bought" }>): string | undefined {
    const lot = lots.get(fact.lotId);
    if (lot?.status !== "open") return "something was bought of a lot that is not open";
    lot.paddle = fact.paddle;
    lot.finalMinor = fact.priceMinor;
    if (fact.remaining === 0) lot.status = "sold";
    const { buyNowMinor } = lot.terms.rules;
    return buyNowMinor === null || buyNowMinor === fact.priceMinor || !ASCENDING.has(lot.terms.rules.format)
      ? undefined
      : "it was bought for another price than stood";
  }
}

/** Bids left early resolve as one set at the opening and move no clock (rule L6). */
function isEarly(lot: OnlookerLot, bid: BidPlaced & { readonly atMs: number }): boolean {
  if (!bid.auto || lot.hasBids || bid.atMs !== lot.openedAtMs) return false;
  return lot.price.leader?.paddle !== bid.paddle;
}

function toResult(lot: OnlookerLot): LotResult {
  const { lotId, position, title, rules } = lot.opened;
  return {
    lotId,
    position,
    title,
    currency: rules.currency,
    status: lot.status,
    paddle: lot.status === "sold" ? lot.paddle : null,
    priceMinor: lot.finalMinor ?? lot.price.priceMinor,
  };
}
