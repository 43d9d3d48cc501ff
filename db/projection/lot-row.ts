import type { JournalEntry } from "../../domain/room/entry.ts";
import type { BidPlaced, Fact, FactSeal, LotOpened, LotSold } from "../../domain/room/fact.ts";
import type { LotSpec } from "../../domain/room/lot-rules.ts";
import type { lots } from "../schema/lots.ts";

/** A lot's row without the columns Postgres fills in. */
export type LotRow = Readonly<Omit<typeof lots.$inferSelect, "createdAt" | "updatedAt" | "document">>;

/** A lot just set up, at its place in the line. */
export function createLotRow(
  auctionId: string,
  lot: { readonly lotId: string; readonly spec: LotSpec },
  position: number,
): LotRow {
  return {
    id: lot.lotId,
    auctionId,
    position,
    status: "queued",
    ...readSpec(lot.spec),
    revealedReserveMinor: null,
    bidCount: 0,
    preBidCount: 0,
    leaderPaddle: null,
    leaderBidId: null,
    openedAt: null,
    closesAt: null,
    closedAt: null,
    winnerPaddle: null,
    winnerId: null,
    soldPriceMinor: null,
    closeReason: null,
  };
}

export function editLotRow(row: LotRow, spec: LotSpec): LotRow {
  return { ...row, ...readSpec(spec) };
}

/** The columns that say what the seller asked for. The reserve itself is not one of them. */
function readSpec(spec: LotSpec) {
  const { rules } = spec;
  return {
    productId: spec.productId,
    rerunOf: spec.rerunOf,
    title: spec.title,
    description: spec.description,
    imageUrls: spec.imageUrls,
    format: rules.format,
    rules,
    hasReserve: spec.reserveMinor !== null,
    reserveMet: spec.reserveMinor === null,
    startingPriceMinor: rules.startingPriceMinor,
    buyNowMinor: rules.buyNowMinor,
    priceMinor: rules.startingPriceMinor,
    quantity: rules.quantity,
    remaining: rules.quantity,
  };
}

/** A fact about one lot, with its neighbours in the entry and the way from its paddle to a person. */
export interface LotFactPlace {
  readonly entry: JournalEntry;
  readonly at: number;
  readonly getUserId: (paddle: number) => string;
}

type LotFact = Extract<Fact, { readonly lotId: string }>;

/** The row after one more fact. Says the same as the room's own view of the lot, which a test compares. */
export function applyLotFact(row: LotRow, fact: LotFact, place: LotFactPlace): LotRow {
  switch (fact.type) {
    case "lot.opened":
      return openLot(row, fact);
    case "bid.placed":
      return placeBid(row, fact, place);
    case "bid.committed":
      return row;
    case "lot.repriced":
      return { ...row, priceMinor: fact.priceMinor };
    case "lot.bought":
      return buyUnit(row, fact, place);
    case "lot.sold":
      return sellLot(row, fact, place);
    case "lot.passed":
      return passLot(row, fact);
    case "lot.voided":
      return { ...row, status: "voided", closedAt: new Date(fact.atMs), closeReason: fact.reason };
    case "lot.revealed":
      return fact.reserve === undefined ? row : { ...row, revealedReserveMinor: fact.reserve.amountMinor };
  }
}

function openLot(row: LotRow, fact: LotOpened & FactSeal): LotRow {
  return {
    ...row,
    status: "open",
    // Sealed bids made early stay sealed and count at once; on other lots those that matter are shown and counted then.
    bidCount: row.format === "sealed" ? row.preBidCount : 0,
    position: fact.position,
    rules: fact.rules,
    priceMinor: fact.priceMinor,
    reserveMet: fact.reserveMet,
    openedAt: new Date(fact.atMs),
    closesAt: new Date(fact.closesAtMs),
  };
}

function placeBid(row: LotRow, fact: BidPlaced, { entry, at }: LotFactPlace): LotRow {
  const isNew = fact.bidId !== row.leaderBidId;
  // Of the bids one command shows only the last names the leader (rule P10).
  const next = entry.facts[at + 1];
  const leads = next?.type !== "bid.placed" || next.lotId !== fact.lotId;
  return {
    ...row,
    priceMinor: fact.priceMinor,
    reserveMet: fact.reserveMet,
    closesAt: new Date(fact.closesAtMs),
    bidCount: row.bidCount + (isNew ? 1 : 0),
    ...(leads ? { leaderPaddle: fact.paddle, leaderBidId: fact.bidId } : {}),
  };
}

/**
 * The row after a hidden bid. On an ascending lot a leader who raised in silence is from here on known by the raised
 * bid, which is then not a new one when it is next shown.
 */
export function applyHiddenBid(
  row: LotRow,
  bid: { readonly paddle: number; readonly bidId: string },
): LotRow {
  if (row.status === "queued") return { ...row, preBidCount: row.preBidCount + 1 };
  if (row.format === "sealed") return { ...row, bidCount: row.bidCount + 1 };
  return row.status === "open" && row.leaderPaddle === bid.paddle ? { ...row, leaderBidId: bid.bidId } : row;
}

type Sold = Pick<LotSold & FactSeal, "paddle" | "priceMinor" | "atMs">;

function sellLot(row: LotRow, fact: Sold, { getUserId }: LotFactPlace): LotRow {
  return {
    ...row,
    status: "sold",
    priceMinor: fact.priceMinor,
    soldPriceMinor: fact.priceMinor,
    reserveMet: true,
    remaining: 0,
    closedAt: new Date(fact.atMs),
    winnerPaddle: fact.paddle,
    winnerId: getUserId(fact.paddle),
  };
}

function buyUnit(row: LotRow, fact: Extract<Fact, { type: "lot.bought" }>, place: LotFactPlace): LotRow {
  if (fact.remaining > 0) return { ...row, remaining: fact.remaining };
  const sold = sellLot(row, fact, place);
  // Several units may have several buyers; their orders name them.
  return fact.saleNumber === 1 ? sold : { ...sold, winnerPaddle: null, winnerId: null };
}

/** A fixed lot that sold some of its units was sold, even if the rest was not. */
function passLot(row: LotRow, fact: Extract<Fact, { type: "lot.passed" }>): LotRow {
  const closedAt = new Date(fact.atMs);
  return row.remaining < row.quantity
    ? { ...row, status: "sold", soldPriceMinor: row.priceMinor, closedAt }
    : { ...row, status: "passed", closedAt, closeReason: fact.reason };
}
