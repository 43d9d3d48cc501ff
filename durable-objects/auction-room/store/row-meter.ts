/**
 * Counts the rows a room writes, as they are billed. The storage's own count leaves alarms out, so they are added here.
 */
export interface RowMeter {
  /** Runs a writing statement and counts its rows. */
  readonly write: (query: string, ...bindings: SqlStorageValue[]) => void;
  readonly setAlarm: (atMs: number) => void;
  readonly deleteAlarm: () => void;
  /** Rows written since this object came up. */
  readonly readRows: () => number;
}

export function createRowMeter(
  storage: DurableObjectStorage,
  reportFailure: (error: unknown) => void,
): RowMeter {
  let rows = 0;
  // An alarm belongs to the same implicit transaction as the SQL around it. Its promise says only that the write is
  // buffered: waiting for it would let other frames in between a decision and its commit.
  const buffer = (written: Promise<void>): void => {
    rows += 1;
    written.catch(reportFailure);
  };
  return {
    write: (query, ...bindings) => {
      rows += storage.sql.exec(query, ...bindings).rowsWritten;
    },
    setAlarm: (atMs) => buffer(storage.setAlarm(atMs)),
    deleteAlarm: () => buffer(storage.deleteAlarm()),
    readRows: () => rows,
  };
}
