import { describe, expect, test } from "vitest";
import type { AuctionState } from "../../domain/room/state.ts";
import type { RoomMemory } from "./memory.ts";
import { takeSnapshotIfDue } from "./snapshot-policy.ts";

/** A room of that many entries since its snapshot, and whether a look at it takes the next. */
function look(status: AuctionState["status"], entriesSince: number, snapshotLength: number): boolean {
  let noted: number | null = null;
  const memory = {
    state: { status, entryNumber: 100 + entriesSince } as AuctionState,
    snapshotEntryNumber: 100,
    snapshotLength,
    setupSeq: null,
    noteSnapshot: (length) => {
      noted = length;
    },
  } satisfies Partial<RoomMemory> as unknown as RoomMemory;
  takeSnapshotIfDue({ read: () => null, write: () => 777 }, memory);
  return noted === 777;
}

describe("[J1] when a snapshot is due", () => {
  test.each([
    ["live", 499, 0, false],
    ["live", 500, 0, true],
    ["live", 500, 400_000, true],
    ["live", 500, 2_000_000, false],
    ["live", 1_999, 2_000_000, false],
    ["live", 2_000, 2_000_000, true],
    ["scheduled", 500, 0, true],
    ["ended", 0, 2_000_000, false],
    ["ended", 1, 2_000_000, true],
    ["cancelled", 1, 0, true],
  ] as const)("%s, %i entries after one of %i characters: %s", (status, entries, length, isDue) => {
    expect(look(status, entries, length)).toBe(isDue);
  });
});
