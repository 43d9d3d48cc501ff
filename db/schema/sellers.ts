import { sql } from "drizzle-orm";
import { char, check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { applicationStatuses } from "../../domain/trust/seller.ts";
import { createdAt, isOneOf, isText, moment, primaryId, updatedAt } from "./columns.ts";
import { users } from "./users.ts";

/**
 * Somebody asks to sell. Decided once; who was rejected asks again with a new one, so that what was said about the old one
 * stays. CASCADE: what an application says is about one person and goes with them.
 */
export const sellerApplications = pgTable(
  "seller_applications",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    status: text("status", { enum: applicationStatuses }).notNull().default("pending"),
    shopName: text("shop_name").notNull(),
    slug: text("slug").notNull(),
    about: text("about").notNull(),
    /** ISO 3166-1 alpha-2. */
    country: char("country", { length: 2 }).notNull(),
    /** What they mean to sell. */
    goods: text("goods").notNull(),
    /** When they agreed to the sellers' policies. */
    agreedAt: moment("agreed_at").notNull(),
    /** What the applicant is told with a rejection. */
    reason: text("reason"),
    /** No foreign key: a decision outlives the account of whoever made it. */
    decidedBy: uuid("decided_by"),
    decidedAt: moment("decided_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("seller_applications_open_unique")
      .on(table.userId)
      .where(sql`${table.status} = 'pending'`),
    // A name is kept for whoever asked for it first, until it is decided.
    uniqueIndex("seller_applications_slug_unique")
      .on(table.slug)
      .where(sql`${table.status} = 'pending'`),
    index("seller_applications_user_index").on(table.userId, table.createdAt),
    index("seller_applications_status_index").on(table.status, table.createdAt, table.id),
    check("seller_applications_status_check", isOneOf(table.status, applicationStatuses)),
    check("seller_applications_shop_name_check", isText(table.shopName, 1, 60)),
    check("seller_applications_slug_check", sql`${table.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
    check("seller_applications_slug_length_check", isText(table.slug, 3, 30)),
    check("seller_applications_about_check", isText(table.about, 1, 2_000)),
    check("seller_applications_country_check", sql`${table.country} ~ '^[A-Z]{2}$'`),
    check("seller_applications_goods_check", isText(table.goods, 1, 500)),
    check("seller_applications_reason_check", isText(table.reason, 1, 500)),
    check(
      "seller_applications_decided_check",
      sql`(${table.status} = 'pending') = (${table.decidedAt} is null)`,
    ),
    check(
      "seller_applications_rejected_check",
      sql`(${table.status} = 'rejected') = (${table.reason} is not null)`,
    ),
  ],
);

/** A seller's shop as others see it. CASCADE: it is one person's own, and its name is free again once they have left. */
export const sellerProfiles = pgTable(
  "seller_profiles",
  {
    userId: uuid("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    shopName: text("shop_name").notNull(),
    slug: text("slug").notNull(),
    about: text("about").notNull().default(""),
    country: char("country", { length: 2 }),
    /** One of our own picture addresses. */
    bannerUrl: text("banner_url"),
    returnsPolicy: text("returns_policy").notNull().default(""),
    shippingPolicy: text("shipping_policy").notNull().default(""),
    paymentsPolicy: text("payments_policy").notNull().default(""),
    /** The house has looked at who they are. */
    verifiedAt: moment("verified_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("seller_profiles_slug_unique").on(table.slug),
    check("seller_profiles_shop_name_check", isText(table.shopName, 1, 60)),
    check("seller_profiles_slug_check", sql`${table.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
    check("seller_profiles_slug_length_check", isText(table.slug, 3, 30)),
    check("seller_profiles_about_check", isText(table.about, 0, 2_000)),
    check("seller_profiles_country_check", sql`${table.country} ~ '^[A-Z]{2}$'`),
    check("seller_profiles_banner_url_check", isText(table.bannerUrl, 1, 300)),
    check("seller_profiles_returns_policy_check", isText(table.returnsPolicy, 0, 4_000)),
    check("seller_profiles_shipping_policy_check", isText(table.shippingPolicy, 0, 4_000)),
    check("seller_profiles_payments_policy_check", isText(table.paymentsPolicy, 0, 4_000)),
  ],
);
