import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { accept, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { orders } from "../schema/orders.ts";
import { payouts } from "../schema/payouts.ts";
import { refunds } from "../schema/refunds.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

export type TransactionType = "purchase" | "sale" | "refund" | "payout";

/** One movement of somebody's money, from their side. */
export interface Transaction {
  /** Of the order, the refund or the payout. */
  readonly id: string;
  readonly at: Date;
  readonly type: TransactionType;
  readonly direction: "in" | "out";
  readonly amountMinor: number;
  readonly currency: string;
  readonly status: "pending" | "completed" | "cancelled";
  /** Null for a payout, as what follows. */
  readonly orderId: string | null;
  readonly title: string | null;
  readonly counterparty: string | null;
}

export interface TransactionQuestion {
  readonly userId: string;
  readonly type?: TransactionType | undefined;
  /** From this moment on … */
  readonly from?: Date | undefined;
  /** … to before this one. */
  readonly to?: Date | undefined;
}

/** Where one kind of movement is written down, read along an index that begins with its party. */
interface Source {
  readonly type: TransactionType;
  readonly direction: "in" | "out";
  readonly tables: SQL;
  readonly party: PgColumn;
  readonly at: PgColumn;
  readonly id: PgColumn;
  readonly amount: SQL;
  readonly currency: PgColumn;
  readonly status: SQL;
  /** The order behind it, and who else is in it; null: there is none. */
  readonly counterparty: PgColumn | null;
  readonly condition?: SQL;
}

const ordered = {
  tables: sql`${orders}`,
  at: orders.createdAt,
  id: orders.id,
  currency: orders.currency,
  status: sql`case when ${orders.status} in ('pending', 'cancelled') then ${orders.status} else 'completed' end`,
};

/** A charge that came too late was no purchase, so what was sent back of it is no refund of one. */
const isOfPurchase = sql`${orders.refundedMinor} > 0 and ${refunds.reason} <> 'late'`;
/** Part by part. */
const givenBack = {
  type: "refund",
  tables: sql`${orders} join ${refunds} on ${refunds.orderId} = ${orders.id}`,
  at: refunds.createdAt,
  id: refunds.id,
  currency: orders.currency,
} as const;
/** What came back did not arrive; what takes its money on is another. */
const received = {
  ...givenBack,
  status: sql`case ${refunds.status} when 'failed' then 'cancelled' when 'resent' then 'cancelled'
    when 'settled' then 'completed' when 'charged-back' then 'completed' else ${refunds.status} end`,
  condition: isOfPurchase,
};
/** Its seller gave their part once, and has nothing to do with whether it arrived. */
const given = {
  ...givenBack,
  status: sql`case ${refunds.status} when 'pending' then 'pending' else 'completed' end`,
  condition: sql`${isOfPurchase} and ${refunds.retryOf} is null`,
};

/** What a seller gave back of a refund, as the ledger has it. */
const sellersPart = sql`(
  select sum(entry.amount_minor) from ledger_transactions told
  join ledger_entries entry on entry.transaction_id = told.id
  join ledger_accounts account on account.id = entry.account_id
  where told.key = 'refund:' || ${refunds.id} and account.owner_id = ${orders.sellerId}::text)`;

const bought = { party: orders.buyerId, counterparty: orders.sellerId };
const sold = { party: orders.sellerId, counterparty: orders.buyerId };
const sources: readonly Source[] = [
  { type: "purchase", direction: "out", ...ordered, ...bought, amount: sql`${orders.totalMinor}` },
  { type: "sale", direction: "in", ...ordered, ...sold, amount: sql`${orders.hammerMinor}` },
  { direction: "in", ...received, ...bought, amount: sql`${refunds.amountMinor}` },
  { direction: "out", ...given, ...sold, amount: sql`coalesce(${sellersPart}, 0)` },
  {
    type: "payout",
    direction: "out",
    tables: sql`${payouts}`,
    party: payouts.sellerId,
    at: payouts.createdAt,
    id: payouts.id,
    amount: sql`${payouts.amountMinor}`,
    currency: payouts.currency,
    status: sql`case ${payouts.status} when 'paid' then 'completed' when 'failed' then 'cancelled' else 'pending' end`,
    counterparty: null,
  },
];

/** Time and id name a transaction: nobody is both parties of an order. */
const getKeyset = ({ at, id }: Pick<Source, "at" | "id">): Keyset => ({
  name: "transactions",
  columns: [at, id],
  descending: true,
});

interface TransactionRow extends Record<string, unknown> {
  readonly id: string;
  readonly at_ms: number;
  readonly type: TransactionType;
  readonly direction: "in" | "out";
  /** int8 comes as text. */
  readonly amount_minor: string;
  readonly currency: string;
  readonly status: Transaction["status"];
  readonly order_id: string | null;
  readonly title: string | null;
  readonly counterparty: string | null;
}

/**
 * What somebody paid and was paid, latest first: what was agreed from the orders, what was given back and paid out from
 * what moved it. Each kind is read off its own index, and one statement merges them.
 */
export async function listTransactions(
  database: Database,
  question: TransactionQuestion,
  request: PageRequest,
): Promise<Result<Page<Transaction>, InvalidCursor>> {
  const parts: SQL[] = [];
  for (const source of sources) {
    if (question.type !== undefined && question.type !== source.type) continue;
    const behind = readCursor(getKeyset(source), request.cursor);
    if (!behind.ok) return behind;
    parts.push(selectSource(source, { question, request, behind: behind.value }));
  }
  const { rows } = await database.execute<TransactionRow>(sql`
    select moved.id, (extract(epoch from moved.at) * 1000)::float8 as at_ms, moved.type, moved.direction,
      moved.amount::text as amount_minor, moved.currency, moved.status, moved.order_id, lots.title,
      other.display_name as counterparty
    from (
      select * from (${sql.join(parts, sql` union all `)}) merged
      order by at desc, id desc
      limit ${getFetchLimit(request)}
    ) moved
    left join orders on orders.id = moved.order_id
    left join lots on lots.id = orders.lot_id
    left join users other on other.id = moved.counterparty_id
    order by moved.at desc, moved.id desc`);
  return accept(makePage(getKeyset(ordered), request, rows.map(toTransaction), ({ at, id }) => [at, id]));
}

function selectSource(
  source: Source,
  options: {
    readonly question: TransactionQuestion;
    readonly request: PageRequest;
    readonly behind: SQL | undefined;
  },
): SQL {
  const { type, direction, tables, party, at, id, amount, currency, status, counterparty, condition } =
    source;
  const { userId, from, to } = options.question;
  const conditions = [
    hasId(party, userId),
    ...(condition === undefined ? [] : [condition]),
    ...(options.behind === undefined ? [] : [options.behind]),
    ...(from === undefined ? [] : [sql`${at} >= ${from.toISOString()}::timestamptz`]),
    ...(to === undefined ? [] : [sql`${at} < ${to.toISOString()}::timestamptz`]),
  ];
  return sql`(
    select ${id} as id, ${at} as at, ${type}::text as type, ${direction}::text as direction, ${amount} as amount,
      ${currency} as currency, ${status} as status,
      ${counterparty === null ? sql`null::uuid` : sql`${orders.id}`} as order_id,
      ${counterparty ?? sql`null::uuid`} as counterparty_id
    from ${tables}
    where ${sql.join(conditions, sql` and `)}
    order by ${at} desc, ${id} desc
    limit ${getFetchLimit(options.request)})`;
}

const toTransaction = (row: TransactionRow): Transaction => ({
  id: row.id,
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
