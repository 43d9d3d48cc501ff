import { sql } from "drizzle-orm";
import { check, index, json, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, isOneOf, isText, moment } from "./columns.ts";
import { users } from "./users.ts";

const idempotencyStatuses = ["running", "done"] as const;

/**
 * The first answer to a request that must happen once, per user and key. CASCADE: a day's memory of one account.
 */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
    /** SHA-256 of method, path and body, hex: the same key with another request is refused. */
    requestHash: text("request_hash").notNull(),
    status: text("status", { enum: idempotencyStatuses }).notNull(),
    responseStatus: smallint("response_status"),
    /** `json`: replayed as it was, byte for byte. */
    responseBody: json("response_body").$type<unknown>(),
    /** A `running` row older than this belongs to a Worker that died; the same request may run again. */
    lockedUntil: moment("locked_until").notNull(),
    expiresAt: moment("expires_at").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ name: "idempotency_keys_pkey", columns: [table.userId, table.key] }),
    index("idempotency_keys_expires_at_index").on(table.expiresAt),
    check("idempotency_keys_key_check", isText(table.key, 1, 255)),
    check("idempotency_keys_status_check", isOneOf(table.status, idempotencyStatuses)),
    check(
      "idempotency_keys_done_check",
      sql`(${table.status} = 'done') = (${table.responseStatus} is not null)`,
    ),
    check("idempotency_keys_response_status_check", sql`${table.responseStatus} between 100 and 599`),
  ],
);
