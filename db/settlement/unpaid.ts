import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Attempt, Unpaid } from "../../domain/order/settlement.ts";
import type { Database } from "../database.ts";
import { hasId } from "../queries/ids.ts";
import { orders } from "../schema/orders.ts";
import { paymentMethods } from "../schema/payment-methods.ts";
import { payments } from "../schema/payments.ts";

/** An unpaid order with what decides its next step. */
export interface UnpaidOrder {
  readonly orderId: string;
  readonly buyerId: string;
  readonly unpaid: Unpaid;
  readonly lastPayment: { readonly id: string; readonly attempt: Attempt } | null;
}

/** Undefined when the order is not there or no longer unpaid. */
export async function findUnpaidOrder(database: Database, orderId: string): Promise<UnpaidOrder | undefined> {
  const [order] = await database
    .select({
      buyerId: orders.buyerId,
      origin: orders.origin,
      soldAt: orders.soldAt,
      paymentDueAt: orders.paymentDueAt,
      hasMethod: sql<boolean>`exists (
        select from ${paymentMethods} where ${paymentMethods.userId} = ${orders.buyerId}
        and ${paymentMethods.status} = 'verified' and ${paymentMethods.deletedAt} is null)`,
    })
    .from(orders)
    .where(and(hasId(orders.id, orderId), eq(orders.status, "pending")));
  if (order === undefined) return undefined;
  const last = await findLastPayment(database, orderId);
  const attempt = last === undefined ? null : { number: last.number, status: last.status };
  return {
    orderId,
    buyerId: order.buyerId,
    unpaid: {
      origin: order.origin,
      soldAtMs: order.soldAt.getTime(),
      paymentDueAtMs: order.paymentDueAt?.getTime() ?? null,
      lastAttempt: attempt,
      hasMethod: order.hasMethod,
    },
    lastPayment: last === undefined || attempt === null ? null : { id: last.id, attempt },
  };
}

/** An order's latest attempt at being paid. */
export async function findLastPayment(database: Database, orderId: string) {
  const [last] = await database
    .select({
      id: payments.id,
      number: payments.attempt,
      status: payments.status,
      failureCode: payments.failureCode,
      paymentMethodId: payments.paymentMethodId,
    })
    .from(payments)
    .where(hasId(payments.orderId, orderId))
    .orderBy(desc(payments.attempt))
    .limit(1);
  return last;
}

/** The way to pay that is charged: the chosen one if it is the buyer's own, else their default. */
export async function findChargeable(
  database: Database,
  of: { readonly userId: string; readonly paymentMethodId?: string | undefined },
) {
  const [method] = await database
    .select({ id: paymentMethods.id, provider: paymentMethods.provider })
    .from(paymentMethods)
    .where(
      and(
        hasId(paymentMethods.userId, of.userId),
        of.paymentMethodId === undefined ? undefined : hasId(paymentMethods.id, of.paymentMethodId),
        eq(paymentMethods.status, "verified"),
        isNull(paymentMethods.deletedAt),
      ),
    )
    .orderBy(desc(paymentMethods.preference), desc(paymentMethods.id))
    .limit(1);
  return method;
}
