import { check, index, inet, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { isText, moment, primaryId } from "./columns.ts";

/**
 * Who did what to what. Append-only (trigger `refuse_change`), and without foreign keys: an entry must neither keep
 * an account from being erased nor be changed by it.
 */
export const auditLog = pgTable(
  "audit_log",
  {
    id: primaryId(),
    at: moment("at").notNull().defaultNow(),
    /** Null when the platform acted by itself. */
    actorId: uuid("actor_id"),
    /** Object and verb in the past tense, such as `session.revoked`. */
    action: text("action").notNull(),
    subjectType: text("subject_type").notNull(),
    subjectId: text("subject_id").notNull(),
    requestId: text("request_id"),
    ipAddress: inet("ip_address"),
    details: jsonb("details").$type<Readonly<Record<string, unknown>>>(),
  },
  (table) => [
    index("audit_log_at_index").on(table.at, table.id),
    index("audit_log_actor_index").on(table.actorId, table.at, table.id),
    index("audit_log_subject_index").on(table.subjectType, table.subjectId, table.at),
    index("audit_log_action_index").on(table.action, table.at, table.id),
    check("audit_log_action_check", isText(table.action, 1, 80)),
  ],
);
