import { and, asc, eq, isNotNull, lte, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { accountNotices } from "../schema/account-notices.ts";
import { disputes } from "../schema/disputes.ts";
import { orderNotices } from "../schema/order-notices.ts";
import { orders } from "../schema/orders.ts";
import { payments } from "../schema/payments.ts";
import { payouts } from "../schema/payouts.ts";
import { refunds } from "../schema/refunds.ts";
import type { WorkItem, WorkKind } from "./work-item.ts";

const tables = {
  order: orders,
  payment: payments,
  refund: refunds,
  payout: payouts,
  dispute: disputes,
  notice: orderNotices,
  "account-notice": accountNotices,
} as const satisfies Record<WorkKind, unknown>;

/** Rows of one kind of one sweep; those beyond wait for the next. */
const rowsMax = 500;

/** Every row whose moment has come, the longest waiting first. Read off indexes that hold nothing else. */
export async function listDueWork(database: Database, at: Date): Promise<WorkItem[]> {
  const items: WorkItem[] = [];
  for (const [kind, table] of Object.entries(tables) as [WorkKind, (typeof tables)[WorkKind]][]) {
    const rows = await database
      .select({ id: table.id })
      .from(table)
      .where(and(isNotNull(table.nextActionAt), lte(table.nextActionAt, at)))
      .orderBy(asc(table.nextActionAt), asc(table.id))
      .limit(rowsMax);
    items.push(...rows.map(({ id }) => ({ kind, id })));
  }
  return items;
}

const secondMs = 1_000;
const waitMaxMs = 3_600 * secondMs;

/** A look that failed: the next one is later each time, up to an hour, for as long as it takes. */
export async function postponeWork(database: Database, { kind, id }: WorkItem, at: Date): Promise<void> {
  const table = tables[kind];
  await database
    .update(table)
    .set({
      nextActionAt: sql`${at.toISOString()}::timestamptz
        + least(${5 * secondMs} * 2 ^ least(${table.actionAttempts}, 20), ${waitMaxMs}) * interval '1 millisecond'`,
      actionAttempts: sql`least(${table.actionAttempts} + 1, 1000)`,
    })
    .where(and(eq(table.id, id), isNotNull(table.nextActionAt)));
}
