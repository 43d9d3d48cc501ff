import { sql } from "drizzle-orm";
import { bigint, check, index, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, isText, moment } from "./columns.ts";
import { users } from "./users.ts";

/**
 * The authenticator app of an account (RFC 6238), one at most.
 * CASCADE, here and below: credentials of an account, not history; the audit log keeps what must be kept.
 */
export const totpFactors = pgTable(
  "totp_factors",
  {
    userId: uuid("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    /** AES-GCM under the Worker's FACTOR_KEY and bound to the account: useless in a dump, and in another row. */
    encryptedSecret: text("encrypted_secret").notNull(),
    /** When it was offered. */
    createdAt: createdAt(),
    /** Null until a code has shown that the app really has the secret; before that it is no factor. */
    confirmedAt: moment("confirmed_at"),
    /** The newest 30-second step a code was taken for: no step is ever taken twice. */
    lastStep: bigint("last_step", { mode: "number" }),
  },
  (table) => [check("totp_factors_encrypted_secret_check", isText(table.encryptedSecret, 1, 200))],
);

/** What opens an account whose second factor is lost, each once. Only keyed hashes. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** HMAC-SHA-256 of the code, hex. */
    codeHash: text("code_hash").notNull(),
    createdAt: createdAt(),
    usedAt: moment("used_at"),
  },
  (table) => [
    primaryKey({ name: "recovery_codes_pkey", columns: [table.userId, table.codeHash] }),
    check("recovery_codes_code_hash_check", sql`${table.codeHash} ~ '^[0-9a-f]{64}$'`),
  ],
);

/** Sign-ins that have proved their first factor and wait for the second. Gone when it came. */
export const pendingSignIns = pgTable(
  "pending_sign_ins",
  {
    /** SHA-256 of the `mfaToken`, hex. */
    tokenHash: text("token_hash").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** When the first factor was proved. */
    provedAt: moment("proved_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
    /** How often a second factor was tried with it. */
    tries: smallint("tries").notNull().default(0),
  },
  (table) => [
    index("pending_sign_ins_user_id_index").on(table.userId),
    index("pending_sign_ins_expires_at_index").on(table.expiresAt),
    check("pending_sign_ins_token_hash_check", sql`${table.tokenHash} ~ '^[0-9a-f]{64}$'`),
    check("pending_sign_ins_tries_check", sql`${table.tries} >= 0`),
  ],
);
