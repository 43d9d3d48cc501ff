import { limits } from "../../domain/limits.ts";
import type { RoomMemory } from "./memory.ts";
import type { Snapshots } from "./store/snapshots.ts";

/**
 * Takes a snapshot when enough entries have piled up after the last, or when the auction is over and none will follow
 * soon. Only the alarm and the outbox call this: the rows would else be some bid's.
 */
export function takeSnapshotIfDue(snapshots: Snapshots, memory: RoomMemory): void {
  const { state, setupSeq, snapshotEntryNumber } = memory;
  if (state === null) return;
  const entries = state.entryNumber - snapshotEntryNumber;
  const isOver = state.status === "ended" || state.status === "cancelled";
  if (entries < (isOver ? 1 : limits.snapshotEveryEntries)) return;
  snapshots.write({ state, setupSeq });
  memory.noteSnapshot();
}
