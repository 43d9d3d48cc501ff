import type { JournalEntry } from "../../../domain/room/entry.ts";
import { parseEntry } from "./entry-text.ts";
import type { RowMeter } from "./row-meter.ts";
import { PART_LENGTH, splitText } from "./text-parts.ts";

/** An accepted command's id and where its entry is (rule B3). */
export interface CommandPlace {
  readonly userId: string;
  readonly commandId: string;
  readonly entryNumber: number;
}

/** An entry and the text its row holds. */
export interface WrittenEntry {
  readonly entry: JournalEntry;
  readonly text: string;
  /** The log's next number before this entry: of its first fact, or of the next one when it made none. */
  readonly firstSeq: number;
}

/** The room's truth: one row per entry, only ever added to (rule J1). */
export interface Journal {
  readonly append: (written: WrittenEntry) => void;
  readonly read: (entryNumber: number) => JournalEntry | null;
  /** Entries after this one, oldest first, at most `limit`. */
  readonly readAfter: (entryNumber: number, limit: number) => JournalEntry[];
  /** The same entries as text, unread. */
  readonly readTextsAfter: (entryNumber: number, limit: number) => string[];
  /** Entries from the one that holds fact `seq` on, at most `limit`; found by bisection, as there is no index. */
  readonly readFromFact: (seq: number, limit: number) => JournalEntry[];
  readonly readCommandPlaces: () => Iterable<CommandPlace>;
}

interface EntryRow extends Record<string, SqlStorageValue> {
  readonly entry_number: number;
  /** Empty when the entry is in parts. */
  readonly entry: string;
}
interface PlaceRow extends Record<string, SqlStorageValue> {
  readonly user_id: string;
  readonly command_id: string;
  readonly entry_number: number;
}

export function createJournal(sql: SqlStorage, meter: RowMeter): Journal {
  const selectTexts = (where: string, ...bindings: SqlStorageValue[]): string[] =>
    sql
      .exec<EntryRow>(`SELECT entry_number, entry FROM journal WHERE ${where}`, ...bindings)
      .toArray()
      .map((row) => (row.entry === "" ? readParts(row.entry_number) : row.entry));
  const select = (where: string, ...bindings: SqlStorageValue[]): JournalEntry[] =>
    selectTexts(where, ...bindings).map((text) => parseEntry(text));

  const readParts = (entryNumber: number): string => {
    const query = "SELECT text FROM journal_part WHERE entry_number = ? ORDER BY part";
    const rows = sql.exec<{ text: string }>(query, entryNumber).toArray();
    return rows.map((row) => row.text).join("");
  };

  const readFirstSeq = (entryNumber: number): number | undefined => {
    const rows = sql.exec<{ first_seq: number }>(
      "SELECT first_seq FROM journal WHERE entry_number = ?",
      entryNumber,
    );
    return rows.toArray()[0]?.first_seq;
  };

  /** The last entry whose `first_seq` is not above `seq`; entries are numbered without gaps from 1. */
  const findEntryOfFact = (seq: number): number => {
    let low = 1;
    let high = sql
      .exec<{ last: number }>("SELECT coalesce(max(entry_number), 0) AS last FROM journal")
      .one().last;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((readFirstSeq(middle) ?? Number.POSITIVE_INFINITY) <= seq) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  return {
    append: ({ entry, text, firstSeq }) => {
      const { userId, commandId } = entry.private;
      const parts = text.length > PART_LENGTH ? splitText(text) : [];
      // An append that failed half-way may have left some: only the row below makes an entry.
      if (parts.length > 0) meter.write("DELETE FROM journal_part WHERE entry_number = ?", entry.entryNumber);
      for (const [part, partText] of parts.entries()) {
        const insert = "INSERT INTO journal_part (entry_number, part, text) VALUES (?, ?, ?)";
        meter.write(insert, entry.entryNumber, part, partText);
      }
      meter.write(
        "INSERT INTO journal (entry_number, first_seq, at_ms, user_id, command_id, entry) VALUES (?, ?, ?, ?, ?, ?)",
        entry.entryNumber,
        firstSeq,
        entry.atMs,
        userId,
        commandId,
        parts.length > 0 ? "" : text,
      );
    },
    read: (entryNumber) => select("entry_number = ?", entryNumber)[0] ?? null,
    readAfter: (entryNumber, limit) =>
      select("entry_number > ? ORDER BY entry_number LIMIT ?", entryNumber, limit),
    readTextsAfter: (entryNumber, limit) =>
      selectTexts("entry_number > ? ORDER BY entry_number LIMIT ?", entryNumber, limit),
    readFromFact: (seq, limit) =>
      select("entry_number >= ? ORDER BY entry_number LIMIT ?", findEntryOfFact(seq), limit),
    *readCommandPlaces() {
      const rows = sql.exec<PlaceRow>(
        "SELECT user_id, command_id, entry_number FROM journal WHERE command_id IS NOT NULL AND user_id IS NOT NULL",
      );
      for (const row of rows) {
        yield { userId: row.user_id, commandId: row.command_id, entryNumber: row.entry_number };
      }
    },
  };
}
