import { and, eq, isNull, sql } from "drizzle-orm";
import { formatInvoiceNumber, getInvoiceYear } from "../../domain/order/invoice-number.ts";
import { must } from "../../domain/result.ts";
import type { Transaction } from "../database.ts";
import { invoiceCounters } from "../schema/invoice-counters.ts";
import { orders } from "../schema/orders.ts";

/**
 * Gives an order that was paid its invoice number, once: an order that has one keeps it. Call it in the transaction that
 * makes the order paid, with the order's row locked, and last: the year's counter stays locked until the end of the
 * transaction, which is what leaves no gap and no double, and what everybody else who is being paid waits for.
 */
export async function assignInvoiceNumber(
  transaction: Transaction,
  order: { readonly orderId: string; readonly paidAt: Date },
): Promise<string> {
  const [known] = await transaction
    .select({ invoiceNumber: orders.invoiceNumber })
    .from(orders)
    .where(eq(orders.id, order.orderId));
  const row = must(known, "an order that is paid exists");
  if (row.invoiceNumber !== null) return row.invoiceNumber;
  const year = getInvoiceYear(order.paidAt);
  const [counter] = await transaction
    .insert(invoiceCounters)
    .values({ year, lastCount: 1 })
    .onConflictDoUpdate({
      target: invoiceCounters.year,
      set: { lastCount: sql`${invoiceCounters.lastCount} + 1` },
    })
    .returning({ count: invoiceCounters.lastCount });
  const invoiceNumber = formatInvoiceNumber(year, must(counter, "an upsert returns its row").count);
  const numbered = await transaction
    .update(orders)
    .set({ invoiceNumber })
    .where(and(eq(orders.id, order.orderId), isNull(orders.invoiceNumber)))
    .returning({ id: orders.id });
  must(numbered[0], "nobody else numbers a locked order");
  return invoiceNumber;
}
