import { must } from "../../domain/result.ts";
import type { PrivateChange } from "../../domain/room/entry.ts";
import type { bids } from "../schema/bids.ts";
import type { chatMessages } from "../schema/chat-messages.ts";
import type { registrations } from "../schema/registrations.ts";
import type { auctionFacts } from "../schema/room-log.ts";
import type { AuctionRow } from "./auction-row.ts";
import type { LotRow } from "./lot-row.ts";

/** What is in Postgres before a batch, as far as the batch needs it. */
export interface BatchGround {
  /** Undefined before the entry that creates the auction. */
  readonly auction: AuctionRow | undefined;
  /** The lots the batch touches; all of the auction's when their order changes. */
  readonly lots: readonly LotRow[];
  /** Who holds the paddles the batch names. */
  readonly userIdsByPaddle: ReadonlyMap<number, string>;
}

export type Sale = Extract<PrivateChange, { type: "sale.made" }> & { readonly soldAt: Date };

/** What a run of journal entries changes in Postgres. Built up entry by entry and written at the end. */
export interface Batch {
  auction: AuctionRow | undefined;
  /** Every lot known here; `changedLotIds` says which to write. */
  readonly lots: Map<string, LotRow>;
  readonly changedLotIds: Set<string>;
  readonly removedLotIds: Set<string>;
  readonly userIdsByPaddle: Map<number, string>;
  readonly facts: (typeof auctionFacts.$inferInsert)[];
  readonly registrations: Map<string, typeof registrations.$inferInsert>;
  /** By user: since when they are blocked, or null when they no longer are. */
  readonly blocks: Map<string, Date | null>;
  readonly bids: (typeof bids.$inferInsert)[];
  readonly openings: { readonly bidId: string; readonly amountMinor: number }[];
  readonly messages: Map<string, typeof chatMessages.$inferInsert>;
  readonly removedMessages: { readonly id: string; readonly at: Date; readonly by: string | null }[];
  readonly sales: Sale[];
  /** Whether lots, or who may see them, are others than before. */
  isListing: boolean;
}

/** The auction's row; it exists once the entry that creates it was read. */
export function getAuction(batch: Pick<Batch, "auction">): AuctionRow {
  return must(batch.auction, "the first entry of a journal creates the auction");
}

export function getLot(batch: Pick<Batch, "lots">, lotId: string): LotRow {
  return must(batch.lots.get(lotId), "a lot the journal names was set up before");
}

/** Takes a lot's new row in; the auction counts the bids of all its lots. */
export function setLot(batch: Batch, lot: LotRow): void {
  const before = batch.lots.get(lot.id);
  if (before === lot) return;
  batch.lots.set(lot.id, lot);
  batch.changedLotIds.add(lot.id);
  const bidCount = lot.bidCount - (before?.bidCount ?? 0);
  if (bidCount !== 0) {
    const auction = getAuction(batch);
    batch.auction = { ...auction, bidCount: auction.bidCount + bidCount };
  }
}
