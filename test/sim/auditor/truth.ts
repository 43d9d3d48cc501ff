import type { Actor, AuctionSpec } from "../../../domain/room/command.ts";
import type { LotSpec } from "../../../domain/room/lot-rules.ts";
import type { Answered } from "../transcript.ts";
import { rank, stepAt } from "./arithmetic.ts";
import type { Standing } from "./arithmetic.ts";

/** A hidden amount the log carries a commitment of. */
export interface Hidden {
  readonly bidId: string;
  readonly paddle: number;
  readonly amountMinor: number;
  readonly commitment: string;
}

/** A lot as the rules say it must stand, from what was sent and answered. */
export interface TruthLot {
  readonly lotId: string;
  spec: LotSpec;
  status: "queued" | "open" | "sold" | "passed" | "voided";
  /** Best accepted amounts by paddle; before opening, the pre-bids. */
  standings: Map<number, Standing>;
  /** Every bid id that appeared, and whose it is. */
  bidIds: Map<string, number>;
  hidden: Hidden[];
  reserveCommitment: string | null;
  priceMinor: number;
  bids: number;
  reserveMet: boolean;
  openedAtMs: number;
  closesAtMs: number;
  hardCloseAtMs: number | null;
  extensions: number;
  awayUsed: boolean;
  /** Bids shown as such: a silent raise, and what the room bids for a standing maximum, are none. */
  bidCount: number;
  /** What `lot.opened` told; null before. */
  position: number | null;
  /** When a dutch price falls next; null at its floor and elsewhere. */
  repricesAtMs: number | null;
  saleNumber: number;
  remaining: number;
  winner: { readonly paddle: number; readonly priceMinor: number } | null;
  /** Bid ids opened so far; null until the lot is sold or passed. */
  revealed: Set<string> | null;
  reserveRevealed: boolean;
}

export interface TruthBidder {
  readonly userId: string;
  readonly paddle: number;
  limitMinor: number | null;
  blocked: boolean;
  wonMinor: number;
  /** What the first lot's way costs them, and every other's; as last registered. */
  shipping: { readonly firstMinor: number; readonly furtherMinor: number };
  /** What the sales so far were to pay for shipping, in their order (rule P9). */
  readonly shippedForMinor: number[];
}

/** P9: what the next lot's way costs. */
export const shippingOf = ({ shipping, shippedForMinor }: TruthBidder): number =>
  shippedForMinor.length > 0 ? shipping.furtherMinor : shipping.firstMinor;

export interface Truth {
  readonly auctionId: string;
  readonly auction: AuctionSpec;
  status: "scheduled" | "live" | "ended" | "cancelled";
  held: { readonly sinceMs: number } | null;
  /** Queued lots in the order they would open. */
  lots: TruthLot[];
  readonly bidders: Map<string, TruthBidder>;
  readonly paddles: Map<number, TruthBidder>;
  /** Accepted commands by person and id (rule B3). */
  readonly accepted: Map<string, { readonly body: string; readonly answered: Answered }>;
  /** Commands and chat lines left in each bucket. */
  readonly buckets: Map<string, { levelMs: number; atMs: number }>;
  readonly authors: Map<string, Actor>;
  /** Until when someone may not write; null is for good. */
  readonly mutes: Map<string, number | null>;
  order: number;
  /** When this instance of the room last handled anything; null when it has just come back. */
  lastEventAtMs: number | null;
}

export function createTruth(auction: AuctionSpec): Truth {
  return {
    auctionId: auction.auctionId,
    auction,
    status: "scheduled",
    held: null,
    lots: [],
    bidders: new Map(),
    paddles: new Map(),
    accepted: new Map(),
    buckets: new Map(),
    authors: new Map(),
    mutes: new Map(),
    order: 0,
    lastEventAtMs: null,
  };
}

export function createTruthLot(lotId: string, spec: LotSpec): TruthLot {
  return {
    lotId,
    spec,
    status: "queued",
    standings: new Map(),
    bidIds: new Map(),
    hidden: [],
    reserveCommitment: null,
    priceMinor: spec.rules.startingPriceMinor,
    bids: 0,
    reserveMet: spec.reserveMinor === null,
    openedAtMs: 0,
    closesAtMs: 0,
    hardCloseAtMs: null,
    extensions: 0,
    awayUsed: false,
    bidCount: 0,
    position: null,
    repricesAtMs: null,
    saleNumber: 0,
    remaining: spec.rules.quantity,
    winner: null,
    revealed: null,
    reserveRevealed: false,
  };
}

export const isAscending = (lot: TruthLot): boolean =>
  lot.spec.rules.format === "english" || lot.spec.rules.format === "sudden-death";

export const leaderOf = (lot: TruthLot): Standing | undefined => rank(lot.standings.values())[0];

/** The least a newcomer must give (rule P2). */
export function nextMinimumOf(lot: TruthLot): number {
  const { format, startingPriceMinor, increments } = lot.spec.rules;
  if (format === "dutch" || format === "fixed") return lot.priceMinor;
  return lot.bids === 0 ? startingPriceMinor : lot.priceMinor + stepAt(increments, lot.priceMinor);
}

/** When the room would close it had there been no hold since; frozen while held (rule K5). */
export const isPastClose = (truth: Truth, lot: TruthLot, nowMs: number): boolean =>
  lot.status === "open" && truth.held === null && nowMs >= lot.closesAtMs;

/**
 * What counts against a bidder's limit, apart from one lot (rule B5): maxima of the lots they lead, what they won, and
 * hidden bids, which may turn out to lead.
 */
export function spentElsewhere(truth: Truth, bidder: TruthBidder, exceptLotId: string | null): number {
  let spentMinor = bidder.wonMinor;
  for (const lot of truth.lots) {
    if (lot.lotId === exceptLotId || (lot.status !== "open" && lot.status !== "queued")) continue;
    const own = lot.standings.get(bidder.paddle);
    const hidden = lot.status === "queued" || lot.spec.rules.format === "sealed";
    if (own !== undefined && (hidden || leaderOf(lot)?.paddle === bidder.paddle))
      spentMinor += own.amountMinor;
  }
  return spentMinor;
}
