import type { LotRules } from "./lot-rules.ts";

/** An amount opened after the hammer, checkable against its commitment (rule H2). */
export interface Opening {
  readonly bidId: string;
  readonly paddle: number;
  readonly amountMinor: number;
  readonly salt: string;
}

/** When each open lot closes after a hold ended. */
export interface RestoredClock {
  readonly lotId: string;
  readonly closesAtMs: number;
}

export const holdReasons = ["host", "room-away"] as const;
export type HoldReason = (typeof holdReasons)[number];

export const passReasons = [
  "reserve",
  "no-bids",
  "unsold",
  "host",
  "auction-ended",
  "auction-cancelled",
] as const;
export type PassReason = (typeof passReasons)[number];

interface FactOf<Type extends string> {
  readonly type: Type;
}

export type AuctionStarted = FactOf<"auction.started">;
export interface AuctionHeld extends FactOf<"auction.held"> {
  readonly reason: HoldReason;
  readonly note?: string;
}
export interface AuctionResumed extends FactOf<"auction.resumed"> {
  readonly lots: readonly RestoredClock[];
}
export type AuctionEnded = FactOf<"auction.ended">;
export interface AuctionCancelled extends FactOf<"auction.cancelled"> {
  readonly reason?: string;
}
export interface LotOpened extends FactOf<"lot.opened"> {
  readonly lotId: string;
  readonly position: number;
  readonly title: string;
  readonly rules: LotRules;
  /** SHA-256 of RFC 8785 `rules`, hex. */
  readonly rulesHash: string;
  /** SHA-256 of RFC 8785 `[auctionId, lotId, "reserve", amountMinor, salt]`, hex; null without a reserve. */
  readonly reserveCommitment: string | null;
  readonly closesAtMs: number;
  readonly priceMinor: number;
  readonly nextMinimumMinor: number;
  readonly reserveMet: boolean;
}
export interface BidPlaced extends FactOf<"bid.placed"> {
  readonly lotId: string;
  readonly bidId: string;
  readonly paddle: number;
  readonly priceMinor: number;
  readonly nextMinimumMinor: number;
  readonly closesAtMs: number;
  readonly extended: boolean;
  /** The room bid for a standing maximum. */
  readonly auto: boolean;
  readonly reserveMet: boolean;
  /** Of a leading maximum (rule H2). */
  readonly commitment?: string;
}
export interface BidCommitted extends FactOf<"bid.committed"> {
  readonly lotId: string;
  readonly bidId: string;
  readonly paddle: number;
  readonly commitment: string;
}
export interface LotRepriced extends FactOf<"lot.repriced"> {
  readonly lotId: string;
  readonly priceMinor: number;
}
export interface LotSold extends FactOf<"lot.sold"> {
  readonly lotId: string;
  readonly paddle: number;
  readonly priceMinor: number;
}
export interface LotBought extends FactOf<"lot.bought"> {
  readonly lotId: string;
  /** 1, 2, … within the lot (rule S1). */
  readonly saleNumber: number;
  readonly paddle: number;
  readonly priceMinor: number;
  /** Units left; at 0 the lot is sold. */
  readonly remaining: number;
}
export interface LotPassed extends FactOf<"lot.passed"> {
  readonly lotId: string;
  readonly reason: PassReason;
}
export interface LotVoided extends FactOf<"lot.voided"> {
  readonly lotId: string;
  readonly reason: string;
}
export interface LotRevealed extends FactOf<"lot.revealed"> {
  readonly lotId: string;
  readonly reserve?: { readonly amountMinor: number; readonly salt: string };
  readonly openings: readonly Opening[];
}

/** What happened, before the room numbers and chains it. No personal data: paddles only (rule H4). */
export type FactBody =
  | AuctionStarted
  | AuctionHeld
  | AuctionResumed
  | AuctionEnded
  | AuctionCancelled
  | LotOpened
  | BidPlaced
  | BidCommitted
  | LotRepriced
  | LotSold
  | LotBought
  | LotPassed
  | LotVoided
  | LotRevealed;

/** A fact's place in the log (rule H1). */
export interface FactSeal {
  /** 1, 2, 3 … without gaps. */
  readonly seq: number;
  readonly atMs: number;
  readonly previousHash: string;
  readonly hash: string;
}

/** A numbered, chained, public fact. */
export type Fact = FactBody & FactSeal;
