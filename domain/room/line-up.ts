import { assert } from "../result.ts";
import { getLot, withLot } from "./find.ts";
import { toIdIndex, withPlace } from "./id-index.ts";
import type { LotSpec } from "./lot-rules.ts";
import type { AuctionState, LotState, QueuedLot } from "./state.ts";
import { append, getAt, toItems, toVector } from "./vector.ts";

/** A new lot at the end of the line. */
export function addLot(state: AuctionState, lotId: string, spec: LotSpec): AuctionState {
  const { lots, lotPlaces } = state;
  const position = lots.size === 0 ? 1 : getAt(lots, lots.size - 1).position + 1;
  const lot: QueuedLot = { status: "queued", lotId, position, spec, preBids: toVector([]) };
  return { ...state, lots: append(lots, lot), lotPlaces: withPlace(lotPlaces, lotId, lots.size) };
}

function requireQueued(lot: LotState): QueuedLot {
  assert(lot.status === "queued", "only queued lots change");
  return lot;
}

export function editLot(state: AuctionState, lotId: string, spec: LotSpec): AuctionState {
  return withLot(state, { ...requireQueued(getLot(state, lotId)), spec });
}

/** The queued lots move up; every lot that has opened keeps the position its `lot.opened` told. */
export function removeLot(state: AuctionState, lotId: string): AuctionState {
  requireQueued(getLot(state, lotId));
  return withLineUp(state, (queued) => queued.filter((lot) => lot.lotId !== lotId));
}

/** Moves a queued lot right before another queued one, or behind all of them. */
export function reorderLot(state: AuctionState, lotId: string, beforeLotId: string | null): AuctionState {
  const moved = requireQueued(getLot(state, lotId));
  return withLineUp(state, (queued) => {
    const others = queued.filter((lot) => lot.lotId !== lotId);
    const at = beforeLotId === null ? others.length : others.findIndex((lot) => lot.lotId === beforeLotId);
    assert(at >= 0, "a lot is moved before a queued one");
    return others.toSpliced(at, 0, moved);
  });
}

/** Puts the rearranged queued lots into the first of the positions queued lots had. */
function withLineUp(
  state: AuctionState,
  rearrange: (queued: readonly QueuedLot[]) => readonly QueuedLot[],
): AuctionState {
  const lots = toItems(state.lots);
  const queued = lots.filter((lot) => lot.status === "queued");
  const slots = queued.map(({ position }) => position);
  const placed = rearrange(queued).map((lot, at) => ({ ...lot, position: slots[at] ?? lot.position }));
  const others = lots.filter((lot) => lot.status !== "queued");
  const lined: LotState[] = [...others, ...placed].toSorted((one, other) => one.position - other.position);
  const moved = { ...state, lots: toVector(lined), lotPlaces: toIdIndex(lined.map(({ lotId }) => lotId)) };
  if (moved.status !== "live") return moved;
  const openPlaces = [...lined.entries()].filter(([, lot]) => lot.status === "open").map(([place]) => place);
  return { ...moved, openPlaces };
}
