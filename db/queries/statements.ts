import { type SQL, sql } from "drizzle-orm";
import type { TransactionKind } from "../../domain/ledger/transaction.ts";
import { accept, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { ledgerTransactions } from "../schema/ledger.ts";
import { type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

/** A month of UTC: from its first moment to before the next month's. */
export interface Month {
  readonly from: Date;
  readonly to: Date;
}

/** What a seller's money did in a month, in one currency and from their side. */
export interface MonthSum {
  /** `2026-11` */
  readonly month: string;
  readonly currency: string;
  readonly openingMinor: number;
  readonly inMinor: number;
  readonly outMinor: number;
  readonly closingMinor: number;
}

/** One movement of a seller's money. */
export interface StatementLine {
  readonly id: string;
  readonly at: Date;
  readonly kind: TransactionKind;
  readonly currency: string;
  /** What it did to what is the seller's, held or not: above zero it grew. */
  readonly amountMinor: number;
  /** What the house kept of it, or gave back. */
  readonly feeMinor: number;
  /** What was the seller's after it, in this currency. */
  readonly balanceMinor: number;
  readonly orderId: string | null;
  readonly title: string | null;
}

/**
 * Every movement of what a seller has, held or not, one row per ledger transaction; what only went from held to
 * available is none. Read off the accounts' own index: as much as the seller ever moved, whatever else the ledger holds.
 */
const selectMoved = (ownerId: string, before: Date | null): SQL => sql`
  select told.id, told.at, told.kind, told.order_id, told.currency, -sum(entry.amount_minor) as amount
  from ledger_accounts account
  join ledger_entries entry on entry.account_id = account.id
  join ledger_transactions told on told.id = entry.transaction_id
  where account.owner_id = ${ownerId} and account.kind in ('seller-held', 'shipping', 'seller-available')
    ${before === null ? sql`` : sql`and told.at < ${before.toISOString()}::timestamptz`}
  group by told.id
  having sum(entry.amount_minor) <> 0`;

interface MonthRow extends Record<string, unknown> {
  readonly month: string;
  readonly currency: string;
  /** Sums come as text. */
  readonly received: string;
  readonly spent: string;
  readonly closing: string;
}

/** The months in which a seller's money moved, latest first. */
export async function listMonths(database: Database, ownerId: string): Promise<MonthSum[]> {
  const { rows } = await database.execute<MonthRow>(sql`
    select month, currency, received::text, spent::text,
      sum(received - spent) over (partition by currency order by month)::text as closing
    from (
      select to_char(at at time zone 'UTC', 'YYYY-MM') as month, currency,
        coalesce(sum(amount) filter (where amount > 0), 0) as received,
        coalesce(-sum(amount) filter (where amount < 0), 0) as spent
      from (${selectMoved(ownerId, null)}) moved
      group by 1, 2
    ) monthly
    order by month desc, currency`);
  return rows.map(({ month, currency, ...row }) => {
    const [inMinor, outMinor, closingMinor] = [Number(row.received), Number(row.spent), Number(row.closing)];
    return {
      month,
      currency,
      openingMinor: closingMinor - inMinor + outMinor,
      inMinor,
      outMinor,
      closingMinor,
    };
  });
}

const inOrder: Keyset = {
  name: "statement",
  columns: [ledgerTransactions.at, ledgerTransactions.id],
  descending: false,
};

interface LineRow extends Record<string, unknown> {
  readonly id: string;
  readonly at_ms: number;
  readonly kind: TransactionKind;
  readonly currency: string;
  readonly amount: string;
  readonly fee: string;
  readonly balance: string;
  readonly order_id: string | null;
  readonly title: string | null;
}

/**
 * A month's movements in the order in which they happened, each with the balance it led to. Pages may be long: each reads
 * the history up to its month again.
 */
export async function listStatementLines(
  database: Database,
  { ownerId, month }: { readonly ownerId: string; readonly month: Month },
  request: PageRequest,
): Promise<Result<Page<StatementLine>, InvalidCursor>> {
  const behind = readCursor(inOrder, request.cursor);
  if (!behind.ok) return behind;
  // The page is cut out of the whole history, as its balances are; it goes by the table's name, which the cursor's
  // condition has.
  const { rows } = await database.execute<LineRow>(sql`
    select page.id, (extract(epoch from page.at) * 1000)::float8 as at_ms, page.kind, page.currency,
      page.amount::text, page.balance::text, page.order_id, lots.title,
      (select coalesce(-sum(entry.amount_minor), 0)::text from ledger_entries entry
       join ledger_accounts account on account.id = entry.account_id
       where entry.transaction_id = page.id and account.kind = 'fees') as fee
    from (
      select * from (
        select moved.*,
          sum(amount) over (partition by currency order by at, id rows unbounded preceding) as balance
        from (${selectMoved(ownerId, month.to)}) moved
      ) "ledger_transactions"
      where at >= ${month.from.toISOString()}::timestamptz ${behind.value === undefined ? sql`` : sql`and ${behind.value}`}
      order by at, id
      limit ${request.limit + 1}
    ) page
    left join orders on orders.id = page.order_id
    left join lots on lots.id = orders.lot_id
    order by page.at, page.id`);
  return accept(makePage(inOrder, request, rows.map(toLine), ({ at, id }) => [at, id]));
}

const toLine = (row: LineRow): StatementLine => ({
  id: row.id,
  at: new Date(row.at_ms),
  kind: row.kind,
  currency: row.currency,
  amountMinor: Number(row.amount),
  feeMinor: Number(row.fee),
  balanceMinor: Number(row.balance),
  orderId: row.order_id,
  title: row.title,
});
