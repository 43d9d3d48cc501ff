import { sql } from "drizzle-orm";
import { char, check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, deletedAt, isText, preference, primaryId, updatedAt } from "./columns.ts";
import { users } from "./users.ts";

/**
 * Where things are sent. Orders keep their own copy, so editing or deleting an address never rewrites an old order.
 * CASCADE: an address is personal data of one account and goes with it.
 */
export const addresses = pgTable(
  "addresses",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    label: text("label"),
    fullName: text("full_name").notNull(),
    line1: text("line1").notNull(),
    line2: text("line2"),
    city: text("city").notNull(),
    /** State, province or county, as the country's post writes it. Sales tax looks at it. */
    region: text("region"),
    postalCode: text("postal_code").notNull(),
    /** ISO 3166-1 alpha-2. */
    country: char("country", { length: 2 }).notNull(),
    phone: text("phone"),
    preference: preference(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (table) => [
    index("addresses_user_id_index")
      .on(table.userId, table.preference, table.id)
      .where(sql`${table.deletedAt} is null`),
    index("addresses_postal_code_index")
      .on(table.country, table.postalCode)
      .where(sql`${table.deletedAt} is null`),
    check("addresses_country_check", sql`${table.country} ~ '^[A-Z]{2}$'`),
    check("addresses_full_name_check", isText(table.fullName, 1, 120)),
    check("addresses_line1_check", isText(table.line1, 1, 200)),
    check("addresses_line2_check", isText(table.line2, 0, 200)),
    check("addresses_city_check", isText(table.city, 1, 120)),
    check("addresses_postal_code_check", isText(table.postalCode, 1, 20)),
  ],
);
