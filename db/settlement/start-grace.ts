import { eq } from "drizzle-orm";
import type { DatabaseClient } from "../database.ts";
import { orders } from "../schema/orders.ts";
import { writeNotice } from "./notice.ts";
import { lockOrder } from "./order-row.ts";
import type { WorkItem } from "./work-item.ts";

/** Gives the buyer until `dueAt` to pay, and has them told (rule S2). Once per order: a second start changes nothing. */
export async function startGrace(
  client: DatabaseClient,
  grace: { readonly orderId: string; readonly dueAt: Date; readonly at: Date },
): Promise<WorkItem[]> {
  return client.transact(async (transaction) => {
    const order = await lockOrder(transaction, grace.orderId);
    if (order?.status !== "pending" || order.paymentDueAt !== null) return [];
    await transaction
      .update(orders)
      .set({ paymentDueAt: grace.dueAt, nextActionAt: grace.dueAt, actionAttempts: 0 })
      .where(eq(orders.id, order.id));
    const kind = order.origin === "second-chance" ? "second-chance" : "payment-failed";
    return writeNotice(transaction, { orderId: order.id, userId: order.buyerId, kind, at: grace.at });
  });
}
