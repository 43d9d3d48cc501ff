import { check, index, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, isOneOf, isText, moment, primaryId } from "./columns.ts";
import { isDueRow, outboxColumns } from "./outbox-columns.ts";
import { users } from "./users.ts";

export const accountNoticeKinds = [
  "seller-approved",
  "seller-rejected",
  "strike-given",
  "strike-removed",
  "strike-kept",
  "warned",
  "content-hidden",
  "content-restored",
  "auction-soon",
  "lot-next",
  "search-digest",
] as const;
export type AccountNoticeKind = (typeof accountNoticeKinds)[number];

/**
 * What somebody has to be told about their account, written with what happened and sent afterwards, as notices about orders
 * are. CASCADE on the person: a letter to nobody.
 */
export const accountNotices = pgTable(
  "account_notices",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: accountNoticeKinds }).notNull(),
    /** Which of several of its kind, by the id of what it is about. Told once each. */
    about: text("about").notNull(),
    /** What the letter quotes: a name, a reason. */
    details: jsonb("details").$type<Readonly<Record<string, string>>>().notNull(),
    sentAt: moment("sent_at"),
    ...outboxColumns(),
    createdAt: createdAt(),
  },
  (table) => [
    unique("account_notices_unique").on(table.userId, table.kind, table.about),
    index("account_notices_next_action_index")
      .on(table.nextActionAt, table.id)
      .where(isDueRow(table.nextActionAt)),
    check("account_notices_kind_check", isOneOf(table.kind, accountNoticeKinds)),
    check("account_notices_about_check", isText(table.about, 1, 64)),
  ],
);
