import { and, eq, gte, inArray, isNotNull, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { ProductStatus } from "../../domain/product/lifecycle.ts";
import type { LotFormat } from "../../domain/room/lot-rules.ts";
import type { Database } from "../database.ts";
import { auctions } from "../schema/auctions.ts";
import { type ProductCondition, categories, products } from "../schema/catalogue.ts";
import { lots } from "../schema/lots.ts";
import { users } from "../schema/users.ts";
import { hasId } from "./ids.ts";

/** What a list of products may be narrowed by. */
export interface ProductFilter {
  /** One status, since the indexes start with it. A seller's own list may leave it out. */
  readonly status?: ProductStatus | undefined;
  readonly sellerId?: string | undefined;
  /** Id or slug; everything below it counts too. */
  readonly category?: string | undefined;
  readonly condition?: ProductCondition | undefined;
  /** Where prices are filtered or sorted by; those of two currencies cannot be compared. */
  readonly currency?: string | undefined;
  readonly minPriceMinor?: number | undefined;
  readonly maxPriceMinor?: number | undefined;
  /** How it is sold, in a public auction that is on or to come. */
  readonly format?: LotFormat | undefined;
  /** In a public auction that is live. */
  readonly isLive?: true | undefined;
  /** Put forward by the house. */
  readonly isFeatured?: true | undefined;
  /** Words, as somebody typed them; see `findSearchQuery`. */
  readonly search?: string | undefined;
}

/** What anybody may see of a product. The reserve is only ever known to exist. */
export const productColumns = {
  id: products.id,
  title: products.title,
  description: products.description,
  condition: products.condition,
  status: products.status,
  currency: products.currency,
  startingPriceMinor: products.startingPriceMinor,
  buyNowPriceMinor: products.buyNowPriceMinor,
  hasReserve: sql<boolean>`${products.reservePriceMinor} is not null`,
  images: products.images,
  videoUrl: products.videoUrl,
  specifications: products.specifications,
  shippingInfo: products.shippingInfo,
  featured: products.featured,
  viewCount: products.viewCount,
  createdAt: products.createdAt,
  updatedAt: products.updatedAt,
  sellerId: products.sellerId,
  sellerName: users.displayName,
  /** Whoever was shut out sells nothing; nobody is told of it. */
  isSellerDisabled: sql<boolean>`${users.disabledAt} is not null`,
  categoryId: products.categoryId,
  categoryName: categories.name,
  categorySlug: categories.slug,
};

export const selectProducts = (database: Database) =>
  database
    .select(productColumns)
    .from(products)
    .innerJoin(users, eq(users.id, products.sellerId))
    .innerJoin(categories, eq(categories.id, products.categoryId))
    .$dynamic();

/** A product as anybody may see it. */
export type Product = Awaited<ReturnType<typeof selectProducts>>[number];

/** Products that are not deleted, of sellers who were not shut out, and that the filter leaves. */
export function computeCondition(filter: ProductFilter, query?: string): SQL | undefined {
  return and(
    isNull(products.deletedAt),
    computeNarrowing(filter),
    query === undefined ? undefined : hasWords(products.document, query),
  );
}

/** What the filter's own fields leave, its words apart. */
export function computeNarrowing(filter: Omit<ProductFilter, "search">): SQL | undefined {
  const { status, sellerId, category, condition, currency, minPriceMinor, maxPriceMinor } = filter;
  const { format, isLive, isFeatured } = filter;
  return and(
    status === undefined ? undefined : eq(products.status, status),
    sellerId === undefined ? undefined : hasId(products.sellerId, sellerId),
    category === undefined ? undefined : isInCategory(category),
    condition === undefined ? undefined : eq(products.condition, condition),
    currency === undefined ? undefined : eq(products.currency, currency),
    minPriceMinor === undefined ? undefined : gte(products.startingPriceMinor, minPriceMinor),
    maxPriceMinor === undefined ? undefined : lte(products.startingPriceMinor, maxPriceMinor),
    format === undefined && isLive === undefined ? undefined : isInSale({ format, isLive }),
    isFeatured === undefined ? undefined : eq(products.featured, true),
  );
}

interface First {
  readonly query?: string | undefined;
  /** What has to hold besides. */
  readonly also?: SQL | undefined;
  readonly order: readonly SQL[];
  readonly limit: number;
}

/**
 * For a statement that takes the first `limit` in that order of what {@link computeCondition} leaves, of sellers who were
 * not shut out. Of a category and of each below it no more than so many are read, off its own index. One condition on
 * all of them would have Postgres walk the whole list in order until enough are of the category, and where next to
 * nothing is, to its end. What has the words of a search is few in any case.
 */
export function areFirst(database: Database, filter: ProductFilter, first: First): SQL | undefined {
  const { query, also, order, limit } = first;
  const { category, ...others } = filter;
  const isShown = and(isNull(users.disabledAt), also);
  if (category === undefined || query !== undefined) return and(computeCondition(filter, query), isShown);
  const ofOne = database
    .select({ id: products.id })
    .from(products)
    .innerJoin(users, eq(users.id, products.sellerId))
    .where(and(sql`${products.categoryId} = branch.id`, computeCondition(others), isShown))
    .orderBy(...order)
    .limit(limit);
  return sql`${products.id} = any(array(
    select found.id from unnest(${listBranchIds(category)}) branch (id) cross join lateral ${ofOne} found))`;
}

export const hasWords = (document: PgColumn, query: string): SQL => sql`${document} @@ ${query}::tsquery`;

/** Lots that are still to be sold, of auctions that anybody may see. */
export const isUnsoldInPublic = and(
  inArray(lots.status, ["queued", "open"]),
  inArray(auctions.status, ["scheduled", "live"]),
  eq(auctions.visibility, "public"),
);

/** As an array made first, from the few lots that are unsold: they then bound the scan of the products. */
const isInSale = ({ format, isLive }: Pick<ProductFilter, "format" | "isLive">): SQL =>
  sql`${products.id} = any(array(
    select ${lots.productId} from ${lots} join ${auctions} on ${auctions.id} = ${lots.auctionId}
    where ${and(
      isUnsoldInPublic,
      isNotNull(lots.productId),
      format === undefined ? undefined : eq(lots.format, format),
      isLive === undefined ? undefined : eq(auctions.status, "live"),
    )}))`;

/** As an array made first: its ids then bound an index scan, which a join with a recursive query would not. */
const isInCategory = (category: string): SQL => sql`${products.categoryId} = any(${listBranchIds(category)})`;

/** The ids of a category, by slug or id, and of all below it, as an array. */
const listBranchIds = (category: string): SQL => sql`array(
  with recursive branch as (
    select id from categories where slug = ${category} or ${hasId(categories.id, category)}
    union
    select below.id from categories below join branch on below.parent_id = branch.id
  )
  select id from branch)`;
