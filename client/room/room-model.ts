import type { ReceivedFact } from "../../contract/room/codec.ts";
import type { ChatLine } from "../../contract/room/chat.ts";
import type { AuctionView, LotView, YouView } from "../../domain/room/views.ts";

/** A lot and the log position it stands at; facts up to there are already in it. */
export interface RoomLot extends LotView {
  readonly asOfSeq: number;
  /** The last bid fact was the room's own; tells pre-bids shown at an opening from answers to a bid. */
  readonly lastBidAuto: boolean;
}

/** A fact, and the hold that stood before it. */
export interface UnreadFact {
  readonly fact: ReceivedFact;
  readonly held: AuctionView["held"];
}

/** One line of the bid feed. */
export interface BidLine {
  readonly seq: number;
  readonly atMs: number;
  readonly lotId: string;
  readonly paddle: number;
  readonly priceMinor: number;
  readonly auto: boolean;
  readonly extended: boolean;
}

/**
 * The room as this viewer may see it, as of `seq`. Immutable: every change is a new object that shares what did not
 * change, so a page can compare by reference. Amounts are minor units of `auction.currency`, times the room's clock.
 */
export interface RoomModel {
  readonly seq: number;
  /** Hash of the fact at `seq`; null right after a snapshot, which carries none. */
  readonly headHash: string | null;
  readonly auction: AuctionView;
  /** In order of position. Far lots are missing until they were read over HTTP: see `lotsComplete`. */
  readonly lots: readonly RoomLot[];
  readonly lotsComplete: boolean;
  /** While lots are missing: what happened since, for the lots a reading brings that is older than the model. */
  readonly unreadFacts: readonly UnreadFact[];
  readonly you: YouView;
  readonly viewers: number;
  /** Oldest first. */
  readonly chat: readonly ChatLine[];
  /** Newest first. */
  readonly bids: readonly BidLine[];
}

/** What happened while this client was not looking. */
export interface Missed {
  readonly fromSeq: number;
  readonly toSeq: number;
  /** Oldest first. */
  readonly facts: readonly ReceivedFact[];
  /** False when the room answered with a snapshot, so that only the result is known. */
  readonly complete: boolean;
}

export function findLot(model: RoomModel, lotId: string): RoomLot | undefined {
  return model.lots.find(({ id }) => id === lotId);
}

/** The open lot that closes first; undefined between lots. */
export function findCurrentLot(model: Pick<RoomModel, "lots">): RoomLot | undefined {
  let current: RoomLot | undefined;
  for (const lot of model.lots) {
    if (lot.status !== "open") continue;
    if (current === undefined || (lot.closesAtMs ?? 0) < (current.closesAtMs ?? 0)) current = lot;
  }
  return current;
}

/** True when this viewer's paddle leads the lot. */
export function isLeading(model: RoomModel, lot: LotView): boolean {
  return model.you.paddle !== null && lot.leaderPaddle === model.you.paddle;
}
