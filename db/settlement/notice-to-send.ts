import { eq, isNull, and } from "drizzle-orm";
import type { Database } from "../database.ts";
import { hasId } from "../queries/ids.ts";
import { lots } from "../schema/lots.ts";
import { orderNotices } from "../schema/order-notices.ts";
import { orders } from "../schema/orders.ts";
import { users } from "../schema/users.ts";

/** A notice that was not sent yet, with what its letter says. */
export async function findNoticeToSend(database: Database, noticeId: string) {
  const [row] = await database
    .select({
      id: orderNotices.id,
      kind: orderNotices.kind,
      userId: orderNotices.userId,
      email: users.email,
      displayName: users.displayName,
      locale: users.locale,
      orderId: orders.id,
      buyerId: orders.buyerId,
      title: lots.title,
      format: lots.format,
      buyNowMinor: lots.buyNowMinor,
      bidCount: lots.bidCount,
      currency: orders.currency,
      totalMinor: orders.totalMinor,
      paymentDueAt: orders.paymentDueAt,
      carrier: orders.carrier,
      trackingNumber: orders.trackingNumber,
      shippingAddress: orders.shippingAddress,
    })
    .from(orderNotices)
    .innerJoin(orders, eq(orders.id, orderNotices.orderId))
    .innerJoin(lots, eq(lots.id, orders.lotId))
    .innerJoin(users, eq(users.id, orderNotices.userId))
    .where(and(hasId(orderNotices.id, noticeId), isNull(orderNotices.sentAt)));
  return row;
}

export type NoticeToSend = NonNullable<Awaited<ReturnType<typeof findNoticeToSend>>>;

export async function markNoticeSent(database: Database, noticeId: string, at: Date): Promise<void> {
  await database
    .update(orderNotices)
    .set({ sentAt: at, nextActionAt: null })
    .where(eq(orderNotices.id, noticeId));
}
