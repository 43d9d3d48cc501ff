import type { BidderObstacle } from "../../../contract/http/rooms.ts";
import type { OwnBid } from "../../../client/room/own-bids.ts";
import type { RoomLot, RoomModel } from "../../../client/room/room-model.ts";
import type { RoomStatus } from "../../../client/room/room-state.ts";
import { computeAllIn } from "../../../domain/order/all-in.ts";
import { computeStanding } from "./standing.ts";

/** What the bid button can do for this reader now. Words and amounts are put to it where it is shown. */
export type BidState =
  | {
      readonly kind: "ready";
      readonly amountMinor: number;
      /** Null in a page without scripts: only the room knows this reader's shipping and tax. */
      readonly allInMinor: number | null;
      readonly outbid: boolean;
    }
  /** The lot has a price to be bought at (rule L3): a fixed one, or one that falls. */
  | { readonly kind: "buy"; readonly amountMinor: number; readonly allInMinor: number }
  | { readonly kind: "pending"; readonly amountMinor: number; readonly allInMinor: number }
  | { readonly kind: "leading"; readonly maximumMinor: number | undefined }
  /** One hidden bid each; none can be seen before the close. */
  | { readonly kind: "sealed"; readonly amountMinor: number | undefined }
  /** The lot is still to come: a maximum can be left. */
  | { readonly kind: "early"; readonly maximumMinor: number | undefined }
  /** What they can do something about, or is theirs to know. */
  | { readonly kind: "obstacle"; readonly obstacle: BidderObstacle }
  | { readonly kind: "off"; readonly reason: OffReason };

export type OffReason = "unsure" | "held" | "going" | "over" | "not-open" | "not-live";

type Situation = {
  readonly model: RoomModel;
  readonly lot: RoomLot | undefined;
  readonly status: RoomStatus;
  readonly ownBids: readonly OwnBid[];
  /** What kept them from being a bidder when they entered the room. */
  readonly obstacle: BidderObstacle | null;
  /** The page as the server made it: no socket will ever tell more, and the button submits a form. */
  readonly isStatic: boolean;
  /** Whether the page knows its reader; the room does so only once it has answered. */
  readonly isSignedIn: boolean;
  /** The time is up and the hammer has not fallen. */
  readonly isGoing: boolean;
};

/** What an amount costs this reader in all (rule P9). */
export function computeTotal(model: RoomModel, amountMinor: number): number {
  const { shippingMinor, taxBps } = model.you;
  const { currency, premiumBps } = model.auction;
  return computeAllIn(amountMinor, { currency, premiumBps, shippingMinor, taxBps }).totalMinor;
}

/** Whether this reader bought something here already, so that one more lot goes along with it (rule P9). */
export const doesShipAlong = ({ lots, you }: RoomModel): boolean =>
  you.paddle !== null && lots.some((lot) => lot.winnerPaddle === you.paddle);

/** Decides what the bid button does. The first reason that applies is the one shown. */
export function computeBidState(situation: Situation): BidState {
  const { lot } = situation;
  const obstacle = findObstacle(situation);
  if (obstacle) return obstacle;
  if (situation.isStatic) return computeStaticState(situation);
  if (!lot) return { kind: "off", reason: "not-open" };
  return lot.status === "queued" ? computeEarlyState(situation, lot) : computeOpenState(situation, lot);
}

/** What keeps this reader from bidding on anything here now. */
function findObstacle({
  model,
  lot,
  status,
  obstacle,
  isSignedIn,
  isStatic,
}: Situation): BidState | undefined {
  const { auction, you } = model;
  if (status.kind === "stopped" && status.reason === "blocked")
    return { kind: "obstacle", obstacle: "blocked" };
  if (auction.status === "ended" || auction.status === "cancelled")
    return { kind: "off", reason: "not-live" };
  if (lot && lot.status !== "open" && lot.status !== "queued") return { kind: "off", reason: "over" };
  if (!isSignedIn) return { kind: "obstacle", obstacle: "signed_out" };
  if (isStatic) return undefined;
  if (status.kind !== "live") return { kind: "off", reason: "unsure" };
  if (you.role === "host") return { kind: "obstacle", obstacle: "own_lot" };
  if (you.userId === null || you.paddle !== null) return undefined;
  return { kind: "obstacle", obstacle: obstacle ?? "payment_method_missing" };
}

function computeEarlyState({ model }: Situation, lot: RoomLot): BidState {
  // Only an ascending or a sealed lot has anything a maximum could be left for.
  if (lot.format === "fixed" || lot.format === "dutch") return { kind: "off", reason: "not-open" };
  return { kind: "early", maximumMinor: model.you.maxima[lot.id] };
}

function computeOpenState({ model, ownBids, isGoing }: Situation, lot: RoomLot): BidState {
  const { auction, you } = model;
  if (auction.held) return { kind: "off", reason: "held" };
  if (isGoing) return { kind: "off", reason: "going" };
  if (lot.format === "sealed") return { kind: "sealed", amountMinor: you.maxima[lot.id] };
  if (lot.format === "fixed" || lot.format === "dutch") {
    return { kind: "buy", amountMinor: lot.priceMinor, allInMinor: computeTotal(model, lot.priceMinor) };
  }
  const amountMinor = lot.nextMinimumMinor;
  const allInMinor = computeTotal(model, amountMinor);
  if (ownBids.some((bid) => bid.lotId === lot.id && bid.state === "pending")) {
    return { kind: "pending", amountMinor, allInMinor };
  }
  const standing = computeStanding(model, lot, ownBids);
  if (standing === "leading") return { kind: "leading", maximumMinor: you.maxima[lot.id] };
  return { kind: "ready", amountMinor, allInMinor, outbid: standing === "outbid" };
}

function computeStaticState({ model, lot }: Situation): BidState {
  const isAscending = lot?.format === "english" || lot?.format === "sudden-death";
  if (lot?.status !== "open" || !isAscending) return { kind: "off", reason: "not-open" };
  if (model.auction.held) return { kind: "off", reason: "held" };
  return { kind: "ready", amountMinor: lot.nextMinimumMinor, allInMinor: null, outbid: false };
}
