import { z } from "../../../contract/zod.ts";
import type { AuctionState } from "../../../domain/room/state.ts";
import type { RowMeter } from "./row-meter.ts";
import { splitText } from "./text-parts.ts";

/** Raised whenever the shape of the state changes: an older snapshot is then ignored and the journal read from its start. */
export const SNAPSHOT_VERSION = 2;

const snapshotText = z.object({
  version: z.literal(SNAPSHOT_VERSION),
  setupSeq: z.int().min(0).nullable(),
  state: z.custom<AuctionState>(
    (value) => value !== null && typeof value === "object" && "entryNumber" in value,
  ),
});

/** The state as of one entry, so that a room that comes up need not replay everything. */
export interface Snapshot {
  readonly state: AuctionState;
  /** The log's head when the lots or the auction were last edited; null if they never were. */
  readonly setupSeq: number | null;
}

/** A snapshot and how many characters it took. */
export interface StoredSnapshot extends Snapshot {
  readonly length: number;
}

export interface Snapshots {
  readonly read: () => StoredSnapshot | null;
  /** Replaces the one before and returns its length. Never in a bid's turn: its rows would be the bid's. */
  readonly write: (snapshot: Snapshot) => number;
}

export function createSnapshots(sql: SqlStorage, meter: RowMeter): Snapshots {
  return {
    read: () => {
      const parts = sql.exec<{ text: string }>("SELECT text FROM snapshot ORDER BY part").toArray();
      if (parts.length === 0) return null;
      const text = parts.map((part) => part.text).join("");
      const parsed = snapshotText.safeParse(JSON.parse(text));
      if (!parsed.success) return null;
      const { state, setupSeq } = parsed.data;
      return { state, setupSeq, length: text.length };
    },
    write: (snapshot) => {
      const whole = JSON.stringify({ version: SNAPSHOT_VERSION, ...snapshot });
      const parts = splitText(whole);
      for (const [part, text] of parts.entries()) {
        meter.write("INSERT OR REPLACE INTO snapshot (part, text) VALUES (?, ?)", part, text);
      }
      meter.write("DELETE FROM snapshot WHERE part >= ?", parts.length);
      return whole.length;
    },
  };
}
