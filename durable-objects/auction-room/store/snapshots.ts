import { z } from "../../../contract/zod.ts";
import type { AuctionState } from "../../../domain/room/state.ts";
import type { RowMeter } from "./row-meter.ts";
import { splitText } from "./text-parts.ts";

/** Raised whenever the shape of the state changes: an older snapshot is then ignored and the journal read from its start. */
const SNAPSHOT_VERSION = 1;

const storedSnapshot = z.object({
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

export interface Snapshots {
  readonly read: () => Snapshot | null;
  /** Replaces the one before. Never in a bid's turn: its rows would be the bid's. */
  readonly write: (snapshot: Snapshot) => void;
}

export function createSnapshots(sql: SqlStorage, meter: RowMeter): Snapshots {
  return {
    read: () => {
      const parts = sql.exec<{ text: string }>("SELECT text FROM snapshot ORDER BY part").toArray();
      if (parts.length === 0) return null;
      const json: unknown = JSON.parse(parts.map((part) => part.text).join(""));
      const parsed = storedSnapshot.safeParse(json);
      return parsed.success ? { state: parsed.data.state, setupSeq: parsed.data.setupSeq } : null;
    },
    write: (snapshot) => {
      const parts = splitText(JSON.stringify({ version: SNAPSHOT_VERSION, ...snapshot }));
      for (const [part, text] of parts.entries()) {
        meter.write("INSERT OR REPLACE INTO snapshot (part, text) VALUES (?, ?)", part, text);
      }
      meter.write("DELETE FROM snapshot WHERE part >= ?", parts.length);
    },
  };
}
