import { eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids are opaque to clients, so any text may arrive; Postgres would answer text that is no uuid with an error. */
export function isUuid(id: string): boolean {
  return uuidForm.test(id);
}

/** `column = id`, and simply false for an id that cannot exist: it is then not found like any other stranger. */
export function hasId(column: PgColumn, id: string): SQL {
  return isUuid(id) ? eq(column, id) : sql`false`;
}
