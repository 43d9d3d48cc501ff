import { and, asc, eq, inArray, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { isPurchase } from "../../domain/order/cancel.ts";
import type { CreditReason, InvoiceFacts } from "../../domain/order/invoice.ts";
import type { Database } from "../database.ts";
import { auctions } from "../schema/auctions.ts";
import { lots } from "../schema/lots.ts";
import { orders } from "../schema/orders.ts";
import { paymentMethods } from "../schema/payment-methods.ts";
import { payments } from "../schema/payments.ts";
import { refunds } from "../schema/refunds.ts";
import { users } from "../schema/users.ts";
import { hasId } from "./ids.ts";

/** Whose documents somebody may have: null stands for everybody's. */
interface DocumentQuestion {
  readonly orderId: string;
  readonly userId: string | null;
}

const sellers = alias(users, "sellers");
const buyers = alias(users, "buyers");

/**
 * What the invoice of an order is made of, for its two parties. Undefined: there is no such order for them; null: it has
 * not been paid, so it has no invoice.
 */
export async function findInvoiceFacts(
  database: Database,
  { orderId, userId }: DocumentQuestion,
): Promise<InvoiceFacts | null | undefined> {
  const [row] = await database
    .select({
      order: orders,
      title: lots.title,
      lot: { format: lots.format, buyNowMinor: lots.buyNowMinor, bidCount: lots.bidCount },
      auctionTitle: auctions.title,
      sellerName: sellers.displayName,
      buyerName: buyers.displayName,
      locale: buyers.locale,
      brand: paymentMethods.brand,
      last4: paymentMethods.last4,
    })
    .from(orders)
    .innerJoin(lots, eq(lots.id, orders.lotId))
    .innerJoin(auctions, eq(auctions.id, orders.auctionId))
    .innerJoin(sellers, eq(sellers.id, orders.sellerId))
    .innerJoin(buyers, eq(buyers.id, orders.buyerId))
    .leftJoin(payments, and(eq(payments.orderId, orders.id), eq(payments.status, "completed")))
    .leftJoin(paymentMethods, eq(paymentMethods.id, payments.paymentMethodId))
    .where(
      and(
        hasId(orders.id, orderId),
        userId === null ? undefined : or(hasId(orders.buyerId, userId), hasId(orders.sellerId, userId)),
      ),
    );
  if (row === undefined) return undefined;
  const { order, lot, brand, last4, ...names } = row;
  const { invoiceNumber, paidAt, shippingAddress: address } = order;
  if (invoiceNumber === null || paidAt === null) return null;
  const card = brand === null || last4 === null ? null : { brand, last4 };
  return {
    ...order,
    ...names,
    orderId: order.id,
    isPurchase: isPurchase(lot),
    invoiceNumber,
    paidAt,
    address,
    card,
    refunds: await listCredits(database, order.id),
  };
}

/** What was given back of what the order was paid with; a charge too many that went back is not of it. */
async function listCredits(database: Database, orderId: string): Promise<InvoiceFacts["refunds"]> {
  const rows = await database
    .select({
      // What its buyer's bank took of one that came back is given back by the bank.
      amountMinor: sql<number>`${refunds.amountMinor} - ${refunds.chargedBackMinor}`.mapWith(Number),
      completedAt: refunds.completedAt,
      settledAt: refunds.settledAt,
      reason: refunds.reason,
    })
    .from(refunds)
    .where(
      and(
        eq(refunds.orderId, orderId),
        inArray(refunds.status, ["completed", "settled"]),
        ne(refunds.reason, "late"),
      ),
    )
    .orderBy(asc(sql`coalesce(${refunds.completedAt}, ${refunds.settledAt})`), asc(refunds.id));
  return rows.flatMap(({ amountMinor, completedAt, settledAt, reason }) => {
    const at = completedAt ?? settledAt;
    return at === null ? [] : [{ amountMinor, at, reason: reason as CreditReason }];
  });
}
