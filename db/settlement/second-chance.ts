import { and, eq, isNull, max, sql } from "drizzle-orm";
import { computeAllIn } from "../../domain/order/all-in.ts";
import { orderLimits } from "../../domain/order/order-limits.ts";
import { type Standing, pickNextBidder } from "../../domain/order/second-chance.ts";
import { must } from "../../domain/result.ts";
import type { Transaction } from "../database.ts";
import { defaultAddressOf } from "../projection/write-orders.ts";
import { hasOpenParcel, joinOpenParcels } from "../queries/parcels.ts";
import { readSellerSettings } from "../queries/seller-settings.ts";
import { bids } from "../schema/bids.ts";
import { lots } from "../schema/lots.ts";
import { orders } from "../schema/orders.ts";
import { registrations } from "../schema/registrations.ts";
import { users } from "../schema/users.ts";
import type { OrderRow } from "./order-row.ts";
import type { WorkItem } from "./work-item.ts";

/**
 * Offers a lot that was not paid to the next bidder, at their own last maximum and on the terms they bid on, if its
 * seller wants that (rule S2). The offer is an order that nobody is charged for by themselves. Asked under the lock of
 * the order it follows; the sale's number keeps a second one out in any case.
 */
export async function offerSecondChance(
  transaction: Transaction,
  { order, at }: { readonly order: OrderRow; readonly at: Date },
): Promise<WorkItem[]> {
  const { offersSecondChance } = await readSellerSettings(transaction, order.sellerId);
  if (!offersSecondChance) return [];
  const [lot] = await transaction.select().from(lots).where(eq(lots.id, order.lotId));
  const { rules, format, revealedReserveMinor } = must(lot, "an order's lot is never deleted");
  // What was bought at a price was not bid for: there is nobody behind the buyer.
  if (format === "fixed" || format === "dutch") return [];
  const asked = await transaction
    .select({ buyerId: orders.buyerId })
    .from(orders)
    .where(eq(orders.lotId, order.lotId));
  if (asked.length > orderLimits.offersMax) return [];
  const standings = await listStandings(transaction, order, revealedReserveMinor ?? 0);
  const next = pickNextBidder(standings, new Set(asked.map(({ buyerId }) => buyerId)));
  if (next === undefined) return [];
  const [terms] = await transaction
    .select()
    .from(registrations)
    .where(and(eq(registrations.auctionId, order.auctionId), eq(registrations.userId, next.userId)));
  const { taxBps, ...agreed } = must(terms, "who bid was registered");
  const shippingMinor = (await hasOpenParcel(transaction, order.auctionId, next.userId))
    ? (agreed.additionalShippingMinor ?? agreed.shippingMinor)
    : agreed.shippingMinor;
  const [last] = await transaction
    .select({ saleNumber: max(orders.saleNumber) })
    .from(orders)
    .where(eq(orders.lotId, order.lotId));
  const { premiumBps, feeBps } = rules;
  const price = computeAllIn(next.amountMinor, {
    currency: order.currency,
    premiumBps,
    shippingMinor,
    taxBps,
  });
  const made = await transaction
    .insert(orders)
    .values({
      auctionId: order.auctionId,
      lotId: order.lotId,
      saleNumber: (last?.saleNumber ?? 0) + 1,
      productId: order.productId,
      sellerId: order.sellerId,
      buyerId: next.userId,
      origin: "second-chance",
      currency: order.currency,
      hammerMinor: price.priceMinor,
      premiumMinor: price.premiumMinor,
      shippingMinor: price.shippingMinor,
      taxMinor: price.taxMinor,
      totalMinor: price.totalMinor,
      premiumBps,
      taxBps,
      feeBps,
      shippingAddress: defaultAddressOf(next.userId),
      soldAt: at,
      createdAt: at,
      nextActionAt: at,
    })
    .onConflictDoNothing({ target: [orders.lotId, orders.saleNumber] })
    .returning({ id: orders.id });
  await joinOpenParcels(
    transaction,
    made.map(({ id }) => id),
  );
  return made.map(({ id }) => ({ kind: "order", id }));
}

/** How far everybody went on the lot who may still buy it, from what the log opened; nothing below the reserve. */
async function listStandings(
  transaction: Transaction,
  order: OrderRow,
  fromMinor: number,
): Promise<Standing[]> {
  const amountMinor = sql<number>`coalesce(${bids.revealedAmountMinor}, ${bids.priceMinor})`.mapWith(Number);
  return transaction
    .select({ userId: bids.bidderId, amountMinor, seq: bids.seq })
    .from(bids)
    .innerJoin(users, eq(users.id, bids.bidderId))
    .innerJoin(
      registrations,
      and(eq(registrations.auctionId, bids.auctionId), eq(registrations.userId, bids.bidderId)),
    )
    .where(
      and(
        eq(bids.lotId, order.lotId),
        isNull(users.disabledAt),
        isNull(registrations.blockedAt),
        sql`${amountMinor} between ${Math.max(1, fromMinor)} and ${order.hammerMinor}`,
      ),
    );
}
