import type { BidderObstacle } from "../../contract/http/rooms.ts";
import type { StopReason } from "./connection.ts";
import type { OwnBid } from "./own-bids.ts";
import { overtakeOwnBids } from "./own-bids.ts";
import { isLeading } from "./room-model.ts";
import type { RoomLot, RoomModel } from "./room-model.ts";

/** How fresh the model is. Times are local milliseconds, by the client's own clock. */
export type RoomStatus =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  /** Facts are missing and on their way; how many, as far as known. */
  | { readonly kind: "catching-up"; readonly behind: number }
  /** The model is as old as `dataAtMs`; the next attempt starts at `nextAttemptAtMs`, or is under way when null. */
  | { readonly kind: "offline"; readonly dataAtMs: number; readonly nextAttemptAtMs: number | null }
  | { readonly kind: "stopped"; readonly reason: StopReason };

/** Everything a page shows; a new object on every change. */
export interface RoomState {
  readonly status: RoomStatus;
  /** Null until the first answer of the room. */
  readonly model: RoomModel | null;
  /** What kept this viewer from being a bidder when they entered; null for a bidder, and until then. */
  readonly obstacle: BidderObstacle | null;
  /** Oldest first. */
  readonly ownBids: readonly OwnBid[];
}

/** Before a room was heard of. */
export const nothingYet: RoomState = {
  status: { kind: "connecting" },
  model: null,
  obstacle: null,
  ownBids: [],
};

export interface RoomStore {
  read(): RoomState;
  update(change: Partial<RoomState>): void;
  /** Takes the next model and what follows from it for own bids; returns the lots this viewer no longer leads. */
  advance(model: RoomModel): readonly RoomLot[];
  subscribe(listener: () => void): () => void;
}

export function createRoomStore(): RoomStore {
  const listeners = new Set<() => void>();
  let state: RoomState = nothingYet;

  const update = (change: Partial<RoomState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  return {
    read: () => state,
    update,
    advance(model) {
      const before = state.model;
      update({ model, ownBids: overtakeOwnBids(state.ownBids, model) });
      return before === null ? [] : findLotsLost(before, model);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function findLotsLost(before: RoomModel, after: RoomModel): readonly RoomLot[] {
  if (before.lots === after.lots) return [];
  const ledBefore = new Set(before.lots.filter((lot) => isLeading(before, lot)).map(({ id }) => id));
  return after.lots.filter(
    (lot) => ledBefore.has(lot.id) && lot.leaderPaddle !== null && !isLeading(after, lot),
  );
}
