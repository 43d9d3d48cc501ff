import { asc, gt, gte, sql } from "drizzle-orm";
import { ledgerTransactions } from "../schema/ledger.ts";
import type { Check } from "./check.ts";

const unbalanced = "transaction-sum";
const incomplete = "transaction-lines";
const stray = "transaction-stray";

interface TransactionRow extends Record<string, unknown> {
  readonly id: string;
  readonly currency: string;
  readonly entry_count: number;
  readonly found_count: number;
  readonly found_sum: string;
  readonly is_stray: boolean;
}

/**
 * Each ledger transaction by itself: its lines are there and sum to zero, and it is of an order or of a payout, whose
 * own check sees what it did. If every one is balanced, so is the whole.
 */
export const checkTransactions: Check = {
  name: "transactions",
  findingNames: [unbalanced, incomplete, stray],
  listBehind: async (database, { after, limit }) => {
    const rows = await database
      .select({ id: ledgerTransactions.id })
      .from(ledgerTransactions)
      .where(after === null ? undefined : gt(ledgerTransactions.id, after))
      .orderBy(asc(ledgerTransactions.id))
      .limit(limit);
    return rows.map(({ id }) => id);
  },
  listRecent: async (database, { since, limit }) => {
    const rows = await database
      .select({ id: ledgerTransactions.id })
      .from(ledgerTransactions)
      .where(gte(ledgerTransactions.at, since))
      .orderBy(asc(ledgerTransactions.at), asc(ledgerTransactions.id))
      .limit(limit);
    return rows.map(({ id }) => id);
  },
  find: async (transaction, ids) => {
    const { rows } = await transaction.execute<TransactionRow>(sql`
      select told.id, told.currency, told.entry_count::int, count(entry.position)::int as found_count,
        coalesce(sum(entry.amount_minor), 0)::text as found_sum,
        told.order_id is null and not exists (
          select from payouts where payouts.id = case
            when told.key ~ '^payout(-sent|-failed)?:[0-9a-f-]{36}$' then split_part(told.key, ':', 2)::uuid
          end) as is_stray
      from ledger_transactions told
      left join ledger_entries entry on entry.transaction_id = told.id
      where told.id = any(${sql.param(ids)}::uuid[])
      group by told.id`);
    return rows.flatMap(({ id: subject, currency, ...row }) => {
      const about = { subject, currency };
      const foundMinor = Number(row.found_sum);
      return [
        ...(foundMinor === 0 ? [] : [{ ...about, name: unbalanced, expectedMinor: 0, foundMinor }]),
        ...(row.found_count === row.entry_count
          ? []
          : [{ ...about, name: incomplete, expectedMinor: row.entry_count, foundMinor: row.found_count }]),
        ...(row.is_stray ? [{ ...about, name: stray, expectedMinor: 0, foundMinor: 1 }] : []),
      ];
    });
  },
};
