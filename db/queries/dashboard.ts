import { type SQL, sql } from "drizzle-orm";
import { must } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { type OrderStatus, orderStatuses } from "../../domain/order/lifecycle.ts";

/** Whose, and the months compared: this one so far and the one before it. */
export interface DashboardQuestion {
  readonly userId: string;
  readonly thisMonth: Date;
  readonly lastMonth: Date;
}

export interface Counted {
  readonly total: number;
  readonly thisMonth: number;
  readonly lastMonth: number;
}

/** In one currency. `paidMinor` is what was paid and not given back. */
export interface MoneyByMonth {
  readonly currency: string;
  readonly paidMinor: number;
  readonly thisMonthMinor: number;
  readonly lastMonthMinor: number;
  readonly pendingMinor: number;
}

/** One side of somebody's orders. */
export interface OrderSummary {
  readonly made: Counted;
  readonly byStatus: Readonly<Record<OrderStatus, number>>;
  readonly money: readonly MoneyByMonth[];
}

interface CountedRow extends Record<string, unknown> {
  readonly total: number;
  readonly this_month: number;
  readonly last_month: number;
}

const toTimestamp = (moment: Date): SQL => sql`${moment.toISOString()}::timestamptz`;

/** `what` of all rows, of this month's and of last month's. */
const countByMonth = (what: SQL, at: SQL, { thisMonth, lastMonth }: DashboardQuestion): SQL => sql`
  ${what}::int as total,
  (${what} filter (where ${at} >= ${toTimestamp(thisMonth)}))::int as this_month,
  (${what} filter (where ${at} >= ${toTimestamp(lastMonth)} and ${at} < ${toTimestamp(thisMonth)}))::int as last_month`;

const toCounted = (row: CountedRow | undefined): Counted => {
  const { total, this_month: thisMonth, last_month: lastMonth } = must(row, "an aggregate has a row");
  return { total, thisMonth, lastMonth };
};

/** How many bids somebody placed. One bid has several rows where the room bid on for it. */
export async function countBids(database: Database, question: DashboardQuestion): Promise<Counted> {
  const { rows } = await database.execute<CountedRow>(sql`
    select ${countByMonth(sql`count(distinct bid_id)`, sql`at`, question)}
    from bids where bidder_id = ${question.userId}`);
  return toCounted(rows[0]);
}

/** How many auctions somebody has had a paddle in. */
export async function countAuctionsJoined(database: Database, question: DashboardQuestion): Promise<Counted> {
  const { rows } = await database.execute<CountedRow>(sql`
    select ${countByMonth(sql`count(*)`, sql`registered_at`, question)}
    from registrations where user_id = ${question.userId}`);
  return toCounted(rows[0]);
}

interface OrderRow extends CountedRow {
  readonly status: OrderStatus;
  readonly currency: string;
  /** int8 comes as text. */
  readonly amount: string;
  readonly paid_this_month: string;
  readonly paid_last_month: string;
}

const paidStatuses: ReadonlySet<OrderStatus> = new Set(["paid", "shipped", "delivered", "disputed"]);

/**
 * What somebody bought or sold, by status and by currency, in one statement. A buyer's amount is all they pay; a
 * seller's is the hammer price.
 */
export async function summariseOrders(
  database: Database,
  question: DashboardQuestion & { readonly side: "buyer" | "seller" },
): Promise<OrderSummary> {
  const { userId, side, thisMonth, lastMonth } = question;
  const amount = side === "buyer" ? sql`total_minor` : sql`hammer_minor`;
  const party = side === "buyer" ? sql`buyer_id` : sql`seller_id`;
  const { rows } = await database.execute<OrderRow>(sql`
    select status, currency, ${countByMonth(sql`count(*)`, sql`created_at`, question)},
      sum(${amount})::text as amount,
      coalesce(sum(${amount}) filter (where paid_at >= ${toTimestamp(thisMonth)}), 0)::text as paid_this_month,
      coalesce(sum(${amount}) filter (
        where paid_at >= ${toTimestamp(lastMonth)} and paid_at < ${toTimestamp(thisMonth)}), 0)::text as paid_last_month
    from orders where ${party} = ${userId}
    group by currency, status order by currency`);
  return foldOrders(rows);
}

/** A cancelled order was never a sale, so it counts among the statuses alone. */
function foldOrders(rows: readonly OrderRow[]): OrderSummary {
  const made = { total: 0, thisMonth: 0, lastMonth: 0 };
  const byStatus = Object.fromEntries(orderStatuses.map((status) => [status, 0])) as Record<
    OrderStatus,
    number
  >;
  const money = new Map<string, { -readonly [Name in keyof MoneyByMonth]: MoneyByMonth[Name] }>();
  for (const row of rows) {
    byStatus[row.status] += row.total;
    if (row.status === "cancelled") continue;
    made.total += row.total;
    made.thisMonth += row.this_month;
    made.lastMonth += row.last_month;
    const { currency } = row;
    const sum = money.get(currency) ?? {
      currency,
      paidMinor: 0,
      thisMonthMinor: 0,
      lastMonthMinor: 0,
      pendingMinor: 0,
    };
    money.set(currency, sum);
    if (row.status === "pending") sum.pendingMinor += Number(row.amount);
    if (!paidStatuses.has(row.status)) continue;
    sum.paidMinor += Number(row.amount);
    sum.thisMonthMinor += Number(row.paid_this_month);
    sum.lastMonthMinor += Number(row.paid_last_month);
  }
  return { made, byStatus, money: [...money.values()] };
}

export interface AuctionCounts {
  readonly scheduled: number;
  readonly live: number;
  readonly ended: number;
  readonly cancelled: number;
}

/** How many auctions a seller has, by status. */
export async function countAuctions(database: Database, sellerId: string): Promise<AuctionCounts> {
  const { rows } = await database.execute<{ status: keyof AuctionCounts; count: number }>(sql`
    select status, count(*)::int as count from auctions where seller_id = ${sellerId} group by status`);
  const none = { scheduled: 0, live: 0, ended: 0, cancelled: 0 };
  return { ...none, ...Object.fromEntries(rows.map(({ status, count }) => [status, count])) };
}
