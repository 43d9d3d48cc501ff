import type { ReceivedFact } from "../../contract/room/codec.ts";
import type { BidPlaced, LotBought, LotOpened, LotSold } from "../../domain/room/fact.ts";
import type { AuctionView } from "../../domain/room/views.ts";
import { limits } from "../../domain/limits.ts";
import { bounds } from "./bounds.ts";
import type { BidLine, RoomLot, RoomModel, UnreadFact } from "./room-model.ts";

/** The model after one fact, which must be the next in the log. */
export function applyFact(model: RoomModel, fact: ReceivedFact): RoomModel {
  const { held } = model.auction;
  const lots = applyToLots(model.lots, { fact, held });
  // A lot nobody told this client of: what this fact did to it must wait for the reading that brings the lot.
  const isStray = "lotId" in fact && !model.lots.some(({ id }) => id === fact.lotId);
  const lotsComplete = model.lotsComplete && !isStray;
  return {
    ...model,
    seq: fact.seq,
    headHash: fact.hash,
    auction: applyToAuction(model.auction, fact),
    lots,
    lotsComplete,
    unreadFacts: lotsComplete ? [] : [...model.unreadFacts, { fact, held }].slice(-bounds.unreadFactsMax),
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

/** The lots after one fact; each lot takes only facts it does not hold yet. */
export function applyToLots(lots: readonly RoomLot[], { fact, held }: UnreadFact): readonly RoomLot[] {
  if (fact.type === "auction.resumed") return resumeLots(lots, fact, held);
  if (!("lotId" in fact)) return lots;
  const index = lots.findIndex(({ id }) => id === fact.lotId);
  const lot = lots[index];
  if (lot === undefined) return fact.type === "lot.opened" ? insertLot(lots, fact) : lots;
  if (lot.asOfSeq >= fact.seq) return lots;
  return lots.with(index, { ...lot, ...changeOfLot(lot, fact), asOfSeq: fact.seq });
}

/** A lot that was overdue when the clock stopped and went on in the same moment got its second chance (rule K5). */
function resumeLots(
  lots: readonly RoomLot[],
  fact: Extract<ReceivedFact, { type: "auction.resumed" }>,
  held: AuctionView["held"],
): readonly RoomLot[] {
  const closings = new Map(fact.lots.map(({ lotId, closesAtMs }) => [lotId, closesAtMs]));
  return lots.map((lot) => {
    const closesAtMs = closings.get(lot.id);
    if (closesAtMs === undefined || lot.asOfSeq >= fact.seq) return lot;
    const wasOverdue =
      held?.sinceMs === fact.atMs && fact.atMs - (lot.closesAtMs ?? 0) > limits.roomAwayAfterMs;
    return { ...lot, closesAtMs, extensions: lot.extensions + (wasOverdue ? 1 : 0), asOfSeq: fact.seq };
  });
}

type LotFact = Extract<ReceivedFact, { readonly lotId: string }>;

function changeOfLot(lot: RoomLot, fact: LotFact): Partial<RoomLot> {
  switch (fact.type) {
    case "lot.opened":
      return { ...openedLot(fact), bidCount: fact.rules.format === "sealed" ? lot.bidCount : 0 };
    case "bid.placed":
      return bidOnLot(lot, fact);
    case "bid.committed":
      // Sealed bids are counted, not shown; a pre-bid counts when the opening shows it, a raise is silent.
      return lot.format === "sealed" ? { bidCount: lot.bidCount + 1 } : {};
    case "lot.repriced":
      return { priceMinor: fact.priceMinor, nextMinimumMinor: fact.priceMinor };
    case "lot.sold":
      return soldLot(lot, fact);
    case "lot.bought":
      return boughtLot(lot, fact);
    case "lot.passed": {
      // A fixed lot that ran out of time with some units sold is a sold lot.
      const sold = lot.remaining < lot.quantity;
      const closed = { leaderPaddle: null, closedAtMs: fact.atMs };
      if (!sold) return { ...closed, status: "passed", passReason: fact.reason };
      return { ...closed, status: "sold", soldPriceMinor: lot.priceMinor };
    }
    case "lot.voided":
      return { status: "voided", leaderPaddle: null, closedAtMs: fact.atMs };
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
    bidCount: lot.bidCount + (isNewBid(lot, fact) ? 1 : 0),
    lastBidAuto: fact.auto,
    extensions: lot.extensions + (fact.extended ? 1 : 0),
  };
}

/**
 * What the room bids for a standing maximum is no new bid, except at the opening, where the pre-bids show for the
 * first time: the best of the beaten, then the leader, both `auto`.
 */
function isNewBid(lot: RoomLot, fact: BidPlaced): boolean {
  if (!fact.auto || lot.leaderPaddle === null) return true;
  // A raise that reaches the reserve shows too (rule P8).
  if (!lot.reserveMet && fact.reserveMet && lot.leaderPaddle === fact.paddle) return true;
  return lot.lastBidAuto && lot.bidCount === 1 && lot.leaderPaddle !== fact.paddle;
}

function soldLot(lot: RoomLot, fact: LotSold & { readonly atMs: number }): Partial<RoomLot> {
  const { paddle, priceMinor, atMs } = fact;
  return {
    status: "sold",
    priceMinor,
    reserveMet: true,
    leaderPaddle: null,
    winnerPaddle: paddle,
    soldPriceMinor: priceMinor,
    remaining: 0,
    closedAtMs: atMs,
  };
}

function boughtLot(lot: RoomLot, fact: LotBought & { readonly atMs: number }): Partial<RoomLot> {
  const { remaining, paddle, priceMinor } = fact;
  if (remaining > 0) return { remaining };
  // Several units may have gone to several people: then no one paddle is the winner.
  const winnerPaddle = lot.quantity === 1 ? paddle : null;
  return { remaining, status: "sold", winnerPaddle, soldPriceMinor: priceMinor, closedAtMs: fact.atMs };
}

/** A lot this client never heard of opens: its description and pictures come with the next reading over HTTP. */
function insertLot(
  lots: readonly RoomLot[],
  fact: Extract<ReceivedFact, { type: "lot.opened" }>,
): readonly RoomLot[] {
  const lot: RoomLot = { ...emptyLot, ...openedLot(fact), id: fact.lotId, asOfSeq: fact.seq };
  return [...lots, lot].toSorted((left, right) => left.position - right.position);
}

const emptyLot: Omit<RoomLot, "id" | "asOfSeq"> = {
  lastBidAuto: false,
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
