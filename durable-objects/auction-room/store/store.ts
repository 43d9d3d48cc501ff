import { createJournal } from "./journal.ts";
import type { Journal } from "./journal.ts";
import { createRowMeter } from "./row-meter.ts";
import type { RowMeter } from "./row-meter.ts";
import { migrate, readSchemaVersion } from "./schema.ts";
import { createSnapshots } from "./snapshots.ts";
import type { Snapshots } from "./snapshots.ts";

/** Everything a room keeps on disk. */
export interface RoomStore {
  readonly journal: Journal;
  readonly snapshots: Snapshots;
  readonly meter: RowMeter;
  /** False for an object that never accepted a command: asking for a room that does not exist writes nothing. */
  readonly exists: () => boolean;
  /** Makes the tables of a room about to be created. */
  readonly create: () => void;
  /** The last entry Postgres has (rule J2). */
  readonly readCursor: () => number;
  readonly writeCursor: (entryNumber: number) => void;
}

const cursorKey = "outbox_cursor";

/** Opens the store and brings the tables of an existing room up to date. Call it from the constructor only. */
export function openStore(storage: DurableObjectStorage, reportFailure: (error: unknown) => void): RoomStore {
  const { sql } = storage;
  const meter = createRowMeter(storage, reportFailure);
  let exists = readSchemaVersion(sql) > 0;
  if (exists) migrate(sql, meter);
  const journal = createJournal(sql, meter);
  return {
    journal,
    snapshots: createSnapshots(sql, meter),
    meter,
    exists: () => exists,
    create: () => {
      if (exists) return;
      migrate(sql, meter);
      exists = true;
    },
    readCursor: () => {
      const rows = sql.exec<{ value: number }>("SELECT value FROM meta WHERE key = ?", cursorKey).toArray();
      return rows[0]?.value ?? 0;
    },
    writeCursor: (entryNumber) =>
      meter.write("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", cursorKey, entryNumber),
  };
}
