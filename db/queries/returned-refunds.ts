import { and, eq, isNotNull } from "drizzle-orm";
import type { returnedStatuses } from "../../domain/order/refund.ts";
import { accept, must, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { lots } from "../schema/lots.ts";
import { orders } from "../schema/orders.ts";
import { paymentMethods } from "../schema/payment-methods.ts";
import { payments } from "../schema/payments.ts";
import { refunds } from "../schema/refunds.ts";
import { users } from "../schema/users.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

const columns = {
  id: refunds.id,
  orderId: refunds.orderId,
  title: lots.title,
  buyerId: orders.buyerId,
  buyerName: users.displayName,
  buyerEmail: users.email,
  amountMinor: refunds.amountMinor,
  currency: orders.currency,
  reason: refunds.reason,
  status: refunds.status,
  chargedBackMinor: refunds.chargedBackMinor,
  provider: payments.provider,
  brand: paymentMethods.brand,
  last4: paymentMethods.last4,
  returnedAt: refunds.returnedAt,
  settledAt: refunds.settledAt,
  settledBy: refunds.settledBy,
  settlementMeans: refunds.settlementMeans,
  settlementReference: refunds.settlementReference,
};

const selectReturned = (database: Database) =>
  database
    .select(columns)
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .innerJoin(lots, eq(lots.id, orders.lotId))
    .innerJoin(users, eq(users.id, orders.buyerId))
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .leftJoin(paymentMethods, eq(paymentMethods.id, payments.paymentMethodId))
    .$dynamic();

/** A refund that came back, with whom to ask and what paid. */
export type ReturnedRefund = Awaited<ReturnType<typeof selectReturned>>[number];

const keyset: Keyset = {
  name: "returned-refunds",
  columns: [refunds.returnedAt, refunds.id],
  descending: false,
};

/** Refunds that came back, the one that waits longest first; for the house. */
export async function listReturnedRefunds(
  database: Database,
  of: { readonly status: (typeof returnedStatuses)[number] },
  request: PageRequest,
): Promise<Result<Page<ReturnedRefund>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await selectReturned(database)
    .where(and(eq(refunds.status, of.status), isNotNull(refunds.returnedAt), behind.value))
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(makePage(keyset, request, rows, (row) => [getReturnedAt(row), row.id]));
}

/** A check of the table's says that it is there. */
export const getReturnedAt = ({ returnedAt }: ReturnedRefund): Date =>
  must(returnedAt, "what came back has a moment at which it did");
