import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { appealStatuses } from "../../domain/trust/strikes.ts";
import { createdAt, isOneOf, isText, moment, primaryId } from "./columns.ts";
import { orders } from "./orders.ts";
import { users } from "./users.ts";

/**
 * That somebody won and did not pay (rule S2): one for each order at most. Counts until it runs out or is taken back.
 * CASCADE on the person: it is about nobody else.
 */
export const strikes = pgTable(
  "strikes",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    orderId: uuid("order_id")
      .notNull()
      .unique("strikes_order_unique")
      .references(() => orders.id, { onDelete: "restrict" }),
    expiresAt: moment("expires_at").notNull(),
    appealStatus: text("appeal_status", { enum: appealStatuses }).notNull().default("none"),
    appeal: text("appeal"),
    appealedAt: moment("appealed_at"),
    decidedBy: uuid("decided_by"),
    decidedAt: moment("decided_at"),
    /** What its owner is told of the decision. */
    decision: text("decision"),
    removedAt: moment("removed_at"),
    createdAt: createdAt(),
  },
  (table) => [
    index("strikes_user_index").on(table.userId, table.expiresAt),
    index("strikes_appeal_index")
      .on(table.appealedAt, table.id)
      .where(sql`${table.appealStatus} = 'open'`),
    check("strikes_appeal_status_check", isOneOf(table.appealStatus, appealStatuses)),
    check("strikes_appeal_check", isText(table.appeal, 1, 2_000)),
    check("strikes_decision_check", isText(table.decision, 1, 500)),
    check("strikes_appealed_check", sql`(${table.appeal} is null) = (${table.appealedAt} is null)`),
  ],
);
