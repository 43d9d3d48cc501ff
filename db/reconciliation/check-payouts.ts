import { asc, gt, gte, inArray, sql } from "drizzle-orm";
import { ofProvider, ofUser } from "../../domain/ledger/account.ts";
import type { AccountKind } from "../../domain/ledger/account.ts";
import type { Entry } from "../../domain/ledger/transaction.ts";
import type { Transaction } from "../database.ts";
import type { PayoutRow } from "../payouts/payouts.ts";
import { payouts } from "../schema/payouts.ts";
import type { Check } from "./check.ts";
import { compareBalances } from "./compare.ts";

const balance = "payout-balance";

/** Each payout's money in the ledger against where the payout says it is. */
export const checkPayouts: Check = {
  name: "payouts",
  findingNames: [balance],
  listBehind: async (database, { after, limit }) => {
    const rows = await database
      .select({ id: payouts.id })
      .from(payouts)
      .where(after === null ? undefined : gt(payouts.id, after))
      .orderBy(asc(payouts.id))
      .limit(limit);
    return rows.map(({ id }) => id);
  },
  listRecent: async (database, { since, limit }) => {
    const rows = await database
      .select({ id: payouts.id })
      .from(payouts)
      .where(gte(payouts.id, toFirstId(since)))
      .orderBy(asc(payouts.id))
      .limit(limit);
    return rows.map(({ id }) => id);
  },
  find: async (transaction, ids) => {
    const rows = await transaction
      .select()
      .from(payouts)
      .where(inArray(payouts.id, [...ids]));
    const ledger = await readPayoutLedger(transaction, ids);
    return rows.flatMap((row) =>
      compareBalances({
        name: balance,
        id: row.id,
        currency: row.currency,
        expected: listExpected(row),
        found: ledger.get(row.id) ?? [],
      }),
    );
  },
};

/** The smallest id of ours that was made at a moment: ids begin with their time. */
function toFirstId(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/** Taken from the seller, and from then on at the house or gone; one that failed is theirs again. */
function listExpected({ sellerId, amountMinor, provider, status }: PayoutRow): Entry[] {
  if (status === "failed") return [];
  return [
    { account: ofUser("seller-available", sellerId), amountMinor },
    {
      account: status === "pending" ? ofUser("payouts", sellerId) : ofProvider("provider", provider),
      amountMinor: -amountMinor,
    },
  ];
}

interface SumRow extends Record<string, unknown> {
  readonly id: string;
  readonly kind: AccountKind;
  readonly owner_id: string | null;
  readonly amount: string;
}

/** By the keys of their movements, which name them. */
async function readPayoutLedger(
  transaction: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Entry[]>> {
  const keys = ids.flatMap((id) => [`payout:${id}`, `payout-sent:${id}`, `payout-failed:${id}`]);
  const { rows } = await transaction.execute<SumRow>(sql`
    select split_part(told.key, ':', 2) as id, account.kind, account.owner_id,
      sum(entry.amount_minor)::text as amount
    from ledger_transactions told
    join ledger_entries entry on entry.transaction_id = told.id
    join ledger_accounts account on account.id = entry.account_id
    where told.key = any(${sql.param(keys)}::text[])
    group by 1, account.id`);
  const sheets = new Map<string, Entry[]>();
  for (const { id, kind, owner_id: ownerId, amount } of rows) {
    const entry = { account: { kind, ownerId }, amountMinor: Number(amount) };
    sheets.set(id, [...(sheets.get(id) ?? []), entry]);
  }
  return sheets;
}
