import { sql } from "drizzle-orm";
import { check, index, pgTable, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { amountMinor, createdAt, currencyCode, isBps, isCurrency, isText, isTotal } from "./columns.ts";
import { moment, primaryId } from "./columns.ts";
import { users } from "./users.ts";

/**
 * The numbers behind the all-in price (rule P9), as data. The rate at a moment is the row with the latest
 * `effective_from` not after it: rows are only added, so every past price can be computed again and two rates can
 * never overlap. A row for a seller, country or region goes before the general one.
 */

/** Buyer's premium. CASCADE on the seller: a special rate means nothing without whom it is for. */
export const premiumRates = pgTable(
  "premium_rates",
  {
    id: primaryId(),
    /** Null: everyone without a row of their own. */
    sellerId: uuid("seller_id").references(() => users.id, { onDelete: "cascade" }),
    premiumBps: smallint("premium_bps").notNull(),
    effectiveFrom: moment("effective_from").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique("premium_rates_unique").on(table.sellerId, table.effectiveFrom).nullsNotDistinct(),
    check("premium_rates_bps_check", isBps(table.premiumBps)),
  ],
);

/** What a seller pays the house on the hammer price. */
export const feeRates = pgTable(
  "fee_rates",
  {
    id: primaryId(),
    sellerId: uuid("seller_id").references(() => users.id, { onDelete: "cascade" }),
    feeBps: smallint("fee_bps").notNull(),
    effectiveFrom: moment("effective_from").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique("fee_rates_unique").on(table.sellerId, table.effectiveFrom).nullsNotDistinct(),
    check("fee_rates_bps_check", isBps(table.feeBps)),
  ],
);

/** Shipping to a country: of a parcel's first lot, and of each one more that travels with it. */
export const shippingRates = pgTable(
  "shipping_rates",
  {
    id: primaryId(),
    currency: currencyCode().notNull(),
    /** ISO 3166-1 alpha-2; null: every country without a row of its own. */
    country: text("country"),
    service: text("service").notNull().default("standard"),
    amountMinor: amountMinor("amount_minor").notNull(),
    additionalMinor: amountMinor("additional_minor").notNull().default(0),
    effectiveFrom: moment("effective_from").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique("shipping_rates_unique")
      .on(table.currency, table.country, table.service, table.effectiveFrom)
      .nullsNotDistinct(),
    check("shipping_rates_currency_check", isCurrency(table.currency)),
    check("shipping_rates_country_check", sql`${table.country} ~ '^[A-Z]{2}$'`),
    check("shipping_rates_service_check", isText(table.service, 1, 40)),
    check("shipping_rates_amount_check", isTotal(table.amountMinor)),
    // What comes later costs no more than the first, or one parcel would be the dearer way.
    check(
      "shipping_rates_additional_check",
      sql`${table.additionalMinor} between 0 and ${table.amountMinor}`,
    ),
  ],
);

/** Sales tax or VAT where the buyer is. No row: no tax. */
export const taxRates = pgTable(
  "tax_rates",
  {
    id: primaryId(),
    country: text("country").notNull(),
    /** As in the address; null: the whole country. */
    region: text("region"),
    taxBps: smallint("tax_bps").notNull(),
    effectiveFrom: moment("effective_from").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique("tax_rates_unique").on(table.country, table.region, table.effectiveFrom).nullsNotDistinct(),
    index("tax_rates_country_index").on(table.country, table.effectiveFrom),
    check("tax_rates_country_check", sql`${table.country} ~ '^[A-Z]{2}$'`),
    check("tax_rates_bps_check", isBps(table.taxBps)),
  ],
);
