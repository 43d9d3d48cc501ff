import { check, index, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { createdAt } from "./columns.ts";
import { users } from "./users.ts";

/** Who wants to hear of whose sales. CASCADE both ways: it means nothing without both. */
export const sellerFollows = pgTable(
  "seller_follows",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    sellerId: uuid("seller_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ name: "seller_follows_pkey", columns: [table.userId, table.sellerId] }),
    index("seller_follows_user_index").on(table.userId, table.createdAt, table.sellerId),
    index("seller_follows_seller_index").on(table.sellerId),
    check("seller_follows_self_check", sql`${table.userId} <> ${table.sellerId}`),
  ],
);

/**
 * What is counted about a seller, so that a page need not count. Kept by triggers on the rows that are counted, so it is
 * right whoever changes them, by whatever way. CASCADE: it follows from rows that go too.
 */
export const sellerTallies = pgTable(
  "seller_tallies",
  {
    sellerId: uuid("seller_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    followerCount: integer("follower_count").notNull().default(0),
    /** Of reviews that are shown. Their average is for whoever shows it: stored, it would drift. */
    ratingCount: integer("rating_count").notNull().default(0),
    ratingSum: integer("rating_sum").notNull().default(0),
  },
  (table) => [
    check("seller_tallies_follower_count_check", sql`${table.followerCount} >= 0`),
    check(
      "seller_tallies_rating_check",
      sql`${table.ratingCount} >= 0 and ${table.ratingSum} between ${table.ratingCount} and 5 * ${table.ratingCount}`,
    ),
  ],
);
