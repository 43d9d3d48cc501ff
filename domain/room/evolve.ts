import { limits } from "../limits.ts";
import { assert, must, unreachable } from "../result.ts";
import { emptyChain } from "./chain.ts";
import { evolveChat } from "./chat-evolve.ts";
import type { AuctionSpec } from "./command.ts";
import type { JournalEntry, PrivateChange } from "./entry.ts";
import { evolveAuction } from "./evolve-auction.ts";
import { evolveBidAccepted, evolveSaleMade } from "./evolve-bidder.ts";
import { evolveLot } from "./evolve-lot.ts";
import type { Fact } from "./fact.ts";
import { findBidder, getBidder, withBidder } from "./find.ts";
import { emptyIdIndex, withPlace } from "./id-index.ts";
import { addLot, editLot, removeLot, reorderLot } from "./line-up.ts";
import type { AuctionState } from "./state.ts";
import { append, emptyVector } from "./vector.ts";

/** The state after one journal entry. The same entries in the same order always give the same state. */
export function evolve(state: AuctionState | null, entry: JournalEntry): AuctionState {
  let next = state;
  for (const [at, fact] of entry.facts.entries()) {
    next = evolveFact(must(next, "facts follow a creation"), fact, { entry, at });
  }
  for (const change of entry.private.changes) next = evolveChange(next, change, entry);
  const last = entry.facts.at(-1);
  const evolved = must(next, "the first entry creates the auction");
  return {
    ...evolved,
    head: last === undefined ? evolved.head : { seq: last.seq, hash: last.hash },
    entryNumber: entry.entryNumber,
    lastAtMs: entry.atMs,
  };
}

/** The state after all of these, on top of a snapshot or of nothing. */
export function replay(
  entries: Iterable<JournalEntry>,
  from: AuctionState | null = null,
): AuctionState | null {
  let state = from;
  for (const entry of entries) state = evolve(state, entry);
  return state;
}

/** A fact's entry and its place in it: what the public half says is completed by the private one. */
export interface FactPlace {
  readonly entry: JournalEntry;
  readonly at: number;
}

function evolveFact(state: AuctionState, fact: Fact, place: FactPlace): AuctionState {
  switch (fact.type) {
    case "auction.started":
    case "auction.held":
    case "auction.resumed":
    case "auction.ended":
    case "auction.cancelled":
      return evolveAuction(state, fact);
    case "bid.committed":
    case "lot.revealed":
      // Public news of what the private half has told the state already.
      return state;
    default:
      assert(
        state.status !== "ended" && state.status !== "cancelled",
        "lots move before the auction is over",
      );
      return evolveLot(state, fact, place);
  }
}

function createState(auction: AuctionSpec): AuctionState {
  return {
    status: "scheduled",
    spec: auction,
    head: emptyChain,
    entryNumber: 0,
    lastAtMs: 0,
    lots: emptyVector,
    lotPlaces: emptyIdIndex,
    bidders: emptyVector,
    bidderPlaces: emptyIdIndex,
    chat: { lines: [], mutes: [], bucket: null },
  };
}

function evolveChange(before: AuctionState | null, change: PrivateChange, entry: JournalEntry): AuctionState {
  if (change.type === "auction.created") {
    assert(before === null, "an auction is created once");
    return change.lots.reduce<AuctionState>(
      (created, { lotId, spec }) => addLot(created, lotId, spec),
      createState(change.auction),
    );
  }
  const state = must(before, "changes follow a creation");
  switch (change.type) {
    case "auction.edited":
      return { ...state, spec: { ...state.spec, ...change.edit } };
    case "lot.added":
      return addLot(state, change.lotId, change.spec);
    case "lot.edited":
      return editLot(state, change.lotId, change.spec);
    case "lot.removed":
      return removeLot(state, change.lotId);
    case "lot.reordered":
      return reorderLot(state, change.lotId, change.beforeLotId);
    case "bidder.registered":
      return evolveRegistration(state, change);
    case "bidder.blocked":
    case "bidder.unblocked":
      return withBidder(state, {
        ...getBidder(state, change.paddle),
        blocked: change.type === "bidder.blocked",
      });
    case "bid.accepted":
      return evolveBidAccepted(state, change);
    case "reserve.committed":
      // Taken in by its lot's opening, which it stands beside.
      return state;
    case "sale.made":
      return evolveSaleMade(state, change);
    case "chat.posted":
    case "chat.removed":
    case "chat.muted":
      return { ...state, chat: evolveChat(state.chat, change, entry.atMs) };
    default:
      return unreachable(change);
  }
}

function evolveRegistration(
  state: AuctionState,
  { paddle, terms }: Extract<PrivateChange, { type: "bidder.registered" }>,
): AuctionState {
  const known = findBidder(state, terms.userId);
  // Entries from before lots travelled together say nothing of further ones.
  const { additionalShippingMinor = terms.shippingMinor } = terms;
  const agreed = { ...terms, additionalShippingMinor };
  if (known !== undefined) return withBidder(state, { ...known, ...agreed });
  assert(paddle === state.bidders.size + 1, "paddles are given in order");
  assert(paddle <= limits.biddersPerAuctionMax, "no more paddles than the room has");
  return {
    ...state,
    bidders: append(state.bidders, {
      ...agreed,
      paddle,
      blocked: false,
      saleCount: 0,
      wonMinor: 0,
      maxima: {},
    }),
    bidderPlaces: withPlace(state.bidderPlaces, terms.userId, paddle - 1),
  };
}
