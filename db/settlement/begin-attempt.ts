import { accept, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import { orderLimits } from "../../domain/order/order-limits.ts";
import type { DatabaseClient } from "../database.ts";
import { payments } from "../schema/payments.ts";
import { lockOrder } from "./order-row.ts";
import { findChargeable, findLastPayment } from "./unpaid.ts";

export type AttemptRefusal =
  /** The order is not there, or waits for no payment. */
  | "order_state"
  /** An attempt is under way; two at once could both succeed. */
  | "payment_in_progress"
  | "payment_method_missing"
  | "too_many_attempts";

/**
 * Makes an order's next attempt at being paid, as a row and nothing else: who charges it finds it there, and finds it
 * again after a crash (rule S1). The key is the sale's and the attempt's, so it is the same whoever makes the row.
 */
export async function beginAttempt(
  client: DatabaseClient,
  attempt: { readonly orderId: string; readonly paymentMethodId?: string | undefined; readonly at: Date },
): Promise<Result<{ readonly paymentId: string }, AttemptRefusal>> {
  return client.transact(async (transaction) => {
    const order = await lockOrder(transaction, attempt.orderId);
    if (order?.status !== "pending") return refuse("order_state");
    const last = await findLastPayment(transaction, order.id);
    if (last !== undefined && last.status !== "failed" && last.status !== "canceled")
      return refuse("payment_in_progress");
    const number = (last?.number ?? 0) + 1;
    if (number > orderLimits.attemptsMax) return refuse("too_many_attempts");
    const method = await findChargeable(transaction, {
      userId: order.buyerId,
      paymentMethodId: attempt.paymentMethodId,
    });
    if (method === undefined) return refuse("payment_method_missing");
    const [made] = await transaction
      .insert(payments)
      .values({
        orderId: order.id,
        userId: order.buyerId,
        paymentMethodId: method.id,
        attempt: number,
        idempotencyKey: `${order.lotId}:${order.saleNumber}:${number}`,
        amountMinor: order.totalMinor,
        currency: order.currency,
        provider: method.provider,
        nextActionAt: attempt.at,
      })
      .returning({ id: payments.id });
    return made === undefined ? refuse("payment_in_progress") : accept({ paymentId: made.id });
  });
}
