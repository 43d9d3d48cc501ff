import type { Transaction } from "../database.ts";
import { orderNotices } from "../schema/order-notices.ts";
import type { NoticeKind } from "../schema/order-notices.ts";
import type { WorkItem } from "./work-item.ts";

/** Has somebody told, once. Returns what to send work for. */
export async function writeNotice(
  transaction: Transaction,
  notice: {
    readonly orderId: string;
    readonly userId: string;
    readonly kind: NoticeKind;
    readonly about?: string;
    readonly at: Date;
  },
): Promise<WorkItem[]> {
  const { orderId, userId, kind, about = "", at } = notice;
  const made = await transaction
    .insert(orderNotices)
    .values({ orderId, userId, kind, about, nextActionAt: at })
    .onConflictDoNothing()
    .returning({ id: orderNotices.id });
  return made.map(({ id }) => ({ kind: "notice", id }));
}
