import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { productStatuses } from "../../domain/product/lifecycle.ts";
import type { ShippingInfo } from "../../domain/product/shipping.ts";
import { amountMinor, createdAt, currencyCode, deletedAt, moment, primaryId, updatedAt } from "./columns.ts";
import { isAmount, isCurrency, isOneOf, isText } from "./columns.ts";
import { searchDocument, searchIndexOptions } from "./search.ts";
import { users } from "./users.ts";

export const productConditions = ["new", "like_new", "good", "fair"] as const;
export type ProductCondition = (typeof productConditions)[number];

/** With what is needed to show an uploaded picture, as it was when the product took it: that never changes. */
export interface ProductImage {
  readonly url: string;
  readonly alt: string;
  readonly pictureId?: string;
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly placeholder?: string;
}

/** RESTRICT on the parent: a category with children is moved or emptied on purpose, never lost with its parent. */
export const categories = pgTable(
  "categories",
  {
    id: primaryId(),
    parentId: uuid("parent_id").references((): AnyPgColumn => categories.id, { onDelete: "restrict" }),
    name: text("name").notNull(),
    slug: text("slug").notNull().unique("categories_slug_unique"),
    description: text("description").notNull().default(""),
    imageUrl: text("image_url"),
    sortOrder: integer("sort_order").notNull().default(0),
    isActive: boolean("is_active").notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index("categories_parent_id_index").on(table.parentId, table.sortOrder),
    check("categories_parent_check", sql`${table.parentId} <> ${table.id}`),
    check("categories_name_check", isText(table.name, 1, 100)),
    check("categories_slug_check", sql`${table.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
  ],
);

/**
 * What a seller has. Deleted softly: lots and orders that came from it keep pointing at it.
 * RESTRICT on seller and category: both carry the product's meaning and are soft-deleted or emptied first.
 */
export const products = pgTable(
  "products",
  {
    id: primaryId(),
    sellerId: uuid("seller_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    categoryId: uuid("category_id")
      .notNull()
      .references(() => categories.id, { onDelete: "restrict" }),
    /** The seller's own number for it, by which a file knows it again; one of their products each. */
    sku: text("sku"),
    title: text("title").notNull(),
    description: text("description").notNull().default(""),
    condition: text("condition", { enum: productConditions }).notNull(),
    status: text("status", { enum: productStatuses }).notNull().default("draft"),
    currency: currencyCode().notNull(),
    startingPriceMinor: amountMinor("starting_price_minor").notNull(),
    /** Secret: only the seller's own reads select it. */
    reservePriceMinor: amountMinor("reserve_price_minor"),
    buyNowPriceMinor: amountMinor("buy_now_price_minor"),
    images: jsonb("images")
      .$type<readonly ProductImage[]>()
      .notNull()
      .default(sql`'[]'`),
    videoUrl: text("video_url"),
    specifications: jsonb("specifications")
      .$type<Readonly<Record<string, string>>>()
      .notNull()
      .default(sql`'{}'`),
    shippingInfo: jsonb("shipping_info")
      .$type<Partial<ShippingInfo>>()
      .notNull()
      .default(sql`'{}'`),
    featured: boolean("featured").notNull().default(false),
    viewCount: integer("view_count").notNull().default(0),
    /**
     * What search looks into: the title (A), specifications and the category (B), the description (C). The category is in it
     * by its id, so that renaming one changes no product: a search looks up which categories its words name.
     */
    document: searchDocument("document")
      .notNull()
      .generatedAlwaysAs(sql`product_document("title", "description", "specifications", "category_id")`),
    /** When it last came up for sale; kept by a trigger, as a search that somebody saved is told of what came since. */
    activatedAt: moment("activated_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (table) => [
    // One index per sort of the public list, each ending in the id that breaks ties, each without deleted rows.
    index("products_newest_index")
      .on(table.status, table.createdAt, table.id)
      .where(sql`${table.deletedAt} is null`),
    index("products_currency_price_index")
      .on(table.status, table.currency, table.startingPriceMinor, table.id)
      .where(sql`${table.deletedAt} is null`),
    index("products_activated_index")
      .on(table.activatedAt)
      .where(sql`${table.deletedAt} is null and ${table.status} = 'active'`),
    index("products_popular_index")
      .on(table.status, table.viewCount, table.id)
      .where(sql`${table.deletedAt} is null`),
    index("products_category_index")
      .on(table.categoryId, table.status, table.createdAt, table.id)
      .where(sql`${table.deletedAt} is null`),
    index("products_category_price_index")
      .on(table.categoryId, table.status, table.currency, table.startingPriceMinor, table.id)
      .where(sql`${table.deletedAt} is null`),
    index("products_category_popular_index")
      .on(table.categoryId, table.status, table.viewCount, table.id)
      .where(sql`${table.deletedAt} is null`),
    uniqueIndex("products_sku_unique")
      .on(table.sellerId, table.sku)
      .where(sql`${table.deletedAt} is null and ${table.sku} is not null`),
    index("products_featured_index")
      .on(table.createdAt, table.id)
      .where(sql`${table.deletedAt} is null and ${table.featured} and ${table.status} = 'active'`),
    index("products_seller_index")
      .on(table.sellerId, table.createdAt, table.id)
      .where(sql`${table.deletedAt} is null`),
    // Whether any product shows a picture.
    index("products_images_index")
      .using("gin", table.images.op("jsonb_path_ops"))
      .where(sql`${table.deletedAt} is null`),
    index("products_document_index")
      .using("gin", table.document)
      .with(searchIndexOptions)
      .where(sql`${table.deletedAt} is null`),
    check("products_sku_check", isText(table.sku, 1, 64)),
    check("products_title_check", isText(table.title, 1, 140)),
    check("products_description_check", isText(table.description, 0, 10_000)),
    check("products_condition_check", isOneOf(table.condition, productConditions)),
    check("products_status_check", isOneOf(table.status, productStatuses)),
    check("products_currency_check", isCurrency(table.currency)),
    check("products_starting_price_check", isAmount(table.startingPriceMinor)),
    check(
      "products_reserve_price_check",
      sql`${isAmount(table.reservePriceMinor)} and ${table.reservePriceMinor} > ${table.startingPriceMinor}`,
    ),
    check(
      "products_buy_now_price_check",
      sql`${isAmount(table.buyNowPriceMinor)} and ${table.buyNowPriceMinor} > ${table.startingPriceMinor}`,
    ),
    check(
      "products_images_check",
      sql`jsonb_typeof(${table.images}) = 'array' and jsonb_array_length(${table.images}) <= 12`,
    ),
    check("products_specifications_check", sql`jsonb_typeof(${table.specifications}) = 'object'`),
    check("products_shipping_info_check", sql`jsonb_typeof(${table.shippingInfo}) = 'object'`),
    check("products_view_count_check", sql`${table.viewCount} >= 0`),
  ],
);
