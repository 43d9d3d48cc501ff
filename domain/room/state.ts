import type { Bucket } from "../token-bucket.ts";
import type { ChainHead } from "./chain.ts";
import type { AuctionSpec, RoomRole } from "./command.ts";
import type { HoldReason, PassReason } from "./fact.ts";
import type { IdIndex } from "./id-index.ts";
import type { LotSpec } from "./lot-rules.ts";
import type { Leader } from "./price.ts";
import type { Vector } from "./vector.ts";

/**
 * Everything a room knows, rebuilt from its journal. Plain JSON, never changed in place; what can be long is a
 * {@link Vector}, so that one bid copies a few small nodes however full the room is.
 */
export type AuctionState = ScheduledAuction | LiveAuction | EndedAuction | CancelledAuction;

interface AuctionBase {
  readonly spec: AuctionSpec;
  /** Where the log ends. */
  readonly head: ChainHead;
  /** Of the last journal entry. */
  readonly entryNumber: number;
  /** When the last entry was made; the room's clock never runs behind it. */
  readonly lastAtMs: number;
  /** In order of position. */
  readonly lots: Vector<LotState>;
  /** Lot id → place in `lots`. */
  readonly lotPlaces: IdIndex;
  /** By paddle: paddle 1 is at 0. */
  readonly bidders: Vector<BidderState>;
  /** User id → place in `bidders`. */
  readonly bidderPlaces: IdIndex;
  readonly chat: ChatState;
}

export interface ScheduledAuction extends AuctionBase {
  readonly status: "scheduled";
}
export interface LiveAuction extends AuctionBase {
  readonly status: "live";
  readonly startedAtMs: number;
  /** While it stands, every open lot's clock is frozen at `sinceMs` (rule K5). */
  readonly held: Hold | null;
  /** Places in `lots` of the open ones, ascending. */
  readonly openPlaces: readonly number[];
}
export interface EndedAuction extends AuctionBase {
  readonly status: "ended";
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}
export interface CancelledAuction extends AuctionBase {
  readonly status: "cancelled";
  readonly startedAtMs: number | null;
  readonly endedAtMs: number;
}

export interface Hold {
  readonly sinceMs: number;
  readonly reason: HoldReason;
  readonly note: string | null;
}

/** A hidden amount whose commitment is on the log (rule H2). */
export interface CommittedBid {
  readonly bidId: string;
  readonly paddle: number;
  readonly amountMinor: number;
  readonly salt: string;
}

export interface Reserve {
  readonly amountMinor: number;
  readonly salt: string;
}

export type LotState = QueuedLot | OpenLot | SoldLot | PassedLot | VoidedLot;

interface LotBase {
  readonly lotId: string;
  /** From 1. An opened lot keeps its position; queued ones may change theirs. */
  readonly position: number;
  readonly spec: LotSpec;
}

export interface QueuedLot extends LotBase {
  readonly status: "queued";
  /** Every pre-bid as it came; a bidder's last one is the one that counts (rule L6). */
  readonly preBids: Vector<CommittedBid>;
}

export interface OpenLot extends LotBase {
  readonly status: "open";
  readonly openedAtMs: number;
  /** While the auction is held: when it would have closed had there been no hold. */
  readonly closesAtMs: number;
  /** Holds already counted in; null without one (rule K3). */
  readonly hardCloseAtMs: number | null;
  readonly extensions: number;
  /** The room's absence gave this lot its one second chance (rule K5). */
  readonly awayUsed: boolean;
  readonly sale: Sale;
}

/** How an open lot is being sold, by format. */
export type Sale = AscendingSale | SealedSale | DutchSale | FixedSale;

export interface AscendingSale {
  readonly kind: "ascending";
  readonly priceMinor: number;
  readonly leader: Leader | null;
  readonly reserve: Reserve | null;
  readonly reserveMet: boolean;
  /** Different bids shown on the log. */
  readonly bidCount: number;
  readonly committed: Vector<CommittedBid>;
}
export interface SealedSale {
  readonly kind: "sealed";
  readonly reserve: Reserve | null;
  readonly committed: Vector<CommittedBid>;
}
export interface DutchSale {
  readonly kind: "dutch";
  readonly priceMinor: number;
  /** Null once the price stands at the floor. */
  readonly repricesAtMs: number | null;
}
export interface FixedSale {
  readonly kind: "fixed";
  readonly bought: number;
}

/** What remains of an open lot once it is closed. */
export interface LotOutcome {
  readonly openedAtMs: number;
  readonly closesAtMs: number;
  readonly extensions: number;
  readonly priceMinor: number;
  readonly bidCount: number;
  readonly reserveMet: boolean;
  readonly remaining: number;
}

export interface SoldLot extends LotBase {
  readonly status: "sold";
  readonly closedAtMs: number;
  readonly outcome: LotOutcome;
  /** Committed amounts above the final price: only their own bidders may see them (rule H2). */
  readonly withheld: readonly CommittedBid[];
  /** Null when a `fixed` lot was sold in several units. */
  readonly winnerPaddle: number | null;
}
export interface PassedLot extends LotBase {
  readonly status: "passed";
  readonly closedAtMs: number;
  /** Null when it never opened. */
  readonly outcome: LotOutcome | null;
  readonly withheld: readonly CommittedBid[];
  readonly reason: PassReason;
}
export interface VoidedLot extends LotBase {
  readonly status: "voided";
  readonly closedAtMs: number;
  readonly outcome: LotOutcome | null;
  readonly reason: string;
}

export interface BidderState {
  readonly userId: string;
  readonly paddle: number;
  readonly displayName: string;
  readonly limitMinor: number | null;
  /** Of the first lot they buy, and of every one after it; see `computeShippingMinor`. */
  readonly shippingMinor: number;
  readonly additionalShippingMinor: number;
  readonly taxBps: number;
  readonly blocked: boolean;
  /** Sales to them so far. */
  readonly saleCount: number;
  /** Prices of everything won or bought here (rule B5). */
  readonly wonMinor: number;
  /** Own highest amount by lot, leading or not. May still name lots that have closed since; readers skip those. */
  readonly maxima: Readonly<Record<string, number>>;
}

export interface ChatLine {
  readonly messageId: string;
  readonly userId: string;
  readonly displayName: string;
  readonly role: RoomRole;
  readonly text: string;
  readonly atMs: number;
}

export interface Mute {
  readonly userId: string;
  /** Null: for the room's life. */
  readonly untilMs: number | null;
}

export interface ChatState {
  /** The last ones, oldest first. */
  readonly lines: readonly ChatLine[];
  readonly mutes: readonly Mute[];
  /** The whole room's budget. */
  readonly bucket: Bucket | null;
}
