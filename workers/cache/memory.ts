import { computeAgeMs } from "./entry.ts";
import type { Entry } from "./entry.ts";

/** An entry in the memory of an isolate. */
export interface Held {
  readonly entry: Entry;
  /** From then on, whoever reads it has the tiers behind it asked. */
  lookAgainAtMs: number;
}

/** An isolate has 128 MB for everything it does. */
const memoryBounds = { entries: 4_000, bytes: 24 * 1_048_576, bytesPerEntry: 1_048_576 };

/** The nearest tier. Beyond its bounds it lets go of what was not asked for the longest. */
export interface Memory {
  /** The entry, however old; being asked for keeps it. */
  find(key: string): Held | undefined;
  hold(key: string, held: Held): void;
  dropTagged(tags: ReadonlySet<string>): void;
  readonly size: { readonly entries: number; readonly bytes: number };
}

export function createMemory(bounds = memoryBounds): Memory {
  // A Map remembers the order of insertion: the first key is the one that has waited longest.
  const entries = new Map<string, Held>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= entries.get(key)?.entry.body.byteLength ?? 0;
    entries.delete(key);
  };
  return {
    find(key) {
      const held = entries.get(key);
      if (held === undefined) return undefined;
      entries.delete(key);
      entries.set(key, held);
      return held;
    },
    hold(key, held) {
      const known = entries.get(key);
      // Two readings may end in the order in which they did not begin.
      if (known !== undefined && known.entry.readAtMs > held.entry.readAtMs) return;
      drop(key);
      if (held.entry.body.byteLength > bounds.bytesPerEntry) return;
      entries.set(key, held);
      bytes += held.entry.body.byteLength;
      for (const oldest of entries.keys()) {
        if (entries.size <= bounds.entries && bytes <= bounds.bytes) break;
        drop(oldest);
      }
    },
    dropTagged(tags) {
      for (const [key, { entry }] of entries) if (entry.tags.some((tag) => tags.has(tag))) drop(key);
    },
    get size() {
      return { entries: entries.size, bytes };
    },
  };
}

/** The one that was read later. */
export function pickNewer(one: Entry | undefined, other: Entry | undefined): Entry | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return computeAgeMs(one, other.readAtMs) > 0 ? other : one;
}
