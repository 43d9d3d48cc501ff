import type { RoomLot, RoomModel } from "../../../client/room/room-model.ts";
import { findCurrentLot, findLot } from "../../../client/room/room-model.ts";

/**
 * The lot the room looks at: the one the reader chose, else the open one, else the one that just closed, else the
 * first to come.
 */
export function findFocusLot(model: RoomModel, chosenId: string | undefined): RoomLot | undefined {
  const chosen = chosenId === undefined ? undefined : findLot(model, chosenId);
  return chosen ?? findCurrentLot(model) ?? findLastClosed(model) ?? model.lots[0];
}

/** The lot whose hammer fell last. */
export function findLastClosed(model: RoomModel): RoomLot | undefined {
  let last: RoomLot | undefined;
  for (const lot of model.lots) {
    if (lot.closedAtMs !== null && lot.closedAtMs > (last?.closedAtMs ?? -1)) last = lot;
  }
  return last;
}

/** The first lot still to come. */
export function findNextLot(model: RoomModel): RoomLot | undefined {
  return model.lots.find(({ status }) => status === "queued");
}
