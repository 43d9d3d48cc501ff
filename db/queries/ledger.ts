import { and, eq, inArray, sql } from "drizzle-orm";
import { v7 as makeUuid } from "uuid";
import type { AccountKind } from "../../domain/ledger/account.ts";
import type { LedgerTransaction } from "../../domain/ledger/transaction.ts";
import { nameAccount } from "../../domain/ledger/transaction.ts";
import { must } from "../../domain/result.ts";
import type { Database, Transaction } from "../database.ts";
import { ledgerAccounts, ledgerEntries, ledgerTransactions } from "../schema/ledger.ts";

/**
 * Writes a ledger transaction, in the database transaction of whatever it records. Returns false when its key is there
 * already: the same event twice is one, and nothing is written. Whoever writes a key at the same time is waited for.
 */
export async function writeLedger(
  transaction: Transaction,
  entry: LedgerTransaction,
  at: Date,
): Promise<boolean> {
  // An order of nothing, or a fee of nothing, moves nothing.
  if (entry.entries.length === 0) return false;
  const [made] = await transaction
    .insert(ledgerTransactions)
    .values({
      key: entry.key,
      kind: entry.kind,
      currency: entry.currency,
      orderId: entry.orderId,
      entryCount: entry.entries.length,
      at,
    })
    .onConflictDoNothing({ target: ledgerTransactions.key })
    .returning({ id: ledgerTransactions.id });
  if (made === undefined) return false;
  const accountIds = await requireAccounts(transaction, entry);
  await transaction.insert(ledgerEntries).values(
    entry.entries.map(({ account, amountMinor }, position) => ({
      transactionId: made.id,
      position,
      accountId: must(accountIds.get(nameAccount(account)), "every account of the transaction was made"),
      currency: entry.currency,
      amountMinor,
    })),
  );
  return true;
}

/** The ids of a transaction's accounts; those that nobody used before are made. */
async function requireAccounts(
  transaction: Transaction,
  { currency, entries }: LedgerTransaction,
): Promise<ReadonlyMap<string, string>> {
  const kinds = sql.join(
    entries.map(({ account }) => sql`${account.kind}`),
    sql`, `,
  );
  const owners = sql.join(
    entries.map(({ account }) => sql`${account.ownerId}::text`),
    sql`, `,
  );
  const find = () =>
    transaction
      .select({ id: ledgerAccounts.id, kind: ledgerAccounts.kind, ownerId: ledgerAccounts.ownerId })
      .from(ledgerAccounts)
      .where(
        and(
          eq(ledgerAccounts.currency, currency),
          sql`exists (
            select from unnest(array[${kinds}]::text[], array[${owners}]::text[]) wanted (kind, owner_id)
            where wanted.kind = ${ledgerAccounts.kind} and wanted.owner_id is not distinct from ${ledgerAccounts.ownerId})`,
        ),
      );
  const known = await find();
  if (known.length === entries.length) return new Map(known.map((row) => [nameAccount(row), row.id]));
  // In one order whoever makes them, so that two who make the same ones do not wait for each other.
  const named = entries.toSorted((one, other) =>
    nameAccount(one.account) < nameAccount(other.account) ? -1 : 1,
  );
  await transaction
    .insert(ledgerAccounts)
    .values(named.map(({ account }) => ({ ...account, id: makeUuid(), currency })))
    .onConflictDoNothing();
  return new Map((await find()).map((row) => [nameAccount(row), row.id]));
}

/** A balance as the ledger counts: above zero owed to the house, below zero owed by it. */
export interface Balance {
  readonly kind: AccountKind;
  readonly currency: string;
  readonly balanceMinor: number;
}

/** What stands on somebody's accounts, as the sum of their entries; accounts nobody ever used are left out. */
export async function readBalances(
  database: Database,
  of: { readonly ownerId: string; readonly kinds: readonly AccountKind[] },
): Promise<Balance[]> {
  const rows = await database
    .select({
      kind: ledgerAccounts.kind,
      currency: ledgerAccounts.currency,
      balance: sql<string>`coalesce(sum(${ledgerEntries.amountMinor}), 0)::text`,
    })
    .from(ledgerAccounts)
    .leftJoin(ledgerEntries, eq(ledgerEntries.accountId, ledgerAccounts.id))
    .where(and(eq(ledgerAccounts.ownerId, of.ownerId), inArray(ledgerAccounts.kind, of.kinds)))
    .groupBy(ledgerAccounts.id)
    .orderBy(ledgerAccounts.currency, ledgerAccounts.kind);
  return rows.map(({ kind, currency, balance }) => ({ kind, currency, balanceMinor: Number(balance) }));
}
