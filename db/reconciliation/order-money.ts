import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { AccountKind } from "../../domain/ledger/account.ts";
import { computeDisputeBurden } from "../../domain/ledger/dispute-burden.ts";
import type { OrderMoney } from "../../domain/ledger/order-balances.ts";
import type { Entry } from "../../domain/ledger/transaction.ts";
import type { Transaction } from "../database.ts";
import { disputes } from "../schema/disputes.ts";
import { orders } from "../schema/orders.ts";
import { payments } from "../schema/payments.ts";
import { refunds } from "../schema/refunds.ts";
import { type OrderRow, toLedgerOrder } from "../settlement/order-row.ts";

/** An order's money as its tables have it, and the sums the order itself keeps. */
export interface OrderTables {
  readonly row: OrderRow;
  readonly money: OrderMoney;
}

type PaymentRow = typeof payments.$inferSelect;
type RefundRow = typeof refunds.$inferSelect;
type DisputeRow = typeof disputes.$inferSelect;

/** Reads what everything but the ledger says of these orders. */
export async function readOrderTables(
  transaction: Transaction,
  orderIds: readonly string[],
): Promise<OrderTables[]> {
  const ids = [...orderIds];
  const rows = await transaction.select().from(orders).where(inArray(orders.id, ids));
  const paymentRows = await transaction.select().from(payments).where(inArray(payments.orderId, ids));
  const refundRows = await transaction.select().from(refunds).where(inArray(refunds.orderId, ids));
  const disputeRows = await transaction
    .select()
    .from(disputes)
    .where(and(inArray(disputes.orderId, ids), eq(disputes.origin, "bank")))
    .orderBy(asc(disputes.resolvedAt), asc(disputes.id));
  const of = <Row extends { readonly orderId: string }>(all: readonly Row[], { id }: OrderRow): Row[] =>
    all.filter(({ orderId }) => orderId === id);
  return rows.map((row) => ({
    row,
    money: toMoney(row, {
      payments: of(paymentRows, row),
      refunds: of(refundRows, row),
      disputes: of(disputeRows, row),
    }),
  }));
}

interface Parts {
  readonly payments: readonly PaymentRow[];
  readonly refunds: readonly RefundRow[];
  readonly disputes: readonly DisputeRow[];
}

function toMoney(row: OrderRow, parts: Parts): OrderMoney {
  const late = new Set(parts.refunds.filter(isLate).map(({ paymentId }) => paymentId));
  const providers = new Map(parts.payments.map(({ id, provider }) => [id, provider]));
  return {
    order: toLedgerOrder(row),
    isPaid: row.paidAt !== null,
    isReleased: row.releasedAt !== null,
    // One that was given up and went through all the same is known by what was sent back of it.
    charges: parts.payments
      .filter(({ id, status }) => status === "completed" || late.has(id))
      .map(({ provider, amountMinor, feeMinor }) => ({ provider, amountMinor, feeMinor: feeMinor ?? 0 })),
    refunds: parts.refunds.map((refund) => ({
      provider: providers.get(refund.paymentId) ?? "",
      amountMinor: refund.amountMinor,
      status: refund.status,
      chargedBackMinor: refund.chargedBackMinor,
      isOfCredit: isOfCredit(refund),
    })),
    disputes: toDisputes(row, parts),
    givenBackMinor: row.givenBackParts,
  };
}

const isLate = ({ reason }: RefundRow): boolean => reason === "late";
const isOfCredit = (refund: RefundRow): boolean => isLate(refund) || refund.retryOf !== null;

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/**
 * Disputes at buyers' banks, with who bears the lost ones: what was given back and not by a refund was taken by them, one
 * after the other, and of the order's total the seller answers once, for the charge that paid it.
 */
function toDisputes(row: OrderRow, parts: Parts): OrderMoney["disputes"] {
  const completed = parts.payments.find(({ status }) => status === "completed");
  const refundedMinor = sum(
    parts.refunds.filter((one) => !isOfCredit(one)).map(({ amountMinor }) => amountMinor),
  );
  let leftMinor = sum(row.givenBackParts) - refundedMinor;
  let unbornMinor = row.paidAt === null ? 0 : row.totalMinor;
  return parts.disputes.map(({ amountMinor, feeMinor, status, paymentId, creditMinor }) => {
    const payment = parts.payments.find(({ id }) => id === paymentId) ?? completed;
    const told = { provider: payment?.provider ?? "", amountMinor, feeMinor, status };
    if (status !== "lost") return { ...told, burden: null };
    const answerableMinor = payment === completed ? unbornMinor : 0;
    const burden = computeDisputeBurden({ amountMinor, creditMinor, leftMinor, answerableMinor });
    leftMinor -= burden.takenMinor;
    if (payment === completed) unbornMinor = Math.max(0, unbornMinor - amountMinor);
    return { ...told, burden };
  });
}

interface SumRow extends Record<string, unknown> {
  readonly id: string;
  readonly kind: AccountKind;
  readonly owner_id: string | null;
  readonly amount: string;
}

/** What the ledger has on behalf of each of these orders, by account. */
export async function readOrderLedger(
  transaction: Transaction,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, Entry[]>> {
  const { rows } = await transaction.execute<SumRow>(sql`
    select told.order_id as id, account.kind, account.owner_id, sum(entry.amount_minor)::text as amount
    from ledger_transactions told
    join ledger_entries entry on entry.transaction_id = told.id
    join ledger_accounts account on account.id = entry.account_id
    where told.order_id = any(${sql.param(orderIds)}::uuid[])
    group by told.order_id, account.id`);
  const sheets = new Map<string, Entry[]>();
  for (const { id, kind, owner_id: ownerId, amount } of rows) {
    const entry = { account: { kind, ownerId }, amountMinor: Number(amount) };
    sheets.set(id, [...(sheets.get(id) ?? []), entry]);
  }
  return sheets;
}
