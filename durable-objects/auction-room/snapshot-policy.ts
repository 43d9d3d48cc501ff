import { limits } from "../../domain/limits.ts";
import type { AuctionState } from "../../domain/room/state.ts";
import type { RoomMemory } from "./memory.ts";
import type { Snapshots } from "./store/snapshots.ts";

/**
 * Takes a snapshot when enough entries have piled up after the last, or when the auction is over and none will follow
 * soon. Only the alarm and the outbox call this: the rows would else be some bid's.
 *
 * A state holds every maximum of its open lots, so it grows by each bid until the hammer; one written every so many
 * entries would cost more and more. So the entries must outgrow the snapshot before: writing it stays a small share
 * of writing them, and reading them again stays comparable to reading it.
 */
export function takeSnapshotIfDue(snapshots: Snapshots, memory: RoomMemory): void {
  const { state, setupSeq, snapshotEntryNumber } = memory;
  if (state === null) return;
  if (state.entryNumber - snapshotEntryNumber < computeEntriesBetween(state, memory.snapshotLength)) return;
  memory.noteSnapshot(snapshots.write({ state, setupSeq }));
}

/** About what the row of a bid holds, in characters. */
const ENTRY_LENGTH = 1_000;

function computeEntriesBetween({ status }: AuctionState, snapshotLength: number): number {
  if (status === "ended" || status === "cancelled") return 1;
  return Math.max(limits.snapshotEveryEntries, snapshotLength / ENTRY_LENGTH);
}
