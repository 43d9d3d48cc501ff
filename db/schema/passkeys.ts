import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, isText, moment, primaryId } from "./columns.ts";
import { users } from "./users.ts";

/** WebAuthn credentials. CASCADE: credentials of an account, not history. */
export const passkeys = pgTable(
  "passkeys",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The authenticator's own id of it, base64url; at most 1,023 bytes (WebAuthn, section 4). */
    credentialId: text("credential_id").notNull(),
    /** The COSE key, base64url. */
    publicKey: text("public_key").notNull(),
    /** The authenticator's count of signatures; one that stays at 0 keeps none. It never goes back. */
    counter: bigint("counter", { mode: "number" }).notNull(),
    /** How a browser may reach it (`internal`, `hybrid`, `usb` …), told back to it as a hint. */
    transports: text("transports").array().notNull(),
    /** Whether it lives in a cloud account and so survives its device. */
    isBackedUp: boolean("is_backed_up").notNull(),
    /** What its owner calls it. */
    name: text("name").notNull(),
    createdAt: createdAt(),
    lastUsedAt: moment("last_used_at"),
  },
  (table) => [
    uniqueIndex("passkeys_credential_id_unique").on(table.credentialId),
    index("passkeys_user_id_index").on(table.userId, table.id),
    check("passkeys_credential_id_check", isText(table.credentialId, 1, 1_364)),
    check("passkeys_public_key_check", isText(table.publicKey, 1, 2_000)),
    check("passkeys_counter_check", sql`${table.counter} between 0 and 4294967295`),
    check("passkeys_name_check", isText(table.name, 1, 60)),
  ],
);

/**
 * Challenges that were answered, until they would have run out anyway. A challenge says itself what it is for and how
 * long it is good, under our MAC, so that a stranger who asks for thousands fills no table; only a used one is a row.
 */
export const spentChallenges = pgTable(
  "spent_challenges",
  {
    /** SHA-256 of the challenge, hex. */
    challengeHash: text("challenge_hash").primaryKey(),
    expiresAt: moment("expires_at").notNull(),
  },
  (table) => [
    index("spent_challenges_expires_at_index").on(table.expiresAt),
    check("spent_challenges_challenge_hash_check", sql`${table.challengeHash} ~ '^[0-9a-f]{64}$'`),
  ],
);
