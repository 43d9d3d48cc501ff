import { asc, gt, sql } from "drizzle-orm";
import { computeOrderBalances } from "../../domain/ledger/order-balances.ts";
import { orders } from "../schema/orders.ts";
import type { Check } from "./check.ts";
import { compareBalances } from "./compare.ts";
import type { Finding } from "./finding.ts";
import { type OrderTables, readOrderLedger, readOrderTables } from "./order-money.ts";

const balance = "order-balance";
const refunded = "order-refunded";

/**
 * Each order's money in the ledger, account by account, against what its payments, refunds, disputes and its own row
 * say, worked out anew. It is every charge against its payment, every refund against its row, the sellers' held money
 * against the orders that were not released, and the house's own accounts.
 */
export const checkOrders: Check = {
  name: "orders",
  findingNames: [balance, refunded],
  listBehind: async (database, { after, limit }) => {
    const rows = await database
      .select({ id: orders.id })
      .from(orders)
      .where(after === null ? undefined : gt(orders.id, after))
      .orderBy(asc(orders.id))
      .limit(limit);
    return rows.map(({ id }) => id);
  },
  listRecent: async (database, { since, limit }) => {
    const { rows } = await database.execute<{ readonly id: string }>(sql`
      select distinct order_id as id from ledger_transactions
      where at >= ${since.toISOString()}::timestamptz and order_id is not null limit ${limit}`);
    return rows.map(({ id }) => id);
  },
  find: async (transaction, ids) => {
    const tables = await readOrderTables(transaction, ids);
    const ledger = await readOrderLedger(transaction, ids);
    return tables.flatMap(({ row, money }) => [
      ...compareBalances({
        name: balance,
        id: row.id,
        currency: row.currency,
        expected: computeOrderBalances(money),
        found: ledger.get(row.id) ?? [],
      }),
      ...findMiscounted({ row, money }),
    ]);
  },
};

/** What an order says was given back, against its parts and against what gave them. */
function findMiscounted({ row, money }: OrderTables): Finding[] {
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  const given = [
    ...money.refunds.filter(({ isOfCredit }) => !isOfCredit).map(({ amountMinor }) => amountMinor),
    ...money.disputes.map(({ burden }) => burden?.takenMinor ?? 0),
  ];
  const expectedMinor = sum(given);
  const foundMinor = row.refundedMinor;
  if (foundMinor === expectedMinor && sum(row.givenBackParts) === expectedMinor) return [];
  return [{ name: refunded, subject: row.id, currency: row.currency, expectedMinor, foundMinor }];
}
