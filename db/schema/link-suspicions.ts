import { sql } from "drizzle-orm";
import { check, index, pgTable, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { linkSignals, suspicionStatuses } from "../../domain/trust/links.ts";
import { createdAt, isOneOf, isText, moment, primaryId, updatedAt } from "./columns.ts";
import { users } from "./users.ts";

/**
 * That two accounts may be one person's or household's (rule B2), with what says so: kinds of signals, never the card, the
 * address or the network itself. Smaller id first, as in `account_links`. CASCADE: about two accounts, nothing without both.
 */
export const linkSuspicions = pgTable(
  "link_suspicions",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    linkedUserId: uuid("linked_user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    status: text("status", { enum: suspicionStatuses }).notNull(),
    score: smallint("score").notNull(),
    signals: text("signals", { enum: linkSignals }).array().notNull(),
    decidedBy: uuid("decided_by"),
    decidedAt: moment("decided_at"),
    reason: text("reason"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique("link_suspicions_pair_unique").on(table.userId, table.linkedUserId),
    index("link_suspicions_linked_user_index").on(table.linkedUserId),
    index("link_suspicions_status_index").on(table.status, table.createdAt, table.id),
    check("link_suspicions_order_check", sql`${table.userId} < ${table.linkedUserId}`),
    check("link_suspicions_status_check", isOneOf(table.status, suspicionStatuses)),
    check("link_suspicions_reason_check", isText(table.reason, 1, 500)),
  ],
);

/** When a seller's account was last held against others. CASCADE: it is about one account. */
export const linkScans = pgTable(
  "link_scans",
  {
    userId: uuid("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    scannedAt: moment("scanned_at").notNull(),
  },
  (table) => [index("link_scans_scanned_at_index").on(table.scannedAt)],
);
