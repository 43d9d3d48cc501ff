import type { JournalEntry, PrivateChange } from "../../domain/room/entry.ts";
import { evolve } from "../../domain/room/evolve.ts";
import type { AuctionState } from "../../domain/room/state.ts";
import { createCommandPlaces } from "./command-places.ts";
import type { CommandPlaces } from "./command-places.ts";
import { createRecentFacts } from "./recent-facts.ts";
import type { RecentFacts } from "./recent-facts.ts";
import type { RoomStore } from "./store/store.ts";

/** Changes of the auction's set-up, which no fact tells. */
const setupChanges: ReadonlySet<PrivateChange["type"]> = new Set<PrivateChange["type"]>([
  "auction.edited",
  "lot.added",
  "lot.edited",
  "lot.removed",
  "lot.reordered",
]);

export function isSetupEntry(entry: JournalEntry): boolean {
  return entry.private.changes.some((change) => setupChanges.has(change.type));
}

/** What the room knows without asking the disk; all of it can be rebuilt from there. */
export interface RoomMemory {
  /** Null until the auction is created. */
  readonly state: AuctionState | null;
  /** The last entry a snapshot covers. */
  readonly snapshotEntryNumber: number;
  /** How many characters that snapshot has; 0 without one. */
  readonly snapshotLength: number;
  readonly recentFacts: RecentFacts;
  readonly commandPlaces: CommandPlaces;
  /**
   * The log's head when the set-up last changed, null if it never did: facts alone do not bring a reader from before it
   * up to date.
   */
  readonly setupSeq: number | null;
  /** Takes in an entry that was just written, and the state it made. */
  readonly apply: (entry: JournalEntry, after: AuctionState, factTexts: readonly string[]) => void;
  /** A snapshot of so many characters was just written. */
  readonly noteSnapshot: (length: number) => void;
}

const PAGE = 1_000;

/** Rebuilds the room: its snapshot, then the entries after it. */
export function loadMemory(store: RoomStore): RoomMemory {
  const snapshot = store.exists() ? store.snapshots.read() : null;
  let state = snapshot?.state ?? null;
  let setupSeq = snapshot?.setupSeq ?? null;
  let snapshotEntryNumber = state?.entryNumber ?? 0;
  let snapshotLength = snapshot?.length ?? 0;

  const noteSetup = (entry: JournalEntry, headSeq: number): void => {
    if (isSetupEntry(entry)) setupSeq = headSeq;
  };
  for (const entry of readEntries(store, snapshotEntryNumber)) {
    state = evolve(state, entry);
    noteSetup(entry, state.head.seq);
  }
  const recentFacts = createRecentFacts(store.journal, state?.head.seq ?? 0);
  const commandPlaces = createCommandPlaces(store.journal, store.exists);

  return {
    get state() {
      return state;
    },
    get snapshotEntryNumber() {
      return snapshotEntryNumber;
    },
    get snapshotLength() {
      return snapshotLength;
    },
    get setupSeq() {
      return setupSeq;
    },
    recentFacts,
    commandPlaces,
    apply: (entry, after, factTexts) => {
      state = after;
      recentFacts.append(factTexts);
      const { userId, commandId } = entry.private;
      if (userId !== null && commandId !== null) commandPlaces.add(userId, commandId, entry.entryNumber);
      noteSetup(entry, after.head.seq);
    },
    noteSnapshot: (length) => {
      snapshotEntryNumber = state?.entryNumber ?? 0;
      snapshotLength = length;
    },
  };
}

function* readEntries(store: RoomStore, afterEntryNumber: number): Generator<JournalEntry> {
  if (!store.exists()) return;
  let after = afterEntryNumber;
  for (
    let page = store.journal.readAfter(after, PAGE);
    page.length > 0;
    page = store.journal.readAfter(after, PAGE)
  ) {
    yield* page;
    after += page.length;
  }
}
