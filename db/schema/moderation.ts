import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { caseActions, caseStatuses, reportReasons, reportSubjects } from "../../domain/trust/moderation.ts";
import { createdAt, isOneOf, isText, moment, primaryId, updatedAt } from "./columns.ts";
import { users } from "./users.ts";

/**
 * Everything that was reported about one thing, until somebody decides; what is reported later is another case. Without keys
 * to the thing and whose it is: a case outlives both.
 */
export const moderationCases = pgTable(
  "moderation_cases",
  {
    id: primaryId(),
    subjectType: text("subject_type", { enum: reportSubjects }).notNull(),
    subjectId: uuid("subject_id").notNull(),
    /** Whose it is: who is warned or kept out. */
    ownerId: uuid("owner_id").notNull(),
    status: text("status", { enum: caseStatuses }).notNull().default("open"),
    reportCount: integer("report_count").notNull().default(0),
    action: text("action", { enum: caseActions }),
    reason: text("reason"),
    decidedBy: uuid("decided_by"),
    decidedAt: moment("decided_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("moderation_cases_open_unique")
      .on(table.subjectType, table.subjectId)
      .where(sql`${table.status} = 'open'`),
    index("moderation_cases_status_index").on(table.status, table.createdAt, table.id),
    check("moderation_cases_subject_type_check", isOneOf(table.subjectType, reportSubjects)),
    check("moderation_cases_status_check", isOneOf(table.status, caseStatuses)),
    check("moderation_cases_action_check", isOneOf(table.action, caseActions)),
    check("moderation_cases_reason_check", isText(table.reason, 1, 500)),
    check("moderation_cases_decided_check", sql`(${table.status} = 'open') = (${table.decidedAt} is null)`),
  ],
);

/** One person's report, once for each case. CASCADE: what somebody reported goes with them; the case stays. */
export const reports = pgTable(
  "reports",
  {
    id: primaryId(),
    caseId: uuid("case_id")
      .notNull()
      .references(() => moderationCases.id, { onDelete: "cascade" }),
    reporterId: uuid("reporter_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    reason: text("reason", { enum: reportReasons }).notNull(),
    note: text("note").notNull().default(""),
    createdAt: createdAt(),
  },
  (table) => [
    unique("reports_once_unique").on(table.caseId, table.reporterId),
    index("reports_reporter_index").on(table.reporterId),
    check("reports_reason_check", isOneOf(table.reason, reportReasons)),
    check("reports_note_check", isText(table.note, 0, 1_000)),
  ],
);
