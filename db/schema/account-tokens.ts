import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, isText, moment } from "./columns.ts";
import { sql } from "drizzle-orm";
import { users } from "./users.ts";

/** What a token may be traded for. */
export type AccountTokenPurpose = "email.verify" | "email.change" | "password.reset";

/**
 * Secrets that were sent to somebody and work once: links in mails. Only hashes, as with refresh tokens.
 * CASCADE: credentials of an account, not history.
 */
export const accountTokens = pgTable(
  "account_tokens",
  {
    /** SHA-256 of the token, hex. */
    tokenHash: text("token_hash").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    purpose: text("purpose").$type<AccountTokenPurpose>().notNull(),
    /** The mailbox it was sent to: a link must not vouch for an address the account got later, but for the one it may get. */
    email: text("email").notNull(),
    createdAt: createdAt(),
    expiresAt: moment("expires_at").notNull(),
    usedAt: moment("used_at"),
  },
  (table) => [
    index("account_tokens_user_id_index").on(table.userId, table.purpose),
    index("account_tokens_expires_at_index").on(table.expiresAt),
    check("account_tokens_token_hash_check", sql`${table.tokenHash} ~ '^[0-9a-f]{64}$'`),
    check("account_tokens_purpose_check", isText(table.purpose, 1, 40)),
  ],
);
