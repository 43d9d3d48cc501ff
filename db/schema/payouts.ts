import { sql } from "drizzle-orm";
import { boolean, char, check, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { amountMinor, createdAt, currencyCode, isAmount, isCurrency, isOneOf, isText } from "./columns.ts";
import { moment, primaryId, updatedAt } from "./columns.ts";
import { isDueRow, outboxColumns } from "./outbox-columns.ts";
import { paymentProviders } from "./payment-methods.ts";
import { users } from "./users.ts";

/** Where a seller is paid, at a provider that knows who they are. RESTRICT: payouts went there. */
export const payoutAccounts = pgTable(
  "payout_accounts",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    provider: text("provider", { enum: paymentProviders }).notNull(),
    providerReference: text("provider_reference").notNull(),
    country: char("country", { length: 2 }).notNull(),
    canBePaid: boolean("can_be_paid").notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ name: "payout_accounts_pkey", columns: [table.userId, table.provider] }),
    unique("payout_accounts_reference_unique").on(table.provider, table.providerReference),
    check("payout_accounts_provider_check", isOneOf(table.provider, paymentProviders)),
    check("payout_accounts_country_check", sql`${table.country} ~ '^[A-Z]{2}$'`),
  ],
);

export const payoutStatuses = ["pending", "in_transit", "paid", "failed"] as const;
export type PayoutStatus = (typeof payoutStatuses)[number];

/** `provider-balance`: what buyers paid is with the provider, and not free to be sent yet. */
export const payoutWaits = ["provider-balance"] as const;

/** A seller's money on its way to them. RESTRICT: money's trail. */
export const payouts = pgTable(
  "payouts",
  {
    id: primaryId(),
    sellerId: uuid("seller_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    currency: currencyCode().notNull(),
    amountMinor: amountMinor("amount_minor").notNull(),
    status: text("status", { enum: payoutStatuses }).notNull().default("pending"),
    provider: text("provider", { enum: paymentProviders }).notNull(),
    accountReference: text("account_reference").notNull(),
    providerReference: text("provider_reference"),
    failureCode: text("failure_code"),
    /** What a pending one waits for, when its provider said so. */
    waitingFor: text("waiting_for", { enum: payoutWaits }),
    paidAt: moment("paid_at"),
    failedAt: moment("failed_at"),
    ...outboxColumns(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique("payouts_provider_reference_unique").on(table.provider, table.providerReference),
    index("payouts_seller_index").on(table.sellerId, table.createdAt, table.id),
    index("payouts_next_action_index").on(table.nextActionAt, table.id).where(isDueRow(table.nextActionAt)),
    check("payouts_currency_check", isCurrency(table.currency)),
    check("payouts_amount_check", isAmount(table.amountMinor)),
    check("payouts_status_check", isOneOf(table.status, payoutStatuses)),
    check("payouts_provider_check", isOneOf(table.provider, paymentProviders)),
    check("payouts_failure_check", isText(table.failureCode, 1, 80)),
    check("payouts_waiting_check", isOneOf(table.waitingFor, payoutWaits)),
    check("payouts_paid_check", sql`(${table.status} = 'paid') = (${table.paidAt} is not null)`),
    check("payouts_failed_check", sql`(${table.status} = 'failed') = (${table.failedAt} is not null)`),
  ],
);

/** How a seller sells. A seller without a row has the defaults. CASCADE: nothing but the account's own. */
export const sellerSettings = pgTable("seller_settings", {
  userId: uuid("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** Whether a lot its winner does not pay is offered to the next bidder (rule S2). */
  offersSecondChance: boolean("offers_second_chance").notNull().default(false),
  /** Set by the house: their money is released when a parcel is handed over, not when it has arrived. */
  isTrusted: boolean("is_trusted").notNull().default(false),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});
