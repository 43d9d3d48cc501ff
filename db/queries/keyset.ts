import { asc, desc, is, type SQL, sql, type SQLWrapper } from "drizzle-orm";
import { PgColumn } from "drizzle-orm/pg-core";
import { accept, assert, must, refuse, type Result } from "../../domain/result.ts";
import { isUuid } from "./ids.ts";

/** What a list needs from its reader. */
export interface PageRequest {
  /** 1 … 100. */
  readonly limit: number;
  /** From the page before; absent for the first. */
  readonly cursor?: string | undefined;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** A cursor that is not ours, or is of another sort. */
export type InvalidCursor = "invalid_cursor";

/** A value that a list is sorted by and no table has: a whole number computed in its query. */
export interface ComputedColumn extends SQLWrapper {
  readonly dataType: "number";
}

type KeyColumn = PgColumn | ComputedColumn;

/**
 * The order of a list: by all of `columns`, the last of which is unique, all in one direction. One direction, because
 * Postgres walks an index for a comparison of whole rows, and that has only one.
 */
export interface Keyset {
  /** Goes into the cursor, so that a cursor of one sort is refused by another. */
  readonly name: string;
  readonly columns: readonly [KeyColumn, ...KeyColumn[]];
  readonly descending: boolean;
}

type KeyValue = string | number | Date;

/** The condition that leaves what comes behind the cursor; undefined without a cursor. */
export function readCursor(
  keyset: Keyset,
  cursor: string | undefined,
): Result<SQL | undefined, InvalidCursor> {
  if (cursor === undefined) return accept(undefined);
  const values = parseCursor(keyset, cursor);
  return values === undefined ? refuse("invalid_cursor") : accept(compareBehind(keyset, values));
}

/**
 * The same for several lists merged into one, latest first; rows of one moment come in the order of the lists. The cursor
 * is of whichever list gave the last row, and each list begins behind it: at that row, or before or at its moment. Gives
 * the condition of each list; the first column of each is its time.
 */
export function readMergedCursor(
  keysets: readonly Keyset[],
  cursor: string | undefined,
): Result<(list: number) => SQL | undefined, InvalidCursor> {
  if (cursor === undefined) return accept(() => undefined);
  for (const [place, keyset] of keysets.entries()) {
    const values = parseCursor(keyset, cursor);
    if (values === undefined) continue;
    return accept((list) => {
      if (list === place) return compareBehind(keyset, values);
      const [at] = must(keysets[list], "the list is one of these").columns;
      const moment = toParameter(values[0], at);
      return list < place ? sql`${at} < ${moment}` : sql`${at} <= ${moment}`;
    });
  }
  return refuse("invalid_cursor");
}

function compareBehind(keyset: Keyset, values: readonly KeyValue[]): SQL {
  const columns = sql.join([...keyset.columns], sql`, `);
  const parameters = sql.join(
    values.map((value, index) => toParameter(value, keyset.columns[index])),
    sql`, `,
  );
  return keyset.descending ? sql`(${columns}) < (${parameters})` : sql`(${columns}) > (${parameters})`;
}

/** A value as its column takes it. */
export const toParameter = (value: unknown, column: KeyColumn | undefined): SQL =>
  is(column, PgColumn) ? sql`${sql.param(value, column)}` : sql`${value}::bigint`;

export function getOrder(keyset: Keyset): SQL[] {
  return keyset.columns.map((column) => (keyset.descending ? desc(column) : asc(column)));
}

/** How many rows to ask for: one more than the page, to see whether there is another. */
export function getFetchLimit(request: PageRequest): number {
  assert(
    Number.isInteger(request.limit) && request.limit >= 1 && request.limit <= 100,
    "a page of 1 to 100 rows",
  );
  return request.limit + 1;
}

/** Makes the page out of the rows fetched; `getKey` gives a row's values of the keyset's columns. */
export function makePage<Row>(
  keyset: Keyset,
  request: PageRequest,
  rows: readonly Row[],
  getKey: (row: Row) => readonly KeyValue[],
): Page<Row> {
  const shown = rows.slice(0, request.limit);
  const last = shown.at(-1);
  if (last === undefined || rows.length <= request.limit) return { rows: shown, nextCursor: null };
  const values = getKey(last).map((value) => (value instanceof Date ? value.getTime() : value));
  return { rows: shown, nextCursor: encode(JSON.stringify([keyset.name, ...values])) };
}

function parseCursor(keyset: Keyset, cursor: string): KeyValue[] | undefined {
  const parts = decode(cursor);
  if (!Array.isArray(parts) || parts.length !== keyset.columns.length + 1 || parts[0] !== keyset.name)
    return undefined;
  const values = keyset.columns.map((column, index) => parseValue(column, parts[index + 1]));
  return values.every((value) => value !== undefined) ? values : undefined;
}

function parseValue(column: KeyColumn, value: unknown): KeyValue | undefined {
  if (column.dataType === "string") return typeof value === "string" && isUuid(value) ? value : undefined;
  if (typeof value !== "number" || !Number.isSafeInteger(value)) return undefined;
  if (column.dataType === "number") return value;
  // Beyond four-digit years a date has other forms, which Postgres does not read.
  return value >= 0 && value < Date.UTC(10_000, 0) ? new Date(value) : undefined;
}

// Only ASCII goes in, so btoa will do; base64url because cursors live in URLs.
function encode(text: string): string {
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(atob(cursor.replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    return undefined;
  }
}
