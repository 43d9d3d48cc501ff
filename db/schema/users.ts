import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { userRoles } from "../../domain/access/roles.ts";
import { locales } from "../../domain/locale.ts";
import { amountMinor, createdAt, currencyCode, deletedAt, moment, primaryId, updatedAt } from "./columns.ts";
import { isAmount, isCurrency, isOneOf, isText } from "./columns.ts";

/** People. Never deleted while anything they bought, sold or said stands: `deleted_at` hides them instead. */
export const users = pgTable(
  "users",
  {
    id: primaryId(),
    /** Lower case, so that equality is equality of mailboxes. */
    email: text("email").notNull(),
    /** PHC string (`$scrypt$ln=14,r=8,p=5$salt$hash`); null for accounts without a password. */
    passwordHash: text("password_hash"),
    role: text("role", { enum: userRoles }).notNull().default("buyer"),
    displayName: text("display_name").notNull(),
    firstName: text("first_name"),
    lastName: text("last_name"),
    phone: text("phone"),
    /** Whose habits numbers and dates follow, of `domain/locale.ts`; null: the browser's. */
    locale: text("locale", { enum: locales }),
    avatarUrl: text("avatar_url"),
    emailVerifiedAt: moment("email_verified_at"),
    lastLoginAt: moment("last_login_at"),
    /** Set by the platform: cannot sign in, cannot bid; everything that stands, stands. */
    disabledAt: moment("disabled_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (table) => [
    // Partial, so that somebody who deleted their account can come back with the same address.
    uniqueIndex("users_email_unique")
      .on(table.email)
      .where(sql`${table.deletedAt} is null`),
    // Sellers by a part of their name, or by one that is nearly theirs.
    index("users_seller_name_index")
      .using("gin", table.displayName.op("gin_trgm_ops"))
      .where(sql`${table.role} = 'seller' and ${table.deletedAt} is null`),
    check("users_email_check", sql`${table.email} = lower(${table.email}) and ${table.email} like '%_@_%'`),
    check("users_email_length_check", isText(table.email, 3, 254)),
    check("users_password_hash_check", sql`${table.passwordHash} like '$%$%$%'`),
    check("users_role_check", isOneOf(table.role, userRoles)),
    check("users_locale_check", sql`${table.locale} ~ '^[a-z]{2,3}-[A-Z]{2}$'`),
    check("users_display_name_check", isText(table.displayName, 1, 60)),
  ],
);

/**
 * Two accounts of one person or household (rule B2). Stored once per pair, smaller id first.
 * CASCADE: a link is a statement about two accounts and means nothing without both.
 */
export const accountLinks = pgTable(
  "account_links",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    linkedUserId: uuid("linked_user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    reason: text("reason").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ name: "account_links_pkey", columns: [table.userId, table.linkedUserId] }),
    index("account_links_linked_user_id_index").on(table.linkedUserId),
    check("account_links_order_check", sql`${table.userId} < ${table.linkedUserId}`),
  ],
);

/** Whom a seller keeps out of all their auctions. CASCADE for the same reason as links. */
export const sellerBlocks = pgTable(
  "seller_blocks",
  {
    sellerId: uuid("seller_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** What a seller knows it by: whom they block is a paddle to them, never an account. */
    id: uuid("id")
      .notNull()
      .default(sql`gen_random_uuid()`)
      .unique("seller_blocks_id_unique"),
    reason: text("reason"),
    createdAt: createdAt(),
  },
  (table) => [
    index("seller_blocks_seller_index").on(table.sellerId, table.createdAt, table.id),
    primaryKey({ name: "seller_blocks_pkey", columns: [table.sellerId, table.userId] }),
    index("seller_blocks_user_id_index").on(table.userId),
    check("seller_blocks_self_check", sql`${table.sellerId} <> ${table.userId}`),
  ],
);

/**
 * How much the house lets a bidder have standing in one auction (rule B5); null is no limit. What they set themselves is in
 * `self_limits`; `own_limit_minor` was moved there and is read no more.
 */
export const spendingLimits = pgTable(
  "spending_limits",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    currency: currencyCode().notNull(),
    ownLimitMinor: amountMinor("own_limit_minor"),
    platformLimitMinor: amountMinor("platform_limit_minor"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ name: "spending_limits_pkey", columns: [table.userId, table.currency] }),
    check("spending_limits_currency_check", isCurrency(table.currency)),
    check("spending_limits_own_limit_check", isAmount(table.ownLimitMinor)),
    check("spending_limits_platform_limit_check", isAmount(table.platformLimitMinor)),
  ],
);
