import { sql } from "drizzle-orm";
import { check, index, inet, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, isOneOf, isText, moment, primaryId } from "./columns.ts";
import { users } from "./users.ts";

export const revocationReasons = [
  "logout",
  "logout-all",
  "reuse",
  "password",
  "disabled",
  "admin",
  "deleted",
] as const;
export type RevocationReason = (typeof revocationReasons)[number];

/**
 * One sign-in on one device: a family of refresh tokens, and the `sid` of its access tokens. Kept apart from the
 * tokens so that "which devices am I signed in on" and "kill this sign-in" are one row each, however often it rotated.
 * CASCADE: sessions are credentials of an account, not history; the audit log keeps what must be kept.
 */
export const userSessions = pgTable(
  "user_sessions",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    device: text("device"),
    ipAddress: inet("ip_address"),
    /** City and country as the edge knows them. */
    place: text("place"),
    userAgent: text("user_agent"),
    lastSeenAt: moment("last_seen_at").notNull(),
    /** When a first factor (password, identity provider, passkey) was last proved in this sign-in. */
    authenticatedAt: moment("authenticated_at").notNull().defaultNow(),
    /** When a second factor was; null as long as it never was. Both are what a step-up asks about. */
    secondFactorAt: moment("second_factor_at"),
    /** Moves with every rotation; the family is over when its newest token is. */
    expiresAt: moment("expires_at").notNull(),
    revokedAt: moment("revoked_at"),
    revokedReason: text("revoked_reason", { enum: revocationReasons }),
    createdAt: createdAt(),
  },
  (table) => [
    index("user_sessions_user_id_index")
      .on(table.userId, table.lastSeenAt.desc(), table.id.desc())
      .where(sql`${table.revokedAt} is null`),
    index("user_sessions_ip_address_index").on(table.ipAddress),
    index("user_sessions_expires_at_index").on(table.expiresAt),
    check(
      "user_sessions_revoked_check",
      sql`(${table.revokedAt} is null) = (${table.revokedReason} is null)`,
    ),
    check("user_sessions_revoked_reason_check", isOneOf(table.revokedReason, revocationReasons)),
    check("user_sessions_user_agent_check", isText(table.userAgent, 0, 400)),
    check("user_sessions_place_check", isText(table.place, 0, 120)),
    check("user_sessions_device_check", isText(table.device, 0, 120)),
  ],
);

/** Refresh tokens, spent and current. Only hashes: the table is useless to whoever reads it. */
export const refreshTokens = pgTable(
  "refresh_tokens",
  {
    /** SHA-256 of the token, hex. */
    tokenHash: text("token_hash").primaryKey(),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => userSessions.id, { onDelete: "cascade" }),
    /** The token this one was given for; null for the first of its family. */
    parentHash: text("parent_hash"),
    issuedAt: moment("issued_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
    spentAt: moment("spent_at"),
  },
  (table) => [
    // A family never forks: one child per parent and one unspent token per family, whatever races.
    uniqueIndex("refresh_tokens_parent_hash_unique").on(table.parentHash),
    uniqueIndex("refresh_tokens_current_unique")
      .on(table.sessionId)
      .where(sql`${table.spentAt} is null`),
    index("refresh_tokens_session_id_index").on(table.sessionId),
    // For the sweep: a sign-in that lives for months has spent thousands.
    index("refresh_tokens_expires_at_index").on(table.expiresAt),
    check("refresh_tokens_token_hash_check", sql`${table.tokenHash} ~ '^[0-9a-f]{64}$'`),
    check("refresh_tokens_expires_at_check", sql`${table.expiresAt} > ${table.issuedAt}`),
  ],
);
