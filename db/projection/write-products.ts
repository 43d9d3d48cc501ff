import { and, asc, eq, inArray, isNull, type SQL } from "drizzle-orm";
import { listStatusesBefore, type ProductStatus } from "../../domain/product/lifecycle.ts";
import type { Transaction } from "../database.ts";
import { products } from "../schema/catalogue.ts";
import { lots } from "../schema/lots.ts";
import { type Batch, getAuction } from "./batch.ts";
import type { LotRow } from "./lot-row.ts";

/**
 * Moves the products that lots are made of: up with a public auction, and out of the shop with the hammer. Gives those that
 * moved; a product that is out of the shop already stays as it is.
 */
export async function writeProducts(
  transaction: Transaction,
  batch: Batch,
  rows: readonly LotRow[],
): Promise<string[]> {
  const listed = await putUp(transaction, batch);
  const sold = await markSold(transaction, rows);
  return [...new Set([...listed, ...sold])];
}

/**
 * What anybody may bid for, anybody may look at and find: a draft that a lot of a public auction is made of is put up with
 * it. Asked where lots, or who may see them, changed, and not at each bid.
 */
async function putUp(transaction: Transaction, batch: Batch): Promise<string[]> {
  const { id, sellerId, visibility, status } = getAuction(batch);
  if (!batch.isListing || visibility !== "public") return [];
  if (status !== "scheduled" && status !== "live") return [];
  const inLots = transaction
    .select({ id: lots.productId })
    .from(lots)
    .where(and(eq(lots.auctionId, id), inArray(lots.status, ["queued", "open"])));
  // The room takes a product on trust: only its seller's own is moved by it, and nothing that was taken away.
  const isOwn = and(eq(products.sellerId, sellerId), isNull(products.deletedAt));
  const isBefore = inArray(products.status, listStatusesBefore("publish"));
  return moveProducts(transaction, "active", and(inArray(products.id, inLots), isOwn, isBefore));
}

/** A product is sold with the lot it was sold as. */
async function markSold(transaction: Transaction, rows: readonly LotRow[]): Promise<string[]> {
  const ids = rows.flatMap((lot) => (lot.status === "sold" && lot.productId !== null ? [lot.productId] : []));
  if (ids.length === 0) return [];
  const isBefore = inArray(products.status, listStatusesBefore("sell"));
  return moveProducts(transaction, "sold", and(inArray(products.id, ids), isBefore));
}

/** Locks in the order of ids: two rooms that move the same products could otherwise wait for each other. */
async function moveProducts(
  transaction: Transaction,
  status: ProductStatus,
  which: SQL | undefined,
): Promise<string[]> {
  const found = await transaction
    .select({ id: products.id })
    .from(products)
    .where(which)
    .orderBy(asc(products.id))
    .for("update");
  const ids = found.map(({ id }) => id);
  if (ids.length > 0) await transaction.update(products).set({ status }).where(inArray(products.id, ids));
  return ids;
}
