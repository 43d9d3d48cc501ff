import { assert, must, unreachable } from "../result.ts";
import { computeOpeningClock } from "./clock.ts";
import { passLot, sellLot, voidLot } from "./closed-lot.ts";
import { computeReprice } from "./dutch.ts";
import type { FactPlace } from "./evolve.ts";
import type {
  BidPlaced,
  Fact,
  FactSeal,
  LotBought,
  LotOpened,
  LotPassed,
  LotRepriced,
  LotSold,
  LotVoided,
} from "./fact.ts";
import { getLot, withLot } from "./find.ts";
import { findPlace } from "./id-index.ts";
import type { Leader } from "./price.ts";
import type { AuctionState, CommittedBid, LotState, OpenLot, QueuedLot, Reserve, Sale } from "./state.ts";
import type { Vector } from "./vector.ts";
import { toItems } from "./vector.ts";

type LotFact = Extract<
  Fact,
  LotOpened | BidPlaced | LotRepriced | LotSold | LotBought | LotPassed | LotVoided
>;

/** A lot's own facts: the transitions of rule L1, and what bids do in between. */
export function evolveLot(state: AuctionState, fact: LotFact, place: FactPlace): AuctionState {
  const lot = getLot(state, fact.lotId);
  if (fact.type === "lot.opened") return openLot(state, requireQueued(lot), fact, place);
  if (fact.type === "lot.passed" || fact.type === "lot.voided") {
    assert(lot.status === "queued" || lot.status === "open", "a closed lot stays closed");
    return closeLot(state, fact.type === "lot.passed" ? passLot(lot, fact) : voidLot(lot, fact));
  }
  const open = requireOpen(lot);
  switch (fact.type) {
    case "bid.placed":
      return withLot(state, placeBid(open, fact, place));
    case "lot.repriced":
      return withLot(state, { ...open, sale: computeReprice(open, fact.atMs) });
    case "lot.bought":
      return buyUnit(state, open, fact);
    case "lot.sold":
      return closeLot(state, sellLot(open, fact));
    default:
      return unreachable(fact);
  }
}

function requireQueued(lot: LotState): QueuedLot {
  assert(lot.status === "queued", "only a queued lot opens");
  return lot;
}

function requireOpen(lot: LotState): OpenLot {
  assert(lot.status === "open", "only an open lot sells");
  return lot;
}

function openLot(
  state: AuctionState,
  lot: QueuedLot,
  fact: LotOpened & FactSeal,
  { entry }: FactPlace,
): AuctionState {
  assert(state.status === "live", "lots open in a live auction");
  const { lotId, position, spec } = lot;
  const committed = entry.private.changes.find(
    (change) => change.type === "reserve.committed" && change.lotId === lotId,
  );
  const reserve =
    committed?.type === "reserve.committed"
      ? { amountMinor: committed.amountMinor, salt: committed.salt }
      : null;
  const staggerMs = fact.closesAtMs - fact.atMs - spec.rules.durationMs;
  const opened: OpenLot = {
    status: "open",
    lotId,
    position,
    spec,
    openedAtMs: fact.atMs,
    ...computeOpeningClock(spec.rules, fact.atMs, staggerMs),
    extensions: 0,
    awayUsed: false,
    sale: openSale(lot, reserve, fact.atMs),
  };
  const place = must(findPlace(state.lotPlaces, lotId), "an opened lot has a place");
  const openPlaces = [...state.openPlaces, place].toSorted((one, other) => one - other);
  return withLot({ ...state, openPlaces }, opened);
}

function openSale({ spec, preBids }: QueuedLot, reserve: Reserve | null, nowMs: number): Sale {
  const { format, startingPriceMinor, stepEveryMs } = spec.rules;
  switch (format) {
    case "english":
    case "sudden-death":
      return {
        kind: "ascending",
        priceMinor: startingPriceMinor,
        leader: null,
        reserve,
        reserveMet: reserve === null,
        bidCount: 0,
        committed: preBids,
      };
    case "sealed":
      return { kind: "sealed", reserve, committed: preBids };
    case "dutch":
      return {
        kind: "dutch",
        priceMinor: startingPriceMinor,
        repricesAtMs: nowMs + must(stepEveryMs, "a falling price has an interval"),
      };
    case "fixed":
      return { kind: "fixed", bought: 0 };
    case "giveaway":
      throw new Error("assertion failed: giveaways are refused when they are set up");
    default:
      return unreachable(format);
  }
}

function placeBid(lot: OpenLot, fact: BidPlaced & FactSeal, place: FactPlace): OpenLot {
  const { sale } = lot;
  assert(sale.kind === "ascending", "only an ascending lot shows bids");
  const isNew = fact.bidId !== sale.leader?.bidId;
  // Of the bids one command shows only the last names the leader (rule P10).
  const next = place.entry.facts[place.at + 1];
  const isLast = next?.type !== "bid.placed" || next.lotId !== lot.lotId;
  return {
    ...lot,
    closesAtMs: fact.closesAtMs,
    extensions: lot.extensions + (fact.extended ? 1 : 0),
    sale: {
      ...sale,
      priceMinor: fact.priceMinor,
      reserveMet: fact.reserveMet,
      bidCount: sale.bidCount + (isNew ? 1 : 0),
      leader: isLast && isNew ? findNewLeader(fact, place, sale.committed) : sale.leader,
    },
  };
}

/** The amount behind a bid the log has just named as leading: this command's own, or a pre-bid's. */
function findNewLeader(
  { bidId, paddle }: BidPlaced,
  { entry }: FactPlace,
  committed: Vector<CommittedBid>,
): Leader {
  const own = entry.private.changes.find(
    (change) => change.type === "bid.accepted" && change.bidId === bidId,
  );
  const bid = own?.type === "bid.accepted" ? own : toItems(committed).find((one) => one.bidId === bidId);
  return { bidId, paddle, maxMinor: must(bid, "a leading bid has an amount").amountMinor };
}

function buyUnit(state: AuctionState, lot: OpenLot, fact: LotBought & FactSeal): AuctionState {
  const { saleNumber, remaining } = fact;
  const bought: OpenLot = { ...lot, sale: { kind: "fixed", bought: saleNumber } };
  if (remaining > 0) return withLot(state, bought);
  const sold = sellLot(bought, fact);
  return closeLot(state, saleNumber === 1 ? sold : { ...sold, winnerPaddle: null });
}

function closeLot(state: AuctionState, lot: LotState): AuctionState {
  if (state.status !== "live") return withLot(state, lot);
  const place = findPlace(state.lotPlaces, lot.lotId);
  return withLot({ ...state, openPlaces: state.openPlaces.filter((open) => open !== place) }, lot);
}
