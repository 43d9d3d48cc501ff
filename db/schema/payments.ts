import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { amountMinor, createdAt, currencyCode, isCurrency, isOneOf, isTotal } from "./columns.ts";
import { moment, primaryId, updatedAt } from "./columns.ts";
import { orders } from "./orders.ts";
import { paymentMethods, paymentProviders } from "./payment-methods.ts";
import { users } from "./users.ts";

export const paymentStatuses = ["pending", "processing", "completed", "failed", "refunded"] as const;
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
    /** Derived from the sale (rule S1) and given to the provider too, so that no retry on either side charges twice. */
    idempotencyKey: text("idempotency_key").notNull().unique("payments_idempotency_key_unique"),
    status: text("status", { enum: paymentStatuses }).notNull().default("pending"),
    amountMinor: amountMinor("amount_minor").notNull(),
    refundedMinor: amountMinor("refunded_minor").notNull().default(0),
    currency: currencyCode().notNull(),
    provider: text("provider", { enum: paymentProviders }).notNull(),
    providerReference: text("provider_reference"),
    refundReference: text("refund_reference"),
    failureCode: text("failure_code"),
    providerResponse: jsonb("provider_response").$type<Readonly<Record<string, unknown>>>(),
    completedAt: moment("completed_at"),
    refundedAt: moment("refunded_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique("payments_provider_reference_unique").on(table.provider, table.providerReference),
    index("payments_order_index").on(table.orderId, table.createdAt),
    index("payments_user_index").on(table.userId, table.createdAt, table.id),
    index("payments_method_index").on(table.paymentMethodId),
    check("payments_status_check", isOneOf(table.status, paymentStatuses)),
    check("payments_provider_check", isOneOf(table.provider, paymentProviders)),
    check("payments_currency_check", isCurrency(table.currency)),
    check("payments_amount_check", isTotal(table.amountMinor)),
    check("payments_refunded_check", sql`${table.refundedMinor} between 0 and ${table.amountMinor}`),
    check(
      "payments_completed_check",
      sql`${table.status} not in ('completed', 'refunded') or ${table.completedAt} is not null`,
    ),
    check(
      "payments_refunded_at_check",
      sql`(${table.refundedMinor} > 0) = (${table.refundedAt} is not null)`,
    ),
  ],
);
