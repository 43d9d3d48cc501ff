import { type SQL, sql } from "drizzle-orm";
import { must } from "../../domain/result.ts";
import type { Database } from "../database.ts";

/** The terms a seller's auction is made with, in basis points of the hammer price. */
export interface AuctionRates {
  readonly premiumBps: number;
  readonly feeBps: number;
}

interface AuctionRatesRow extends Record<string, unknown> {
  readonly premium_bps: number | null;
  readonly fee_bps: number | null;
}

/** The rates that count for a seller at a moment: their own, else the house's. */
export async function findAuctionRates(
  database: Database,
  seller: { readonly sellerId: string; readonly at: Date },
): Promise<AuctionRates> {
  const at = sql`${seller.at.toISOString()}::timestamptz`;
  const newest = (table: SQL, column: SQL): SQL => sql`(
    select ${column} from ${table}
    where (seller_id = ${seller.sellerId} or seller_id is null) and effective_from <= ${at}
    order by seller_id nulls last, effective_from desc limit 1)`;
  const { rows } = await database.execute<AuctionRatesRow>(sql`
    select ${newest(sql`premium_rates`, sql`premium_bps`)} as premium_bps,
      ${newest(sql`fee_rates`, sql`fee_bps`)} as fee_bps`);
  const [row] = rows;
  return {
    premiumBps: must(row?.premium_bps, "a migration added the house's premium"),
    feeBps: must(row?.fee_bps, "a migration added the house's fee"),
  };
}

/**
 * Shipping to an address that `address` names in the statement around it, of a parcel's first lot or of one more in it:
 * its country's rate, else the general one.
 */
export const shippingRate = (
  of: "amount_minor" | "additional_minor",
  { currency, address, at }: { readonly currency: SQL; readonly address: SQL; readonly at: SQL },
): SQL => sql`(
  select ${sql.raw(of)} from shipping_rates
  where currency = ${currency} and service = 'standard' and effective_from <= ${at}
    and (country = ${address}.country or country is null)
  order by country nulls last, effective_from desc limit 1)`;

/** Tax at an address: its region's rate, else its country's, else none. */
export const taxRate = (address: SQL, at: SQL): SQL => sql`coalesce((
  select tax_bps from tax_rates
  where country = ${address}.country and effective_from <= ${at}
    and (upper(region) = upper(${address}.region) or region is null)
  order by region nulls last, effective_from desc limit 1), 0)`;
