import { type SQL, sql } from "drizzle-orm";
import { computeAllIn } from "../../domain/order/all-in.ts";
import type { Transaction } from "../database.ts";
import { joinOpenParcels } from "../queries/parcels.ts";
import { orders } from "../schema/orders.ts";
import { type Batch, type Sale, getAuction, getLot } from "./batch.ts";

/**
 * One order per sale (rule S1), on the terms the bidder saw: the same function that priced the bid button prices it.
 * A sale that has its order already is passed over. What one buyer has of the auction goes into one parcel. Returns the
 * ids of the new ones.
 */
export async function writeOrders(transaction: Transaction, batch: Batch): Promise<string[]> {
  if (batch.sales.length === 0) return [];
  const made = await transaction
    .insert(orders)
    .values(batch.sales.map((sale) => createOrderRow(batch, sale)))
    .onConflictDoNothing({ target: [orders.lotId, orders.saleNumber] })
    .returning({ id: orders.id });
  const ids = made.map((order) => order.id);
  await joinOpenParcels(transaction, ids);
  return ids;
}

function createOrderRow(batch: Batch, sale: Sale) {
  const auction = getAuction(batch);
  const lot = getLot(batch, sale.lotId);
  const { premiumBps, feeBps } = lot.rules;
  const { shippingMinor, taxBps, userId: buyerId } = sale;
  const price = computeAllIn(sale.priceMinor, {
    currency: auction.currency,
    premiumBps,
    shippingMinor,
    taxBps,
  });
  return {
    auctionId: auction.id,
    lotId: lot.id,
    saleNumber: sale.saleNumber,
    productId: lot.productId,
    sellerId: auction.sellerId,
    buyerId,
    currency: auction.currency,
    hammerMinor: price.priceMinor,
    premiumMinor: price.premiumMinor,
    shippingMinor: price.shippingMinor,
    taxMinor: price.taxMinor,
    totalMinor: price.totalMinor,
    premiumBps,
    taxBps,
    feeBps,
    shippingAddress: defaultAddressOf(buyerId),
    soldAt: sale.soldAt,
    createdAt: sale.soldAt,
    nextActionAt: sale.soldAt,
  };
}

/** The buyer's default address as it is now; null when they took their last one away since they registered. */
export const defaultAddressOf = (userId: string): SQL => sql`(
  select jsonb_build_object('fullName', full_name, 'line1', line1, 'line2', line2, 'city', city, 'region', region,
    'postalCode', postal_code, 'country', country, 'phone', phone)
  from addresses where user_id = ${userId} and deleted_at is null
  order by preference desc, id desc limit 1)`;
