import { type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { accept, must, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { auditLog } from "../schema/audit-log.ts";
import { bids } from "../schema/bids.ts";
import { orders } from "../schema/orders.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readMergedCursor, toParameter } from "./keyset.ts";

export type ActivityType = "account" | "bid" | "purchase" | "sale";

/** Something somebody did, or that happened to them. */
export interface ActivityEntry {
  readonly id: string;
  readonly at: Date;
  readonly type: ActivityType;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly ipAddress: string | null;
  /** What a bid, a purchase or a sale was about. */
  readonly lot: {
    readonly auctionId: string;
    readonly title: string;
    /** Null while a bid is sealed. */
    readonly amountMinor: number | null;
    readonly currency: string;
  } | null;
}

export interface ActivityQuestion {
  readonly userId: string;
  readonly types: readonly ActivityType[];
  /** From this moment on … */
  readonly from?: Date | undefined;
  /** … to before this one. */
  readonly to?: Date | undefined;
}

/** A table an activity can be in, read along the index that begins with its owner and goes by time. */
interface Source {
  readonly type: ActivityType;
  readonly table: PgTable;
  readonly owner: PgColumn;
  readonly keyset: Keyset;
  readonly action: SQL;
  readonly subjectType: SQL;
  readonly subjectId: SQL;
  readonly ipAddress?: SQL;
  readonly lotId?: PgColumn;
  readonly amount?: SQL;
}

/** Its name goes into the cursors, which so say of which source a page's last row is. */
const getKeyset = (type: ActivityType, columns: Keyset["columns"]): Keyset => ({
  name: `activity-${type}`,
  columns,
  descending: true,
});

const ofOrder = {
  table: orders,
  subjectType: sql`'order'`,
  subjectId: sql`${orders.id}::text`,
  lotId: orders.lotId,
} as const;

/** In the order of rows of one moment: what was sold before what was bought before the bid that did it. */
const sources: readonly Source[] = [
  {
    type: "sale",
    owner: orders.sellerId,
    keyset: getKeyset("sale", [orders.createdAt, orders.id]),
    action: sql`'order.sold'`,
    amount: sql`${orders.hammerMinor}`,
    ...ofOrder,
  },
  {
    type: "purchase",
    owner: orders.buyerId,
    keyset: getKeyset("purchase", [orders.createdAt, orders.id]),
    action: sql`'order.bought'`,
    amount: sql`${orders.totalMinor}`,
    ...ofOrder,
  },
  {
    type: "bid",
    table: bids,
    owner: bids.bidderId,
    keyset: getKeyset("bid", [bids.at, bids.auctionId, bids.seq]),
    action: sql`case when ${bids.kind} = 'committed' then 'bid.sealed' when ${bids.auto} then 'bid.placed-for-you' else 'bid.placed' end`,
    subjectType: sql`'lot'`,
    subjectId: sql`${bids.lotId}::text`,
    lotId: bids.lotId,
    amount: sql`coalesce(${bids.priceMinor}, ${bids.revealedAmountMinor})`,
  },
  {
    type: "account",
    table: auditLog,
    owner: auditLog.actorId,
    keyset: getKeyset("account", [auditLog.at, auditLog.id]),
    action: sql`${auditLog.action}`,
    subjectType: sql`${auditLog.subjectType}`,
    subjectId: sql`${auditLog.subjectId}`,
    ipAddress: sql`host(${auditLog.ipAddress})`,
  },
];

interface ActivityRow extends Record<string, unknown> {
  readonly place: number;
  readonly at_ms: number;
  /** Auction of a bid, else the row's own id; and a bid's number in its log. */
  readonly key: string;
  readonly number: string;
  readonly action: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly ip_address: string | null;
  readonly amount_minor: string | null;
  readonly auction_id: string | null;
  readonly title: string | null;
  readonly currency: string | null;
}

/** What somebody did, latest first: each source is read no further than the page needs, and one statement merges them. */
export async function listActivity(
  database: Database,
  question: ActivityQuestion,
  request: PageRequest,
): Promise<Result<Page<ActivityEntry>, InvalidCursor>> {
  const behind = readMergedCursor(
    sources.map(({ keyset }) => keyset),
    request.cursor,
  );
  if (!behind.ok) return behind;
  const parts = sources.flatMap((source, place) =>
    question.types.includes(source.type)
      ? [selectSource(source, place, { question, request, behind: behind.value(place) })]
      : [],
  );
  if (parts.length === 0) return accept({ rows: [], nextCursor: null });
  const { rows } = await database.execute<ActivityRow>(sql`
    select done.place, (extract(epoch from done.at) * 1000)::float8 as at_ms, done.key, done.number::text as number,
      done.action, done.subject_type, done.subject_id, done.ip_address, done.amount::text as amount_minor,
      lots.auction_id, lots.title, auctions.currency
    from (${sql.join(parts, sql` union all `)}) done
    left join lots on lots.id = done.lot_id
    left join auctions on auctions.id = lots.auction_id
    order by done.at desc, done.place, done.key desc, done.number desc
    limit ${getFetchLimit(request)}`);
  const last = rows[Math.min(rows.length, request.limit) - 1];
  const { keyset } = getSource(last?.place ?? 0);
  const page = makePage(keyset, request, rows, (row) =>
    [new Date(row.at_ms), row.key, Number(row.number)].slice(0, keyset.columns.length),
  );
  return accept({ ...page, rows: page.rows.map(toEntry) });
}

const getSource = (place: number): Source => must(sources[place], "a row is of one of the sources");

function selectSource(
  source: Source,
  place: number,
  options: {
    readonly question: ActivityQuestion;
    readonly request: PageRequest;
    readonly behind: SQL | undefined;
  },
): SQL {
  const { userId, from, to } = options.question;
  const [at, key, number] = source.keyset.columns;
  const conditions = [
    hasId(source.owner, userId),
    ...(options.behind === undefined ? [] : [options.behind]),
    ...(from === undefined ? [] : [sql`${at} >= ${toParameter(from, at)}`]),
    ...(to === undefined ? [] : [sql`${at} < ${toParameter(to, at)}`]),
  ];
  return sql`(
    select ${sql.raw(String(place))} as place, ${at} as at, ${key} as key, ${number ?? sql`0`}::bigint as number,
      ${source.action} as action, ${source.subjectType} as subject_type, ${source.subjectId} as subject_id,
      ${source.ipAddress ?? sql`null::text`} as ip_address, ${source.lotId ?? sql`null::uuid`} as lot_id,
      ${source.amount ?? sql`null::bigint`} as amount
    from ${source.table}
    where ${sql.join(conditions, sql` and `)}
    order by ${sql.join(getOrder(source.keyset), sql`, `)}
    limit ${getFetchLimit(options.request)})`;
}

function toEntry(row: ActivityRow): ActivityEntry {
  const { type } = getSource(row.place);
  const { auction_id: auctionId, title, currency, amount_minor: amount } = row;
  const isOfLot = auctionId !== null && title !== null && currency !== null;
  return {
    id: type === "account" ? row.key : type === "bid" ? `${row.key}-${row.number}` : `${type}-${row.key}`,
    at: new Date(row.at_ms),
    type,
    action: row.action,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    ipAddress: row.ip_address,
    lot: isOfLot
      ? { auctionId, title, currency, amountMinor: amount === null ? null : Number(amount) }
      : null,
  };
}
