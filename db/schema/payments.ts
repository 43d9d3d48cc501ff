import { sql } from "drizzle-orm";
import { check, index, pgTable, smallint, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { amountMinor, createdAt, currencyCode, isCurrency, isOneOf, isTotal } from "./columns.ts";
import { moment, primaryId, updatedAt } from "./columns.ts";
import { orders } from "./orders.ts";
import { isDueRow, outboxColumns } from "./outbox-columns.ts";
import { paymentMethods, paymentProviders } from "./payment-methods.ts";
import { users } from "./users.ts";

/**
 * `pending`: decided, perhaps asked for, no answer yet. `processing` and `requires_action`: the provider's or the buyer's
 * turn. Only `completed`, `failed` and `canceled` are final.
 */
export const paymentStatuses = [
  "pending",
  "processing",
  "requires_action",
  "completed",
  "failed",
  "canceled",
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

/**
 * An attempt to charge an order. RESTRICT on order and user: money's trail. SET NULL on the method: a deleted card
 * leaves the charge, which has its own provider reference.
 */
export const payments = pgTable(
  "payments",
  {
    id: primaryId(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "restrict" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    paymentMethodId: uuid("payment_method_id").references(() => paymentMethods.id, { onDelete: "set null" }),
    /** Counts the order's attempts from 1. */
    attempt: smallint("attempt").notNull(),
    /** Derived from the sale (rule S1) and given to the provider too, so that no retry on either side charges twice. */
    idempotencyKey: text("idempotency_key").notNull().unique("payments_idempotency_key_unique"),
    status: text("status", { enum: paymentStatuses }).notNull().default("pending"),
    amountMinor: amountMinor("amount_minor").notNull(),
    currency: currencyCode().notNull(),
    provider: text("provider", { enum: paymentProviders }).notNull(),
    providerReference: text("provider_reference"),
    feeMinor: amountMinor("fee_minor"),
    failureCode: text("failure_code"),
    completedAt: moment("completed_at"),
    ...outboxColumns(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique("payments_provider_reference_unique").on(table.provider, table.providerReference),
    unique("payments_attempt_unique").on(table.orderId, table.attempt),
    // Never two at once, so never two that succeed (rule S1): the next begins when the last has failed for good.
    uniqueIndex("payments_unfailed_unique")
      .on(table.orderId)
      .where(sql`${table.status} not in ('failed', 'canceled')`),
    index("payments_user_index").on(table.userId, table.createdAt, table.id),
    index("payments_method_index").on(table.paymentMethodId),
    index("payments_next_action_index").on(table.nextActionAt, table.id).where(isDueRow(table.nextActionAt)),
    check("payments_status_check", isOneOf(table.status, paymentStatuses)),
    check("payments_provider_check", isOneOf(table.provider, paymentProviders)),
    check("payments_currency_check", isCurrency(table.currency)),
    check("payments_amount_check", isTotal(table.amountMinor)),
    check("payments_fee_check", isTotal(table.feeMinor)),
    check("payments_attempt_check", sql`${table.attempt} >= 1`),
    check(
      "payments_completed_check",
      sql`(${table.status} = 'completed') = (${table.completedAt} is not null)`,
    ),
  ],
);
