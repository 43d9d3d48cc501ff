import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { accept, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { orders } from "../schema/orders.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

export type TransactionType = "purchase" | "sale" | "refund";

/** One movement of somebody's money, from their side. */
export interface Transaction {
  readonly at: Date;
  readonly type: TransactionType;
  readonly direction: "in" | "out";
  readonly amountMinor: number;
  readonly currency: string;
  readonly status: "pending" | "completed" | "cancelled";
  readonly orderId: string;
  readonly title: string;
  readonly counterparty: string;
}

export interface TransactionQuestion {
  readonly userId: string;
  readonly type?: TransactionType | undefined;
  /** From this moment on … */
  readonly from?: Date | undefined;
  /** … to before this one. */
  readonly to?: Date | undefined;
}

/** What an order is to one of its parties. Each has an index in the order of the list. */
interface Source {
  readonly type: TransactionType;
  readonly direction: "in" | "out";
  readonly party: PgColumn;
  readonly counterparty: PgColumn;
  readonly at: PgColumn;
  readonly amount: PgColumn;
}

const bought = { party: orders.buyerId, counterparty: orders.sellerId, amount: orders.totalMinor };
const sold = { party: orders.sellerId, counterparty: orders.buyerId, amount: orders.hammerMinor };
const sources: readonly Source[] = [
  { type: "purchase", direction: "out", at: orders.createdAt, ...bought },
  { type: "sale", direction: "in", at: orders.createdAt, ...sold },
  { type: "refund", direction: "in", at: orders.refundedAt, ...bought },
  { type: "refund", direction: "out", at: orders.refundedAt, ...sold },
];

/** Time and order name a transaction: nobody is both parties of an order, and a refund is later than what it gives back. */
const getKeyset = (at: PgColumn): Keyset => ({
  name: "transactions",
  columns: [at, orders.id],
  descending: true,
});

interface TransactionRow extends Record<string, unknown> {
  readonly at_ms: number;
  readonly type: TransactionType;
  readonly direction: "in" | "out";
  /** int8 comes as text. */
  readonly amount_minor: string;
  readonly currency: string;
  readonly status: Transaction["status"];
  readonly order_id: string;
  readonly title: string;
  readonly counterparty: string;
}

/**
 * What somebody paid and was paid, latest first. From orders as long as there is no ledger; each kind is read off its
 * own index, no further than the page needs, and one statement merges them.
 */
export async function listTransactions(
  database: Database,
  question: TransactionQuestion,
  request: PageRequest,
): Promise<Result<Page<Transaction>, InvalidCursor>> {
  const parts: SQL[] = [];
  for (const source of sources) {
    if (question.type !== undefined && question.type !== source.type) continue;
    const behind = readCursor(getKeyset(source.at), request.cursor);
    if (!behind.ok) return behind;
    parts.push(selectSource(source, { question, request, behind: behind.value }));
  }
  const { rows } = await database.execute<TransactionRow>(sql`
    select (extract(epoch from moved.at) * 1000)::float8 as at_ms, moved.type, moved.direction,
      moved.amount::text as amount_minor, moved.currency, moved.order_id, lots.title,
      other.display_name as counterparty,
      case
        when moved.type = 'refund' then 'completed'
        when moved.order_status in ('pending', 'cancelled') then moved.order_status
        else 'completed'
      end as status
    from (${sql.join(parts, sql` union all `)}) moved
    join lots on lots.id = moved.lot_id
    join users other on other.id = moved.counterparty_id
    order by moved.at desc, moved.order_id desc
    limit ${getFetchLimit(request)}`);
  const page = rows.map(toTransaction);
  return accept(makePage(getKeyset(orders.createdAt), request, page, (row) => [row.at, row.orderId]));
}

function selectSource(
  { type, direction, party, counterparty, at, amount }: Source,
  options: {
    readonly question: TransactionQuestion;
    readonly request: PageRequest;
    readonly behind: SQL | undefined;
  },
): SQL {
  const { userId, from, to } = options.question;
  const conditions = [
    hasId(party, userId),
    sql`${at} is not null`,
    ...(options.behind === undefined ? [] : [options.behind]),
    ...(from === undefined ? [] : [sql`${at} >= ${from.toISOString()}::timestamptz`]),
    ...(to === undefined ? [] : [sql`${at} < ${to.toISOString()}::timestamptz`]),
  ];
  return sql`(
    select ${at} as at, ${type}::text as type, ${direction}::text as direction, ${amount} as amount,
      ${orders.currency} as currency, ${orders.id} as order_id, ${orders.status} as order_status,
      ${orders.lotId} as lot_id, ${counterparty} as counterparty_id
    from ${orders}
    where ${sql.join(conditions, sql` and `)}
    order by ${at} desc, ${orders.id} desc
    limit ${getFetchLimit(options.request)})`;
}

const toTransaction = (row: TransactionRow): Transaction => ({
  at: new Date(row.at_ms),
  type: row.type,
  direction: row.direction,
  amountMinor: Number(row.amount_minor),
  currency: row.currency,
  status: row.status,
  orderId: row.order_id,
  title: row.title,
  counterparty: row.counterparty,
});
