import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import {
  disputeOrigins,
  disputeReasons,
  disputeStatuses,
  evidenceStatuses,
} from "../../domain/order/dispute.ts";
import { amountMinor, createdAt, isAmount, isOneOf, isText, isTotal } from "./columns.ts";
import { moment, primaryId, updatedAt } from "./columns.ts";
import { orders } from "./orders.ts";
import { isDueRow, outboxColumns } from "./outbox-columns.ts";
import { payments } from "./payments.ts";
import { users } from "./users.ts";

/** Somebody says an order went wrong. `won` and `lost` are the seller's. RESTRICT: money's trail. */
export const disputes = pgTable(
  "disputes",
  {
    id: primaryId(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "restrict" }),
    origin: text("origin", { enum: disputeOrigins }).notNull(),
    reason: text("reason", { enum: disputeReasons }).notNull(),
    status: text("status", { enum: disputeStatuses }).notNull().default("open"),
    amountMinor: amountMinor("amount_minor").notNull(),
    feeMinor: amountMinor("fee_minor").notNull().default(0),
    /** Of one a bank decided for the buyer: met by what this charge's refunds that came back left on their account. */
    creditMinor: amountMinor("credit_minor").notNull().default(0),
    /** The charge that a bank took back. */
    paymentId: uuid("payment_id").references(() => payments.id, { onDelete: "restrict" }),
    /** The bank's, at the provider. */
    providerReference: text("provider_reference").unique("disputes_provider_reference_unique"),
    /** Until when the seller answers, before the house decides without them, or answers a bank for them. */
    answerDueAt: moment("answer_due_at"),
    /** Null where no bank asks for any. */
    evidenceStatus: text("evidence_status", { enum: evidenceStatuses }),
    /** Until when the bank takes it. */
    evidenceDueAt: moment("evidence_due_at"),
    evidenceSubmittedAt: moment("evidence_submitted_at"),
    ...outboxColumns(),
    /** When it became clear that no rule can decide it and that the house is late. */
    escalatedAt: moment("escalated_at"),
    /** Who decided; null: the bank, or nobody in time. */
    resolvedBy: uuid("resolved_by"),
    resolution: text("resolution"),
    resolvedAt: moment("resolved_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    // Banks may have one of each charge of an order, known by its reference.
    uniqueIndex("disputes_open_buyer_unique")
      .on(table.orderId)
      .where(sql`${table.status} = 'open' and ${table.origin} = 'buyer'`),
    index("disputes_order_index").on(table.orderId, table.createdAt),
    index("disputes_open_index")
      .on(table.createdAt, table.id)
      .where(sql`${table.status} = 'open'`),
    index("disputes_payment_index").on(table.paymentId),
    index("disputes_next_action_index").on(table.nextActionAt, table.id).where(isDueRow(table.nextActionAt)),
    check("disputes_evidence_check", isOneOf(table.evidenceStatus, evidenceStatuses)),
    check(
      "disputes_evidence_submitted_check",
      sql`(${table.evidenceStatus} = 'submitted') = (${table.evidenceSubmittedAt} is not null)`,
    ),
    check("disputes_escalated_check", sql`${table.escalatedAt} is null or ${table.origin} = 'buyer'`),
    check("disputes_origin_check", isOneOf(table.origin, disputeOrigins)),
    check("disputes_reason_check", isOneOf(table.reason, disputeReasons)),
    check("disputes_status_check", isOneOf(table.status, disputeStatuses)),
    check("disputes_amount_check", isAmount(table.amountMinor)),
    check("disputes_fee_check", isTotal(table.feeMinor)),
    check(
      "disputes_credit_check",
      sql`${table.creditMinor} between 0 and ${table.amountMinor}
        and (${table.creditMinor} = 0 or (${table.origin} = 'bank' and ${table.status} = 'lost'))`,
    ),
    check("disputes_resolution_check", isText(table.resolution, 1, 2_000)),
    check("disputes_resolved_check", sql`(${table.status} = 'open') = (${table.resolvedAt} is null)`),
  ],
);

/** What buyer, seller and house say about it; only added to. */
export const disputeMessages = pgTable(
  "dispute_messages",
  {
    id: primaryId(),
    disputeId: uuid("dispute_id")
      .notNull()
      .references(() => disputes.id, { onDelete: "restrict" }),
    authorId: uuid("author_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    text: text("text").notNull(),
    at: moment("at").notNull().defaultNow(),
  },
  (table) => [
    index("dispute_messages_dispute_index").on(table.disputeId, table.id),
    index("dispute_messages_author_index").on(table.authorId),
    check("dispute_messages_text_check", isText(table.text, 1, 2_000)),
  ],
);
