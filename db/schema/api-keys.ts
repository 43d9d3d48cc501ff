import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, isText, moment, primaryId } from "./columns.ts";
import { users } from "./users.ts";

/**
 * Keys that programs call the interface with. Only hashes: the table is useless to whoever reads it. A revoked one stays,
 * as the audit log names it. CASCADE: credentials of an account, not history.
 */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** SHA-256 of the key, hex. It has 256 random bits, so it needs neither salt nor a slow hash. */
    keyHash: text("key_hash").notNull(),
    /** Its last characters, by which its owner knows it. */
    hint: text("hint").notNull(),
    /** Names of domain/access/scopes.ts; one that is not there (any more) opens nothing. */
    scopes: text("scopes").array().notNull(),
    createdAt: createdAt(),
    /** Null: until it is revoked. */
    expiresAt: moment("expires_at"),
    lastUsedAt: moment("last_used_at"),
    revokedAt: moment("revoked_at"),
  },
  (table) => [
    uniqueIndex("api_keys_key_hash_unique").on(table.keyHash),
    index("api_keys_user_id_index")
      .on(table.userId, table.id.desc())
      .where(sql`${table.revokedAt} is null`),
    check("api_keys_key_hash_check", sql`${table.keyHash} ~ '^[0-9a-f]{64}$'`),
    check("api_keys_name_check", isText(table.name, 1, 60)),
    check("api_keys_hint_check", isText(table.hint, 1, 12)),
    check("api_keys_scopes_check", sql`cardinality(${table.scopes}) between 1 and 32`),
    check("api_keys_expires_at_check", sql`${table.expiresAt} > ${table.createdAt}`),
  ],
);

/** The rooms a key went into, whose sockets are closed when it is revoked; as `session_rooms` is for sign-ins. */
export const apiKeyRooms = pgTable(
  "api_key_rooms",
  {
    apiKeyId: uuid("api_key_id")
      .notNull()
      .references(() => apiKeys.id, { onDelete: "cascade" }),
    auctionId: uuid("auction_id").notNull(),
    joinedAt: moment("joined_at").notNull(),
  },
  (table) => [primaryKey({ name: "api_key_rooms_pkey", columns: [table.apiKeyId, table.auctionId] })],
);
