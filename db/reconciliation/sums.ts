import { asc, desc, isNull, sql } from "drizzle-orm";
import type { AccountKind } from "../../domain/ledger/account.ts";
import type { Database } from "../database.ts";
import { ledgerFindings, ledgerWalks } from "../schema/ledger.ts";

/** All accounts of a kind together, in one currency: above zero owed to the house or held by it. */
export interface KindSum {
  readonly kind: AccountKind;
  readonly currency: string;
  readonly balanceMinor: number;
}

interface SumRow extends Record<string, unknown> {
  readonly kind: AccountKind;
  readonly currency: string;
  readonly balance: string;
}

/**
 * The whole ledger by kind of account. Reads every entry, in parallel and in the order of the table: for an admin who
 * asks, not for a page.
 */
export async function readKindSums(database: Database): Promise<KindSum[]> {
  const { rows } = await database.execute<SumRow>(sql`
    select account.kind, account.currency, sum(entry.amount)::text as balance
    from (select account_id, sum(amount_minor) as amount from ledger_entries group by account_id) entry
    join ledger_accounts account on account.id = entry.account_id
    group by account.kind, account.currency
    order by account.currency, account.kind`);
  return rows.map(({ kind, currency, balance }) => ({ kind, currency, balanceMinor: Number(balance) }));
}

/** What is wrong as far as was looked, the latest first. */
export async function listOpenFindings(database: Database, limit: number) {
  return database
    .select()
    .from(ledgerFindings)
    .where(isNull(ledgerFindings.resolvedAt))
    .orderBy(desc(ledgerFindings.foundAt), asc(ledgerFindings.subject))
    .limit(limit);
}

/** How far each walk has got. */
export const listWalks = (database: Database) =>
  database.select().from(ledgerWalks).orderBy(asc(ledgerWalks.name));
