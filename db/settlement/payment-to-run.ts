import { eq } from "drizzle-orm";
import type { Database } from "../database.ts";
import { hasId } from "../queries/ids.ts";
import { lots } from "../schema/lots.ts";
import { orders } from "../schema/orders.ts";
import { paymentMethods } from "../schema/payment-methods.ts";
import { payments } from "../schema/payments.ts";

/** A payment with everything its provider is asked with: the same every time, as the key demands. */
export async function findPaymentToRun(database: Database, paymentId: string) {
  const [row] = await database
    .select({
      id: payments.id,
      orderId: payments.orderId,
      attempt: payments.attempt,
      status: payments.status,
      idempotencyKey: payments.idempotencyKey,
      amountMinor: payments.amountMinor,
      currency: payments.currency,
      provider: payments.provider,
      providerReference: payments.providerReference,
      methodReference: paymentMethods.providerReference,
      customerReference: paymentMethods.customerReference,
      origin: orders.origin,
      title: lots.title,
    })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .innerJoin(lots, eq(lots.id, orders.lotId))
    // Cards are let go of by a mark, so the one that was charged is still here.
    .innerJoin(paymentMethods, eq(paymentMethods.id, payments.paymentMethodId))
    .where(hasId(payments.id, paymentId));
  if (row === undefined) return undefined;
  return {
    ...row,
    isFinal: row.status === "completed" || row.status === "failed" || row.status === "canceled",
    // The first charge of a hammer happens by itself; every other one was asked for by its buyer.
    isBuyerPresent: row.attempt > 1 || row.origin === "second-chance",
  };
}

export type PaymentToRun = NonNullable<Awaited<ReturnType<typeof findPaymentToRun>>>;
