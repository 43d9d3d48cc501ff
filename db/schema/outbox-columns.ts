import { type AnyPgColumn, smallint } from "drizzle-orm/pg-core";
import { type SQL, sql } from "drizzle-orm";
import { moment } from "./columns.ts";

/**
 * What a row needs done outside of Postgres, in the row itself: it is its own outbox. A queue message only says "look at
 * this row"; one that is lost, doubled or late changes nothing, as a cron finds every row whose moment has come.
 */
export const outboxColumns = () => ({
  /** When to look at it next; null: there is nothing to do. */
  nextActionAt: moment("next_action_at"),
  /** Failures in a row of what is to be done, for the wait before the next try. */
  actionAttempts: smallint("action_attempts").notNull().default(0),
});

export const isDueRow = (nextActionAt: AnyPgColumn): SQL => sql`${nextActionAt} is not null`;
