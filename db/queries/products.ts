import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { accept, must, refuse, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { categories, products } from "../schema/catalogue.ts";
import { users } from "../schema/users.ts";
import { isViolation } from "./constraints.ts";
import { hasId, isUuid } from "./ids.ts";
import { productCardColumns } from "./product-list.ts";

const detailColumns = {
  ...productCardColumns,
  description: products.description,
  videoUrl: products.videoUrl,
  specifications: products.specifications,
  shippingInfo: products.shippingInfo,
  updatedAt: products.updatedAt,
};

const selectProduct = (database: Database) =>
  database
    .select(detailColumns)
    .from(products)
    .innerJoin(users, eq(users.id, products.sellerId))
    .innerJoin(categories, eq(categories.id, products.categoryId))
    .$dynamic();

const selectOwnProduct = (database: Database) =>
  database
    .select({ ...detailColumns, reservePriceMinor: products.reservePriceMinor })
    .from(products)
    .innerJoin(users, eq(users.id, products.sellerId))
    .innerJoin(categories, eq(categories.id, products.categoryId))
    .$dynamic();

/** A product as anybody may see it. Whether a draft may be seen is for the caller: it knows who asks. */
export type Product = Awaited<ReturnType<typeof selectProduct>>[number];

/** A product as its seller sees it, with the reserve. */
export type OwnProduct = Awaited<ReturnType<typeof selectOwnProduct>>[number];

export interface ProductInput {
  readonly categoryId: string;
  readonly title: string;
  readonly description?: string;
  readonly condition: Product["condition"];
  /** `sold` is not the seller's to say: a projection sets it. */
  readonly status?: Exclude<Product["status"], "sold">;
  readonly currency: string;
  readonly startingPriceMinor: number;
  readonly reservePriceMinor?: number | null;
  readonly buyNowPriceMinor?: number | null;
  readonly imageUrls?: readonly string[];
  readonly videoUrl?: string | null;
  readonly specifications?: Readonly<Record<string, string>>;
  readonly shippingInfo?: Readonly<Record<string, unknown>>;
  readonly featured?: boolean;
}

/** `prices_invalid`: reserve and buy-now must be above the start. `sold`: it is what a buyer bought, and stays so. */
export type ProductRefusal = "category_invalid" | "prices_invalid" | "sold";

const isPresent = isNull(products.deletedAt);

export async function findProduct(database: Database, productId: string): Promise<Product | undefined> {
  const [found] = await selectProduct(database).where(and(hasId(products.id, productId), isPresent));
  return found;
}

export interface ProductOfSeller {
  readonly productId: string;
  readonly sellerId: string;
}

export async function findOwnProduct(
  database: Database,
  product: ProductOfSeller,
): Promise<OwnProduct | undefined> {
  const [found] = await selectOwnProduct(database).where(isOwn(product));
  return found;
}

export async function createProduct(
  database: Database,
  sellerId: string,
  input: ProductInput,
): Promise<Result<OwnProduct, ProductRefusal>> {
  if (!isUuid(input.categoryId)) return refuse("category_invalid");
  return refuseViolations(async () => {
    const [created] = await database
      .insert(products)
      .values({ ...input, sellerId })
      .returning({ id: products.id });
    const { id } = must(created, "an insert returns its row");
    return accept(must(await findOwnProduct(database, { productId: id, sellerId }), "the product just made"));
  });
}

/** Undefined when the seller has no such product. */
export async function updateProduct(
  database: Database,
  product: ProductOfSeller,
  change: Partial<ProductInput>,
): Promise<Result<OwnProduct | undefined, ProductRefusal>> {
  if (change.categoryId !== undefined && !isUuid(change.categoryId)) return refuse("category_invalid");
  return refuseViolations(async () => {
    if (Object.keys(change).length > 0) {
      await database
        .update(products)
        .set(change)
        // Asked in the statement itself: a hammer may fall between a look and a write.
        .where(and(isOwn(product), ne(products.status, "sold")));
    }
    const found = await findOwnProduct(database, product);
    return found?.status === "sold" ? refuse("sold") : accept(found);
  });
}

/** Hides a product for good; false when the seller has no such product. Lots and orders made from it stay. */
export async function deleteProduct(database: Database, product: ProductOfSeller): Promise<boolean> {
  const deleted = await database
    .update(products)
    .set({ deletedAt: new Date() })
    .where(isOwn(product))
    .returning({ id: products.id });
  return deleted.length > 0;
}

export async function countProductView(database: Database, productId: string): Promise<void> {
  await database
    .update(products)
    .set({ viewCount: sql`${products.viewCount} + 1` })
    .where(and(hasId(products.id, productId), isPresent));
}

const isOwn = (product: ProductOfSeller) =>
  and(hasId(products.id, product.productId), hasId(products.sellerId, product.sellerId), isPresent);

async function refuseViolations<Value>(
  write: () => Promise<Result<Value, ProductRefusal>>,
): Promise<Result<Value, ProductRefusal>> {
  try {
    return await write();
  } catch (error) {
    if (isViolation(error, "foreignKey")) return refuse("category_invalid");
    // Everything else the checks ask for is in the schema of the request already; prices depend on what was there.
    if (isViolation(error, "check")) return refuse("prices_invalid");
    throw error;
  }
}
