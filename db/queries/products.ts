import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { type ProductStatus, listSellersStatusesBefore } from "../../domain/product/lifecycle.ts";
import { type ShippingInfo, noShippingInfo } from "../../domain/product/shipping.ts";
import { accept, must, refuse, type Result } from "../../domain/result.ts";
import type { Database, DatabaseClient, Transaction } from "../database.ts";
import { type ProductImage, categories, products } from "../schema/catalogue.ts";
import { users } from "../schema/users.ts";
import { type AuditEntry, recordAudit } from "./audit.ts";
import { type Change, isEmptyChange } from "./change.ts";
import { isViolation } from "./constraints.ts";
import { hasId, isUuid } from "./ids.ts";
import { type Product, productColumns, selectProducts } from "./product-filter.ts";
import { isInSale, isPossible } from "./product-sales.ts";
import { listShownUploads, noteShown } from "./uploads.ts";

const selectOwnProduct = (database: Database) =>
  database
    .select({ ...productColumns, sku: products.sku, reservePriceMinor: products.reservePriceMinor })
    .from(products)
    .innerJoin(users, eq(users.id, products.sellerId))
    .innerJoin(categories, eq(categories.id, products.categoryId))
    .$dynamic();

/** A product as its seller sees it, with the reserve. */
export type OwnProduct = Awaited<ReturnType<typeof selectOwnProduct>>[number];

export interface ProductInput {
  readonly sku?: string | null | undefined;
  readonly categoryId: string;
  readonly title: string;
  readonly description?: string | undefined;
  readonly condition: Product["condition"];
  /** `sold` is not the seller's to say: a projection sets it. See domain/product/lifecycle.ts. */
  readonly status?: Exclude<ProductStatus, "sold"> | undefined;
  readonly currency: string;
  readonly startingPriceMinor: number;
  readonly reservePriceMinor?: number | null | undefined;
  readonly buyNowPriceMinor?: number | null | undefined;
  readonly images?: readonly ProductImage[] | undefined;
  readonly videoUrl?: string | null | undefined;
  readonly specifications?: Readonly<Record<string, string>> | undefined;
  readonly shippingInfo?: ShippingInfo | undefined;
}

/**
 * `prices_invalid`: reserve and buy-now must be above the start. `sold`: it is what a buyer bought, and stays so.
 * `sku_taken`: another product of theirs has the number. `status_invalid`: what was cancelled is a draft before anything else.
 * `in_sale`: it is a lot of an auction that is on or to come.
 */
export type ProductRefusal =
  | "category_invalid"
  | "prices_invalid"
  | "sold"
  | "sku_taken"
  | "status_invalid"
  | "in_sale";

const isPresent = isNull(products.deletedAt);

/** Whether a draft may be seen is for the caller, who knows who asks. */
export async function findProduct(database: Database, productId: string): Promise<Product | undefined> {
  const [found] = await selectProducts(database).where(and(hasId(products.id, productId), isPresent));
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
  { transact }: DatabaseClient,
  sellerId: string,
  input: ProductInput,
): Promise<Result<OwnProduct, ProductRefusal>> {
  if (!isUuid(input.categoryId)) return refuse("category_invalid");
  return refuseViolations(() =>
    transact(async (transaction) => {
      const [created] = await transaction
        .insert(products)
        .values({ ...input, sellerId })
        .returning({ id: products.id });
      const { id } = must(created, "an insert returns its row");
      await noteShown(transaction, listShownUploads(input), new Date());
      const found = await findOwnProduct(transaction, { productId: id, sellerId });
      return accept(must(found, "the product just made"));
    }),
  );
}

/** Undefined when the seller has no such product. */
export async function updateProduct(
  { transact }: DatabaseClient,
  product: ProductOfSeller,
  change: Change<ProductInput>,
): Promise<Result<OwnProduct | undefined, ProductRefusal>> {
  if (change.categoryId !== undefined && !isUuid(change.categoryId)) return refuse("category_invalid");
  return refuseViolations(() =>
    transact(async (transaction) => {
      const before = await findShown(transaction, product);
      if (!isEmptyChange(change)) {
        await transaction
          .update(products)
          .set(change)
          // Asked in the statement itself: a hammer may fall between a look and a write.
          .where(and(isOwn(product), ne(products.status, "sold"), isPossible(change.status)));
      }
      const found = await findOwnProduct(transaction, product);
      if (found?.status === "sold") return refuse("sold");
      if (change.status !== undefined && found !== undefined && found.status !== change.status)
        return refuse(
          listSellersStatusesBefore(change.status).includes(found.status) ? "in_sale" : "status_invalid",
        );
      if (found !== undefined)
        await noteShown(transaction, [...before, ...listShownUploads(found)], new Date());
      return accept(found);
    }),
  );
}

