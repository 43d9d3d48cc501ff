import { and, asc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import type { ProductStatus } from "../../domain/product/lifecycle.ts";
import type { ShippingInfo } from "../../domain/product/shipping.ts";
import { noShippingInfo } from "../../domain/product/shipping.ts";
import { accept, refuse, type Result } from "../../domain/result.ts";
import type { Database, DatabaseClient } from "../database.ts";
import { type ProductCondition, type ProductImage, products } from "../schema/catalogue.ts";
import { isViolation } from "./constraints.ts";
import { isInSale, isPossible } from "./product-sales.ts";
import { listShownUploads, noteShown } from "./uploads.ts";

/** A product as files have it. */
export interface ImportedProduct {
  readonly sku: string | null;
  readonly categoryId: string;
  readonly title: string;
  readonly description: string;
  readonly condition: ProductCondition;
  readonly status: ProductStatus;
  readonly currency: string;
  readonly startingPriceMinor: number;
  readonly reservePriceMinor: number | null;
  readonly buyNowPriceMinor: number | null;
  readonly images: readonly ProductImage[];
  readonly specifications: Readonly<Record<string, string>>;
  readonly shippingInfo: ShippingInfo;
}

/** A product that is there already, and whether it is a lot of an auction that is on or to come. */
export interface KnownProduct extends ImportedProduct {
  readonly isInSale: boolean;
}

const columns = {
  id: products.id,
  sku: products.sku,
  categoryId: products.categoryId,
  title: products.title,
  description: products.description,
  condition: products.condition,
  status: products.status,
  currency: products.currency,
  startingPriceMinor: products.startingPriceMinor,
  reservePriceMinor: products.reservePriceMinor,
  buyNowPriceMinor: products.buyNowPriceMinor,
  images: products.images,
  specifications: products.specifications,
  shippingInfo: products.shippingInfo,
};
type Row = { readonly [Name in keyof typeof columns]: (typeof products.$inferSelect)[Name] };
const toImported = <Known extends Row>(row: Known) => ({
  ...row,
  shippingInfo: { ...noShippingInfo, ...row.shippingInfo },
});

const isOf = (sellerId: string) => and(eq(products.sellerId, sellerId), isNull(products.deletedAt));

/** A seller's products that have one of these numbers of theirs. */
export async function findBySku(
  database: Database,
  sellerId: string,
  skus: readonly string[],
): Promise<ReadonlyMap<string, KnownProduct>> {
  if (skus.length === 0) return new Map();
  const rows = await database
    .select({ ...columns, isInSale })
    .from(products)
    .where(and(isOf(sellerId), inArray(products.sku, [...skus])));
  return new Map(rows.map((row) => [row.sku ?? "", toImported(row)]));
}

/** What a file may write: `sku` says which product it is, and what is sold nobody changes. */
export interface ImportRow extends Omit<ImportedProduct, "status"> {
  readonly sku: string;
  readonly status: Exclude<ProductStatus, "sold">;
}

/**
 * Writes all rows or none, in one transaction. `changed`: one of the products was sold, taken away or made meanwhile, or a
 * category is gone; asked again it is told with its row.
 */
export async function writeImport(
  { transact }: DatabaseClient,
  sellerId: string,
  rows: readonly ImportRow[],
): Promise<Result<{ readonly productIds: readonly string[] }, "changed">> {
  try {
    return await transact(async (transaction) => {
      const skus = rows.map(({ sku }) => sku);
      const known = await transaction
        .select(columns)
        .from(products)
        .where(and(isOf(sellerId), inArray(products.sku, skus)))
        .orderBy(asc(products.id))
        .for("update");
      const bySku = new Map(known.map((row) => [row.sku, row]));
      const productIds: string[] = [];
      for (const row of rows) {
        const before = bySku.get(row.sku);
        if (before === undefined) continue;
        const changed = await transaction
          .update(products)
          .set(row)
          .where(and(eq(products.id, before.id), isPossible(row.status)))
          .returning({ id: products.id });
        if (changed.length === 0) throw new Overtaken();
        productIds.push(before.id);
      }
      const added = rows.filter(({ sku }) => !bySku.has(sku)).map((row) => ({ ...row, sellerId }));
      if (added.length > 0) {
        const made = await transaction.insert(products).values(added).returning({ id: products.id });
        productIds.push(...made.map(({ id }) => id));
      }
      const shown = [...known, ...rows].flatMap(({ images }) => listShownUploads({ images, videoUrl: null }));
      await noteShown(transaction, shown, new Date());
      return accept({ productIds });
    });
  } catch (error) {
    const isOvertaken =
      error instanceof Overtaken || isViolation(error, "unique") || isViolation(error, "foreignKey");
    if (isOvertaken) return refuse("changed");
    throw error;
  }
}

/** Rolls the transaction back. */
class Overtaken extends Error {}

/** The names of specifications that a seller's products have, for the columns of a file. */
export async function listSpecificationNames(
  database: Database,
  { sellerId, limit }: { readonly sellerId: string; readonly limit: number },
): Promise<string[]> {
  const { rows } = await database.execute<{ readonly name: string }>(sql`
    select name from ${products}, jsonb_object_keys(${products.specifications}) name
    where ${isOf(sellerId)} group by name order by count(*) desc, name limit ${limit}`);
  return rows.map(({ name }) => name);
}

/** A seller's products by their ids, a page at a time, for a file that is not held in memory. */
export async function* pageProducts(
  database: Database,
  sellerId: string,
): AsyncGenerator<readonly ImportedProduct[]> {
  const pageSize = 500;
  for (let behind: string | undefined, isMore = true; isMore;) {
    const rows: Row[] = await database
      .select(columns)
      .from(products)
      .where(and(isOf(sellerId), behind === undefined ? undefined : gt(products.id, behind)))
      .orderBy(asc(products.id))
      .limit(pageSize);
    yield rows.map(toImported);
    behind = rows.at(-1)?.id;
    isMore = rows.length === pageSize;
  }
}
