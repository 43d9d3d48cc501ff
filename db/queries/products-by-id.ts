import { and, inArray, isNull } from "drizzle-orm";
import type { Database } from "../database.ts";
import { products } from "../schema/catalogue.ts";
import { hasId, isUuid } from "./ids.ts";
import { isInSale } from "./product-sales.ts";

const selectSaleProducts = (database: Database) =>
  database
    .select({
      id: products.id,
      title: products.title,
      description: products.description,
      status: products.status,
      currency: products.currency,
      startingPriceMinor: products.startingPriceMinor,
      reservePriceMinor: products.reservePriceMinor,
      buyNowPriceMinor: products.buyNowPriceMinor,
      images: products.images,
      isInSale,
    })
    .from(products)
    .$dynamic();

/** What a lot takes from the product it is made of; with the reserve, so for its seller only. */
export type SaleProduct = Awaited<ReturnType<typeof selectSaleProducts>>[number];

/** Those of these products that are the seller's and not deleted, in one statement, whatever the number of lots. */
export async function findOwnProducts(
  database: Database,
  sellerId: string,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, SaleProduct>> {
  const ids = [...new Set(productIds)].filter(isUuid);
  if (ids.length === 0) return new Map();
  const rows = await selectSaleProducts(database).where(
    and(inArray(products.id, ids), hasId(products.sellerId, sellerId), isNull(products.deletedAt)),
  );
  return new Map(rows.map((row) => [row.id, row]));
}