/** The same once more, as a draft; undefined when the seller has no such product. What was sold can be sold again so. */
export async function duplicateProduct(
  client: DatabaseClient,
  product: ProductOfSeller,
): Promise<Result<OwnProduct | undefined, ProductRefusal>> {
  const found = await findOwnProduct(client.database, product);
  if (found === undefined) return accept(undefined);
  return createProduct(client, product.sellerId, {
    categoryId: found.categoryId,
    title: found.title,
    description: found.description,
    condition: found.condition,
    status: "draft",
    currency: found.currency,
    startingPriceMinor: found.startingPriceMinor,
    reservePriceMinor: found.reservePriceMinor,
    buyNowPriceMinor: found.buyNowPriceMinor,
    images: found.images,
    videoUrl: found.videoUrl,
    specifications: found.specifications,
    shippingInfo: { ...noShippingInfo, ...found.shippingInfo },
  });
}

/** Puts a product forward, or no more, with a line in the audit log; false when there is none. */
export async function featureProduct(
  { transact }: DatabaseClient,
  productId: string,
  {
    featured,
    ...by
  }: { readonly featured: boolean } & Pick<AuditEntry, "actorId" | "requestId" | "ipAddress">,
): Promise<boolean> {
  return transact(async (transaction) => {
    const changed = await transaction
      .update(products)
      .set({ featured })
      .where(and(hasId(products.id, productId), isPresent))
      .returning({ id: products.id });
    if (changed.length === 0) return false;
    const action = featured ? "product.featured" : "product.unfeatured";
    await recordAudit(transaction, { ...by, action, subjectType: "product", subjectId: productId });
    return true;
  });
}

/** Locks the product: of two changes at once the second sees what the first one showed. */
async function findShown(transaction: Transaction, product: ProductOfSeller): Promise<string[]> {
  const [found] = await transaction
    .select({ images: products.images, videoUrl: products.videoUrl })
    .from(products)
    .where(isOwn(product))
    .for("update");
  return found === undefined ? [] : listShownUploads(found);
}

/** Takes a product away; false when the seller has no such product. Orders made from it stay, and lots that are over. */
export const deleteProduct = async (
  { transact }: DatabaseClient,
  product: ProductOfSeller,
): Promise<Result<boolean, "in_sale">> =>
  transact(async (transaction) => {
    const [inSale] = await transaction
      .select({ id: products.id })
      .from(products)
      .where(and(isOwn(product), isInSale));
    if (inSale !== undefined) return refuse("in_sale");
    return accept((await hideProduct(transaction, product, new Date())) !== undefined);
  });

/** The same as a part of something larger; gives where the product stood, undefined when the seller has no such product. */
export async function hideProduct(
  transaction: Transaction,
  product: ProductOfSeller,
  at: Date,
): Promise<ProductStatus | undefined> {
  const before = await findShown(transaction, product);
  const [hidden] = await transaction
    .update(products)
    .set({ deletedAt: at })
    .where(isOwn(product))
    .returning({ status: products.status });
  await noteShown(transaction, before, at);
  return hidden?.status;
}

/**
 * Adds views. The rows are locked in one order, or two isolates that write the same products at once could wait for
 * each other for ever.
 */
export async function addProductViews(
  database: Database,
  views: readonly { readonly id: string; readonly count: number }[],
): Promise<void> {
  await database.execute(sql`
    with seen as (select * from jsonb_to_recordset(${JSON.stringify(views)}::jsonb) as seen (id uuid, count int)),
    locked as (
      select ${products.id} from ${products} join seen using (id)
      where ${isPresent} order by ${products.id} for no key update of ${products}
    )
    update ${products} set view_count = view_count + seen.count
    from seen join locked using (id) where ${products.id} = seen.id`);
}

const isOwn = (product: ProductOfSeller) =>
  and(hasId(products.id, product.productId), hasId(products.sellerId, product.sellerId), isPresent);

async function refuseViolations<Value>(
  write: () => Promise<Result<Value, ProductRefusal>>,
): Promise<Result<Value, ProductRefusal>> {
  try {
    return await write();
  } catch (error) {
    if (isViolation(error, "unique")) return refuse("sku_taken");
    if (isViolation(error, "foreignKey")) return refuse("category_invalid");
    // Everything else the checks ask for is in the schema of the request already; prices depend on what was there.
    if (isViolation(error, "check")) return refuse("prices_invalid");
    throw error;
  }
}
