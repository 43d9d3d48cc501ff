import type { Fact } from "../../domain/room/fact.ts";
import type { LotRules } from "../../domain/room/lot-rules.ts";
import { toBidKey } from "./openings.ts";
import type { Opened } from "./openings.ts";
import type { Sale } from "./report.ts";

export type FactOf<Type extends Fact["type"]> = Extract<Fact, { readonly type: Type }>;

/** What is wrong with a fact: the rule it breaks, and a sentence. */
export interface Problem {
  readonly rule: string;
  readonly text: string;
}
export const problem = (rule: string, text: string): Problem => ({ rule, text });

/**
 * A bidder's maximum as an onlooker knows it: opened or shown; or closed for good, which means above the final price,
 * and then it counts as that price (rule H3). Null while the lot runs, and for ever when it was voided.
 */
export type Maximum = { readonly minor: number; readonly isOpen: boolean } | null;
export const openMaximum = (minor: number): Maximum => ({ minor, isOpen: true });

/** A lot as an onlooker can follow it: by the facts, the published rules and what was opened, nothing else. */
export interface FollowedLot {
  readonly lotId: string;
  readonly opened: FactOf<"lot.opened">;
  readonly rules: LotRules;
  /** Null without one, or while it is closed. */
  readonly reserveMinor: number | null;
  readonly findMaximum: (bidId: string) => Maximum;
  status: "open" | "sold" | "passed" | "voided";
  priceMinor: number;
  /** What the next challenger must give at least; stays while the facts of one bid are read. */
  minimumMinor: number;
  leader: { readonly paddle: number; readonly maximum: Maximum } | null;
  reserveMet: boolean;
  /** Hidden bids, in the order they were made. */
  readonly hidden: { readonly bidId: string; readonly paddle: number }[];
  /** Facts of the opening still to come: pre-bids resolve as one set (rule L6). */
  openingLeft: number;
  /** A beaten challenger was shown at this amount, and the leader's answer is due. */
  challengeMinor: number | null;
  /** The leader's last word was said: whoever comes next beat them. */
  beaten: boolean;
  /** The bid of the last silent raise; the next `auto` may be its reaching of the reserve (rule P8). */
  raisedBidId: string | null;
  closesAtMs: number;
  hardCloseAtMs: number | null;
  extensions: number;
  awayUsed: boolean;
  repricesAtMs: number | null;
  remaining: number;
  readonly sales: Sale[];
}

export const isAscending = ({ rules }: FollowedLot): boolean =>
  rules.format === "english" || rules.format === "sudden-death";

/** The price one step up, by the last band that begins at or below it (rule P2). */
export function stepUp({ rules }: FollowedLot, priceMinor: number): number {
  return priceMinor + stepOf(rules, priceMinor);
}

export function stepOf({ increments }: LotRules, priceMinor: number): number {
  const band = increments.findLast(({ fromMinor }) => fromMinor <= priceMinor);
  return band?.stepMinor ?? 0;
}

export interface LotContext {
  readonly facts: readonly Fact[];
  readonly opened: Opened;
  /** Hidden bids made before the opening. */
  readonly preBids: FollowedLot["hidden"];
}

export function openLot(fact: FactOf<"lot.opened">, { facts, opened, preBids }: LotContext): FollowedLot {
  const { lotId, rules } = fact;
  const finalMinor = findFinalPrice(fact, facts);
  const bidders = new Set(preBids.map(({ paddle }) => paddle)).size;
  // A timed auction staggers its closes, and the hard close moves along.
  const staggeredMs = fact.closesAtMs - fact.atMs - rules.durationMs;
  const ascending = rules.format === "english" || rules.format === "sudden-death";
  return {
    lotId,
    opened: fact,
    rules,
    reserveMinor: opened.reserves.get(lotId) ?? null,
    findMaximum(bidId) {
      const minor = opened.amounts.get(toBidKey(lotId, bidId));
      if (minor !== undefined) return openMaximum(minor);
      return finalMinor === null ? null : { minor: finalMinor, isOpen: false };
    },
    status: "open",
    priceMinor: fact.priceMinor,
    minimumMinor: rules.startingPriceMinor,
    leader: null,
    reserveMet: fact.reserveMet,
    hidden: [...preBids],
    openingLeft: ascending ? Math.min(2, bidders) : 0,
    challengeMinor: null,
    beaten: false,
    raisedBidId: null,
    closesAtMs: fact.closesAtMs,
    hardCloseAtMs: rules.hardCloseAfterMs === null ? null : fact.atMs + rules.hardCloseAfterMs + staggeredMs,
    extensions: 0,
    awayUsed: false,
    repricesAtMs:
      rules.format === "dutch" && rules.stepEveryMs !== null ? fact.atMs + rules.stepEveryMs : null,
    remaining: rules.quantity,
    sales: [],
  };
}

/** Where the price of a lot came to rest; null while it runs or when it was voided. */
function findFinalPrice(
  { lotId, seq, priceMinor }: FactOf<"lot.opened">,
  facts: readonly Fact[],
): number | null {
  let finalMinor = priceMinor;
  for (const fact of facts.slice(seq)) {
    if (!("lotId" in fact) || fact.lotId !== lotId) continue;
    if (fact.type === "bid.placed" || fact.type === "lot.repriced") finalMinor = fact.priceMinor;
    if (fact.type === "lot.sold") return fact.priceMinor;
    if (fact.type === "lot.passed") return finalMinor;
  }
  return null;
}
