import { sql } from "drizzle-orm";
import { check, integer, pgTable, smallint } from "drizzle-orm/pg-core";

/**
 * The last invoice of each year. A row and not a sequence: a sequence keeps what a rolled-back transaction took from it,
 * and the numbers of invoices may have no gaps.
 */
export const invoiceCounters = pgTable(
  "invoice_counters",
  {
    year: smallint("year").primaryKey(),
    lastCount: integer("last_count").notNull(),
  },
  (table) => [check("invoice_counters_last_count_check", sql`${table.lastCount} >= 1`)],
);
