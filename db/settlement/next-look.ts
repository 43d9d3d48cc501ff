import { and, eq } from "drizzle-orm";
import type { Database } from "../database.ts";
import { orders } from "../schema/orders.ts";

/** When an unpaid order is looked at next; null, and any that is no longer unpaid: never. */
export async function setNextLook(database: Database, orderId: string, at: Date | null): Promise<void> {
  await database
    .update(orders)
    .set({ nextActionAt: at, actionAttempts: 0 })
    .where(at === null ? eq(orders.id, orderId) : and(eq(orders.id, orderId), eq(orders.status, "pending")));
}
