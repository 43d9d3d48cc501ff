import { and, eq, gte, ilike, isNull, lte, type SQL, sql } from "drizzle-orm";
import { accept, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { type ProductCondition, type ProductStatus, categories, products } from "../schema/catalogue.ts";
import { users } from "../schema/users.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";
import { toContainsPattern } from "./like.ts";

/** The sorts of the product list; each has an index of its own. */
export const productSorts = ["newest", "price", "-price", "popular"] as const;
export type ProductSort = (typeof productSorts)[number];

const keysets = {
  newest: { name: "newest", columns: [products.createdAt, products.id], descending: true },
  price: { name: "price", columns: [products.startingPriceMinor, products.id], descending: false },
  "-price": { name: "-price", columns: [products.startingPriceMinor, products.id], descending: true },
  popular: { name: "popular", columns: [products.viewCount, products.id], descending: true },
} as const satisfies Record<ProductSort, Keyset>;

export interface ProductFilter {
  /** One status, since the indexes start with it. A seller's own list may leave it out. */
  readonly status?: ProductStatus | undefined;
  readonly sellerId?: string | undefined;
  /** Id or slug; everything below it counts too. */
  readonly category?: string | undefined;
  readonly condition?: ProductCondition | undefined;
  readonly minPriceMinor?: number | undefined;
  readonly maxPriceMinor?: number | undefined;
  /** Part of the title, in any case. */
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

/** Products that are not deleted, of sellers who were not shut out, filtered and sorted. */
export async function listProducts(
  database: Database,
  filter: ProductFilter,
  request: PageRequest & { readonly sort: ProductSort },
): Promise<Result<Page<Product>, InvalidCursor>> {
  const keyset = keysets[request.sort];
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await selectProducts(database)
    .where(and(computeCondition(filter), behind.value))
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(makePage(keyset, request, rows, (row) => [getSortValue(row, request.sort), row.id]));
}

function getSortValue(row: Product, sort: ProductSort): Date | number {
  if (sort === "newest") return row.createdAt;
  return sort === "popular" ? row.viewCount : row.startingPriceMinor;
}

function computeCondition(filter: ProductFilter): SQL | undefined {
  const { status, sellerId, category, condition, minPriceMinor, maxPriceMinor, search } = filter;
  return and(
    isNull(products.deletedAt),
    isNull(users.disabledAt),
    status === undefined ? undefined : eq(products.status, status),
    sellerId === undefined ? undefined : hasId(products.sellerId, sellerId),
    category === undefined ? undefined : isInCategory(category),
    condition === undefined ? undefined : eq(products.condition, condition),
    minPriceMinor === undefined ? undefined : gte(products.startingPriceMinor, minPriceMinor),
    maxPriceMinor === undefined ? undefined : lte(products.startingPriceMinor, maxPriceMinor),
    search === undefined ? undefined : ilike(products.title, toContainsPattern(search)),
  );
}

/** As an array made first: its ids then bound an index scan, which a join with a recursive query would not. */
const isInCategory = (category: string): SQL => sql`${products.categoryId} = any(array(
  with recursive branch as (
    select id from categories where slug = ${category} or ${hasId(categories.id, category)}
    union
    select below.id from categories below join branch on below.parent_id = branch.id
  )
  select id from branch))`;
