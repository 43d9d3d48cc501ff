import type { AuctionEdit, AuctionSpec, BidderTerms, BidMode } from "./command.ts";
import type { Fact, FactBody } from "./fact.ts";
import type { LotSpec } from "./lot-rules.ts";

/** What the sender of an accepted command is told, now and at every replay of its id. */
export interface Answer {
  readonly id: string;
  /** The command's last fact, or the log's head when it made none. */
  readonly seq: number;
  readonly outcome: "leading" | "outbid" | "done";
  readonly priceMinor?: number;
  readonly yourMaxMinor?: number;
}

/** What the state needs and the public must not see. */
export type PrivateChange =
  | {
      readonly type: "auction.created";
      readonly auction: AuctionSpec;
      readonly lots: readonly { readonly lotId: string; readonly spec: LotSpec }[];
    }
  | { readonly type: "auction.edited"; readonly edit: AuctionEdit }
  | { readonly type: "lot.added"; readonly lotId: string; readonly spec: LotSpec }
  | { readonly type: "lot.edited"; readonly lotId: string; readonly spec: LotSpec }
  | { readonly type: "lot.removed"; readonly lotId: string }
  | { readonly type: "lot.reordered"; readonly lotId: string; readonly beforeLotId: string | null }
  | { readonly type: "bidder.registered"; readonly paddle: number; readonly terms: BidderTerms }
  | {
      /** A bid, buy-now or pre-bid as it was meant, with what opens its commitment. */
      readonly type: "bid.accepted";
      readonly lotId: string;
      readonly bidId: string;
      readonly userId: string;
      readonly paddle: number;
      readonly amountMinor: number;
      readonly mode: BidMode;
      /** 16 bytes, hex; null for an `exact` bid, which has nothing to hide. */
      readonly salt: string | null;
    }
  | {
      readonly type: "reserve.committed";
      readonly lotId: string;
      readonly amountMinor: number;
      readonly salt: string;
    }
  | {
      /** One sale (rule S1): who owes what on which terms. Stands beside `lot.sold` or `lot.bought`. */
      readonly type: "sale.made";
      readonly lotId: string;
      readonly saleNumber: number;
      readonly userId: string;
      readonly paddle: number;
      readonly priceMinor: number;
      readonly shippingMinor: number;
      readonly taxBps: number;
    }
  | {
      readonly type: "chat.posted";
      readonly messageId: string;
      readonly userId: string;
      readonly displayName: string;
      readonly role: "viewer" | "bidder" | "moderator" | "host" | "admin";
      readonly text: string;
    }
  | { readonly type: "chat.removed"; readonly messageId: string }
  | { readonly type: "chat.muted"; readonly userId: string; readonly untilMs: number | null }
  | { readonly type: "bidder.blocked"; readonly userId: string; readonly paddle: number }
  | { readonly type: "bidder.unblocked"; readonly userId: string; readonly paddle: number };

/** The half of an entry only the room and the projection see. */
export interface PrivateHalf {
  /** Null when the clock acted, not a person. */
  readonly userId: string | null;
  readonly commandId: string | null;
  /** SHA-256 of sender and command as canonical JSON; null for a bid, whose change says it all (rule B3). */
  readonly commandHash: string | null;
  readonly answer: Answer | null;
  readonly changes: readonly PrivateChange[];
}

/** One accepted command, or one act of the clock: a row of the journal (rule J1). */
export interface JournalEntry {
  /** 1, 2, 3 … without gaps. */
  readonly entryNumber: number;
  readonly atMs: number;
  readonly facts: readonly Fact[];
  readonly private: PrivateHalf;
}

/** What `decide` wants to happen; the room numbers, chains and stores it. */
export interface Decision {
  readonly facts: readonly FactBody[];
  readonly changes: readonly PrivateChange[];
  /** Without `id` and `seq`, which the journal adds. Null for acts of the clock. */
  readonly answer: Omit<Answer, "id" | "seq"> | null;
}
