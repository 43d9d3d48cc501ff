import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { refundStatuses, settlementMeans } from "../../domain/order/refund.ts";
import {
  amountMinor,
  createdAt,
  isAmount,
  isOneOf,
  isText,
  moment,
  primaryId,
  updatedAt,
} from "./columns.ts";
import { orders } from "./orders.ts";
import { isDueRow, outboxColumns } from "./outbox-columns.ts";
import { payments } from "./payments.ts";

/** `late`: of a charge that went through when its order no longer took it. */
export const refundReasons = [
  "requested",
  "damaged",
  "not-as-described",
  "lost",
  "cancelled",
  "dispute",
  "late",
  "other",
] as const;
export type RefundReason = (typeof refundReasons)[number];

/** Money on its way back to a buyer, in the currency of its order. RESTRICT: money's trail. */
export const refunds = pgTable(
  "refunds",
  {
    id: primaryId(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "restrict" }),
    paymentId: uuid("payment_id")
      .notNull()
      .references(() => payments.id, { onDelete: "restrict" }),
    amountMinor: amountMinor("amount_minor").notNull(),
    reason: text("reason", { enum: refundReasons }).notNull(),
    note: text("note"),
    /** Who asked for it; null: the house. */
    requestedBy: uuid("requested_by"),
    status: text("status", { enum: refundStatuses }).notNull().default("pending"),
    providerReference: text("provider_reference"),
    completedAt: moment("completed_at"),
    /** The one that came back and whose money this one takes on: out of its buyer's account, as its share was given before. */
    retryOf: uuid("retry_of").references((): AnyPgColumn => refunds.id, { onDelete: "restrict" }),
    returnedAt: moment("returned_at"),
    /** Of one that came back: what its buyer's bank took back for them. Only the rest is still to reach them. */
    chargedBackMinor: amountMinor("charged_back_minor").notNull().default(0),
    settledAt: moment("settled_at"),
    settledBy: uuid("settled_by"),
    settlementMeans: text("settlement_means", { enum: settlementMeans }),
    /** What the payment is known by outside: a bank's reference. */
    settlementReference: text("settlement_reference"),
    ...outboxColumns(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique("refunds_provider_reference_unique").on(table.paymentId, table.providerReference),
    unique("refunds_retry_of_unique").on(table.retryOf),
    index("refunds_returned_index")
      .on(table.status, table.returnedAt, table.id)
      .where(sql`${table.returnedAt} is not null`),
    index("refunds_order_index").on(table.orderId, table.createdAt),
    index("refunds_next_action_index").on(table.nextActionAt, table.id).where(isDueRow(table.nextActionAt)),
    check("refunds_amount_check", isAmount(table.amountMinor)),
    check("refunds_status_check", isOneOf(table.status, refundStatuses)),
    check("refunds_reason_check", isOneOf(table.reason, refundReasons)),
    check("refunds_note_check", isText(table.note, 1, 500)),
    check(
      "refunds_completed_check",
      sql`(${table.status} = 'completed') = (${table.completedAt} is not null)`,
    ),
    check(
      "refunds_returned_check",
      sql`(${table.status} in ('failed', 'resent', 'settled', 'charged-back')) = (${table.returnedAt} is not null)`,
    ),
    check(
      "refunds_charged_back_check",
      sql`${table.chargedBackMinor} between 0 and ${table.amountMinor}
        and (${table.chargedBackMinor} = 0 or ${table.returnedAt} is not null)
        and (${table.status} = 'charged-back') = (${table.chargedBackMinor} = ${table.amountMinor})`,
    ),
    check(
      "refunds_settled_check",
      sql`num_nonnulls(${table.settledAt}, ${table.settledBy}, ${table.settlementMeans}, ${table.settlementReference})
        = case when ${table.status} = 'settled' then 4 else 0 end`,
    ),
    check("refunds_settlement_means_check", isOneOf(table.settlementMeans, settlementMeans)),
    check("refunds_settlement_reference_check", isText(table.settlementReference, 1, 200)),
  ],
);
