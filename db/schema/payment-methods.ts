import { sql } from "drizzle-orm";
import { char, check, index, pgTable, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import {
  createdAt,
  deletedAt,
  isOneOf,
  isText,
  moment,
  preference,
  primaryId,
  updatedAt,
} from "./columns.ts";
import { users } from "./users.ts";

/** Who holds the card. `test` is built in and moves no money. */
export const paymentProviders = ["test", "stripe", "paypal"] as const;
export type PaymentProvider = (typeof paymentProviders)[number];

export const paymentMethodStatuses = ["pending", "verified", "failed"] as const;
export type PaymentMethodStatus = (typeof paymentMethodStatuses)[number];

/**
 * A way to pay, held by a provider; we keep what a person recognises it by and never a card number.
 * CASCADE: personal data of one account. Payments point here with SET NULL and keep their own provider reference.
 */
export const paymentMethods = pgTable(
  "payment_methods",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    provider: text("provider", { enum: paymentProviders }).notNull(),
    /** The provider's name for it. */
    providerReference: text("provider_reference").notNull(),
    /** The provider's name for its owner, where charges need it. */
    customerReference: text("customer_reference"),
    status: text("status", { enum: paymentMethodStatuses }).notNull().default("pending"),
    brand: text("brand").notNull(),
    last4: char("last4", { length: 4 }).notNull(),
    expiryMonth: smallint("expiry_month"),
    expiryYear: smallint("expiry_year"),
    /** The provider's name for the card itself, the same on whoever's account it is (rule B2); null where it has none. */
    fingerprint: text("fingerprint"),
    preference: preference(),
    verifiedAt: moment("verified_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (table) => [
    index("payment_methods_user_id_index")
      .on(table.userId, table.preference, table.id)
      .where(sql`${table.deletedAt} is null`),
    index("payment_methods_fingerprint_index")
      .on(table.fingerprint)
      .where(sql`${table.fingerprint} is not null`),
    uniqueIndex("payment_methods_provider_reference_unique")
      .on(table.provider, table.providerReference)
      .where(sql`${table.deletedAt} is null`),
    check("payment_methods_provider_check", isOneOf(table.provider, paymentProviders)),
    check("payment_methods_status_check", isOneOf(table.status, paymentMethodStatuses)),
    check(
      "payment_methods_verified_check",
      sql`${table.status} <> 'verified' or ${table.verifiedAt} is not null`,
    ),
    check("payment_methods_brand_check", isText(table.brand, 1, 40)),
    check("payment_methods_last4_check", sql`${table.last4} ~ '^[0-9]{4}$'`),
    check("payment_methods_expiry_month_check", sql`${table.expiryMonth} between 1 and 12`),
    check("payment_methods_expiry_year_check", sql`${table.expiryYear} between 2000 and 2100`),
  ],
);
