import { assert } from "../../../domain/result.ts";
import type { RowMeter } from "./row-meter.ts";

/**
 * The room's tables, oldest change first; a change is never edited once it has run anywhere. There is no secondary
 * index, as each would cost a row per bid: `first_seq` grows with `entry_number` and is found by bisection.
 */
const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE journal (
      entry_number INTEGER PRIMARY KEY,
      first_seq INTEGER NOT NULL,
      at_ms INTEGER NOT NULL,
      user_id TEXT,
      command_id TEXT,
      entry TEXT NOT NULL
    )`,
    // Parts, because a row holds 2 MB at most: an auction of hundreds of lots is larger, as one entry and as a state.
    `CREATE TABLE journal_part (
      entry_number INTEGER NOT NULL,
      part INTEGER NOT NULL,
      text TEXT NOT NULL,
      PRIMARY KEY (entry_number, part)
    ) WITHOUT ROWID`,
    `CREATE TABLE snapshot (part INTEGER PRIMARY KEY, text TEXT NOT NULL)`,
    `CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID`,
  ],
];

const versionKey = "schema_version";

/** 0 for an object that holds nothing yet. */
export function readSchemaVersion(sql: SqlStorage): number {
  const tables = sql.exec("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'meta'").toArray();
  if (tables.length === 0) return 0;
  const [row] = sql.exec<{ value: number }>("SELECT value FROM meta WHERE key = ?", versionKey).toArray();
  return row?.value ?? 0;
}

/** Brings the tables up to date. Synchronous and inside one implicit transaction: all of it or none. */
export function migrate(sql: SqlStorage, meter: RowMeter): void {
  const version = readSchemaVersion(sql);
  assert(version <= migrations.length, "a room is not opened by older code than wrote it");
  if (version === migrations.length) return;
  for (const statement of migrations.slice(version).flat()) meter.write(statement);
  meter.write("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", versionKey, migrations.length);
}
