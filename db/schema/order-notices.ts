import { check, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, isOneOf, isText, moment, primaryId } from "./columns.ts";
import { orders } from "./orders.ts";
import { isDueRow, outboxColumns } from "./outbox-columns.ts";
import { users } from "./users.ts";

export const noticeKinds = [
  "order-paid",
  "order-sold",
  "payment-failed",
  "second-chance",
  "order-cancelled",
  "order-shipped",
  "order-delivered",
  "order-refunded",
  "refund-failed",
  "refund-settled",
  "dispute-opened",
  "dispute-resolved",
  "dispute-escalated",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/**
 * What somebody has to be told about an order, written with what happened and sent afterwards: nobody is told of what did
 * not happen, and nothing that happened goes untold. CASCADE on the person: a letter to nobody.
 */
export const orderNotices = pgTable(
  "order_notices",
  {
    id: primaryId(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id, { onDelete: "restrict" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: noticeKinds }).notNull(),
    /** Which of several of its kind: a refund's or a dispute's id. Told once each. */
    about: text("about").notNull().default(""),
    sentAt: moment("sent_at"),
    ...outboxColumns(),
    createdAt: createdAt(),
  },
  (table) => [
    unique("order_notices_unique").on(table.orderId, table.userId, table.kind, table.about),
    index("order_notices_user_index").on(table.userId, table.createdAt),
    index("order_notices_next_action_index")
      .on(table.nextActionAt, table.id)
      .where(isDueRow(table.nextActionAt)),
    check("order_notices_kind_check", isOneOf(table.kind, noticeKinds)),
    check("order_notices_about_check", isText(table.about, 0, 64)),
  ],
);
