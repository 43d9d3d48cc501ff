import { sql } from "drizzle-orm";
import { check, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
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

export const refundStatuses = ["pending", "completed", "failed"] as const;

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
    ...outboxColumns(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique("refunds_provider_reference_unique").on(table.paymentId, table.providerReference),
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
  ],
);
