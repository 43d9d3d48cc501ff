import { sql, type SQL } from "drizzle-orm";
import { type AnyPgColumn, bigint, char, timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 as makeUuidV7 } from "uuid";

/**
 * A primary key made by us, before the insert. UUIDv7 starts with the time, so new rows land at the right edge of
 * the index instead of everywhere in it, and an id can be named (in a log, a queue, a room) before its row exists.
 */
export const primaryId = () => uuid("id").primaryKey().$defaultFn(makeUuidV7);

/**
 * A moment. Always with a time zone, and in whole milliseconds: a JavaScript `Date` has no more, and a page cursor
 * made from a value that lost its microseconds would skip or repeat rows.
 */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const createdAt = () => moment("created_at").notNull().defaultNow();

/**
 * Kept by the trigger `touch_updated_at`, not by drizzle's `$onUpdate`: projections, `ON CONFLICT DO UPDATE` and a
 * person at a psql prompt change rows too, and the column is worthless if it is right only sometimes. A test checks
 * that every table with this column has the trigger.
 */
export const updatedAt = () => moment("updated_at").notNull().defaultNow();

/** Set means gone for everyone but the records that point here (orders, lots, bids). Indexes for lists skip such rows. */
export const deletedAt = () => moment("deleted_at");

/**
 * Which of a person's rows is preferred: the largest is the default. A chosen row has the moment it was chosen (epoch
 * milliseconds), one that never was has minus the moment it was made, so without a choice the oldest is the default.
 * There is always exactly one, and choosing is one write to one row; a flag would need two rows changed together.
 */
export const preference = () => bigint("preference", { mode: "number" }).notNull();

/** Integer minor units. bigint because 10^12 does not fit 32 bits; mode "number" because it fits a double exactly. */
export const amountMinor = (name: string) => bigint(name, { mode: "number" });

/** ISO 4217, upper case. One beside every amount, or one per row when all its amounts share it. */
export const currencyCode = () => char("currency", { length: 3 });

const literals = (values: readonly string[]) => sql.raw(values.map((value) => `'${value}'`).join(", "));

/**
 * The column holds one of `values`. A check over text rather than a Postgres enum: a check can be replaced inside a
 * transaction and values can be taken out again.
 */
export const isOneOf = (column: AnyPgColumn, values: readonly string[]): SQL =>
  sql`${column} in (${literals(values)})`;

export const isCurrency = (column: AnyPgColumn): SQL => sql`${column} ~ '^[A-Z]{3}$'`;

/** 1 … 10^12 (rule P1); null passes, as every check lets null pass. */
export const isAmount = (column: AnyPgColumn): SQL => sql`${column} between 1 and 1000000000000`;

/** Zero and up; sums of a few amounts, so bounded well above one amount and well below 2^53. */
export const isTotal = (column: AnyPgColumn): SQL => sql`${column} between 0 and 100000000000000`;

export const isBps = (column: AnyPgColumn): SQL => sql`${column} between 0 and 10000`;

export const isText = (column: AnyPgColumn, shortest: number, longest: number): SQL =>
  sql`char_length(${column}) between ${sql.raw(String(shortest))} and ${sql.raw(String(longest))}`;
