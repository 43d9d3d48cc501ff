import type { ReceivedFact } from "../../contract/room/codec.ts";
import type { BidPlaced, LotBought, LotOpened } from "../../domain/room/fact.ts";
import type { AuctionView } from "../../domain/room/views.ts";
import { bounds } from "./bounds.ts";
import type { BidLine, RoomLot, RoomModel } from "./room-model.ts";

/** The model after one fact, which must be the next in the log. */
export function applyFact(model: RoomModel, fact: ReceivedFact): RoomModel {
  return {
    ...model,
    seq: fact.seq,
    headHash: fact.hash,
    auction: applyToAuction(model.auction, fact),
    lots: applyToLots(model.lots, fact),
    bids:
      fact.type === "bid.placed"
        ? [toBidLine(fact), ...model.bids].slice(0, bounds.bidLinesRemembered)
        : model.bids,
  };
}

export function toBidLine(fact: Extract<ReceivedFact, { type: "bid.placed" }>): BidLine {
  const { seq, atMs, lotId, paddle, priceMinor, auto, extended } = fact;
  return { seq, atMs, lotId, paddle, priceMinor, auto, extended };
}

function applyToAuction(auction: AuctionView, fact: ReceivedFact): AuctionView {
  switch (fact.type) {
    case "auction.started":
      return { ...auction, status: "live", startedAtMs: fact.atMs };
    case "auction.held":
      return { ...auction, held: { sinceMs: fact.atMs, reason: fact.note ?? fact.reason } };
    case "auction.resumed":
      return { ...auction, held: null };
    case "auction.ended":
      return { ...auction, status: "ended", endedAtMs: fact.atMs, held: null };
    case "auction.cancelled":
      return { ...auction, status: "cancelled", endedAtMs: fact.atMs, held: null };
    default:
      return auction;
  }
}

function applyToLots(lots: readonly RoomLot[], fact: ReceivedFact): readonly RoomLot[] {
  if (fact.type === "auction.resumed") {
    const closings = new Map(fact.lots.map(({ lotId, closesAtMs }) => [lotId, closesAtMs]));
    return lots.map((lot) => {
      const closesAtMs = closings.get(lot.id);
      return closesAtMs === undefined || lot.asOfSeq >= fact.seq
        ? lot
        : { ...lot, closesAtMs, asOfSeq: fact.seq };
    });
  }
  if (!("lotId" in fact)) return lots;
  const index = lots.findIndex(({ id }) => id === fact.lotId);
  const lot = lots[index];
  if (lot === undefined) return fact.type === "lot.opened" ? insertLot(lots, fact) : lots;
  if (lot.asOfSeq >= fact.seq) return lots;
  return lots.with(index, { ...lot, ...changeOfLot(lot, fact), asOfSeq: fact.seq });
}

type LotFact = Extract<ReceivedFact, { readonly lotId: string }>;

function changeOfLot(lot: RoomLot, fact: LotFact): Partial<RoomLot> {
  switch (fact.type) {
    case "lot.opened":
      return openedLot(fact);
    case "bid.placed":
      return bidOnLot(lot, fact);
    case "bid.committed":
      return {};
    case "lot.repriced":
      return { priceMinor: fact.priceMinor, nextMinimumMinor: fact.priceMinor };
    case "lot.sold":
      return {
        status: "sold",
        priceMinor: fact.priceMinor,
        winnerPaddle: fact.paddle,
        soldPriceMinor: fact.priceMinor,
        remaining: 0,
        closedAtMs: fact.atMs,
      };
    case "lot.bought":
      return boughtLot(fact);
    case "lot.passed":
      // A fixed lot that ran out of time with some units sold is a sold lot.
      return {
        status: lot.remaining < lot.quantity ? "sold" : "passed",
        passReason: fact.reason,
        closedAtMs: fact.atMs,
      };
    case "lot.voided":
      return { status: "voided", passReason: fact.reason, closedAtMs: fact.atMs };
    case "lot.revealed":
      return {};
  }
}

function openedLot(fact: LotOpened & { readonly atMs: number }): Partial<RoomLot> {
  const { rules } = fact;
  return {
    status: "open",
    position: fact.position,
    title: fact.title,
    format: rules.format,
    startingPriceMinor: rules.startingPriceMinor,
    buyNowMinor: rules.buyNowMinor,
    increments: rules.increments,
    durationMs: rules.durationMs,
    windowMs: rules.windowMs,
    extensionMs: rules.extensionMs,
    extensionsMax: rules.extensionsMax,
    graceMs: rules.graceMs,
    quantity: rules.quantity,
    remaining: rules.quantity,
    priceMinor: fact.priceMinor,
    nextMinimumMinor: fact.nextMinimumMinor,
    hasReserve: fact.reserveCommitment !== null,
    reserveMet: fact.reserveMet,
    openedAtMs: fact.atMs,
    closesAtMs: fact.closesAtMs,
  };
}

function bidOnLot(lot: RoomLot, fact: BidPlaced): Partial<RoomLot> {
  return {
    priceMinor: fact.priceMinor,
    nextMinimumMinor: fact.nextMinimumMinor,
    closesAtMs: fact.closesAtMs,
    reserveMet: fact.reserveMet,
    leaderPaddle: fact.paddle,
    bidCount: lot.bidCount + (fact.auto ? 0 : 1),
    extensions: lot.extensions + (fact.extended ? 1 : 0),
    // A buy-now price stands until the first bid (rule L7).
    buyNowMinor: null,
  };
}

function boughtLot(fact: LotBought & { readonly atMs: number }): Partial<RoomLot> {
  const { remaining, paddle, priceMinor } = fact;
  if (remaining > 0) return { remaining };
  return {
    remaining,
    status: "sold",
    winnerPaddle: paddle,
    soldPriceMinor: priceMinor,
    closedAtMs: fact.atMs,
  };
}

/** A lot this client never heard of opens: its description and pictures come with the next reading over HTTP. */
function insertLot(
  lots: readonly RoomLot[],
  fact: Extract<ReceivedFact, { type: "lot.opened" }>,
): readonly RoomLot[] {
  const lot: RoomLot = {
    ...emptyLot,
    ...openedLot(fact),
    id: fact.lotId,
    asOfSeq: fact.seq,
  };
  return [...lots, lot].toSorted((left, right) => left.position - right.position);
}

const emptyLot: Omit<RoomLot, "id" | "asOfSeq"> = {
  position: 0,
  status: "queued",
  format: "english",
  title: "",
  description: "",
  imageUrls: [],
  productId: null,
  rerunOf: null,
  startingPriceMinor: 1,
  buyNowMinor: null,
  priceMinor: 1,
  nextMinimumMinor: 1,
  hasReserve: false,
  reserveMet: false,
  bidCount: 0,
  increments: [],
  durationMs: 0,
  windowMs: 0,
  extensionMs: 0,
  extensions: 0,
  extensionsMax: 0,
  graceMs: 0,
  closesAtMs: null,
  openedAtMs: null,
  closedAtMs: null,
  remaining: 0,
  quantity: 1,
  leaderPaddle: null,
  winnerPaddle: null,
  soldPriceMinor: null,
  passReason: null,
};
