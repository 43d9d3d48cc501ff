import { sql } from "drizzle-orm";
import { boolean, check, index, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import type { CurrencyCode } from "../../domain/currency.ts";
import type { LotFormat } from "../../domain/room/lot-rules.ts";
import { createdAt, isText, moment, primaryId } from "./columns.ts";
import { users } from "./users.ts";

/** What a saved search is about: the filters of the list of products, as its address has them. */
export interface SavedFilter {
  readonly q?: string | undefined;
  readonly category?: string | undefined;
  readonly condition?: "new" | "like_new" | "good" | "fair" | undefined;
  readonly sellerId?: string | undefined;
  readonly format?: LotFormat | undefined;
  /** There with a price. */
  readonly currency?: CurrencyCode | undefined;
  readonly minPriceMinor?: number | undefined;
  readonly maxPriceMinor?: number | undefined;
}

/** Searches that somebody wants to hear of. CASCADE on the person: nobody else looks there. */
export const savedSearches = pgTable(
  "saved_searches",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    filter: jsonb("filter").$type<SavedFilter>().notNull(),
    notify: boolean("notify").notNull().default(true),
    /** In the letters' links: whoever has it may end the letters about this search, and nothing else. */
    unsubscribeToken: text("unsubscribe_token").notNull(),
    /** Products that came up after this moment were not told of yet. */
    toldUntil: moment("told_until").notNull(),
    /** When to look next. All of somebody's searches are looked at together, for one letter. */
    nextLookAt: moment("next_look_at").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique("saved_searches_unsubscribe_token_unique").on(table.unsubscribeToken),
    index("saved_searches_user_index").on(table.userId, table.createdAt, table.id),
    index("saved_searches_next_look_index")
      .on(table.nextLookAt, table.userId)
      .where(sql`${table.notify}`),
    check("saved_searches_name_check", isText(table.name, 1, 100)),
    check("saved_searches_filter_check", sql`jsonb_typeof(${table.filter}) = 'object'`),
  ],
);
