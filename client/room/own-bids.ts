import type { CommandAccepted } from "../../contract/room/session.ts";
import type { BidPlace } from "../../domain/room/command.ts";
import { bounds } from "./bounds.ts";
import type { CommandRefusal } from "./commands.ts";
import { findLot, isLeading } from "./room-model.ts";
import type { RoomModel } from "./room-model.ts";

/**
 * A bid of this client. `pending` is shown at once and settled by the answer to its id; `done` is a bid placed
 * before its lot opened. No price moves before the room says so.
 */
export interface OwnBid {
  readonly id: string;
  readonly lotId: string;
  readonly amountMinor: number;
  readonly mode: BidPlace["mode"];
  readonly state: "pending" | "leading" | "outbid" | "done" | "refused";
  readonly refusal: CommandRefusal | null;
}

/** A refused bid that is sent again with the same id (rule B3) replaces itself. */
export function addOwnBid(bids: readonly OwnBid[], command: BidPlace): readonly OwnBid[] {
  const { id, lotId, amountMinor, mode } = command;
  const others = bids.filter((bid) => bid.id !== id);
  const bid: OwnBid = { id, lotId, amountMinor, mode, state: "pending", refusal: null };
  return [...others, bid].slice(-bounds.ownBidsRemembered);
}

/** Settles a bid by its answer. An answer may come after facts that already changed who leads; those win. */
export function acceptOwnBid(
  bids: readonly OwnBid[],
  answer: CommandAccepted,
  model: RoomModel,
): readonly OwnBid[] {
  return bids.map((bid) => {
    if (bid.id !== answer.id) return bid;
    const lot = findLot(model, bid.lotId);
    const overtaken = lot !== undefined && lot.asOfSeq > answer.seq && !isLeading(model, lot);
    const state = answer.outcome === "leading" && overtaken ? "outbid" : answer.outcome;
    return { ...bid, state, refusal: null };
  });
}

export function refuseOwnBid(
  bids: readonly OwnBid[],
  id: string,
  refusal: CommandRefusal,
): readonly OwnBid[] {
  return bids.map((bid) => (bid.id === id ? { ...bid, state: "refused", refusal } : bid));
}

/** Turns leading bids into outbid ones where facts put another paddle in front. Same array when nothing changed. */
export function overtakeOwnBids(bids: readonly OwnBid[], model: RoomModel): readonly OwnBid[] {
  const isOvertaken = (bid: OwnBid): boolean => {
    if (bid.state !== "leading" && bid.state !== "done") return false;
    const lot = findLot(model, bid.lotId);
    return lot !== undefined && lot.leaderPaddle !== null && !isLeading(model, lot);
  };
  if (!bids.some(isOvertaken)) return bids;
  return bids.map((bid) => (isOvertaken(bid) ? { ...bid, state: "outbid" } : bid));
}
