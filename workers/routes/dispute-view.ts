import type { Dispute, DisputeEvidence } from "../../contract/http/disputes.ts";
import type { Database } from "../../db/database.ts";
import { readEvidence } from "../../db/queries/dispute-evidence.ts";
import * as queries from "../../db/queries/disputes.ts";
import type { Order } from "../../db/queries/orders.ts";
import { toOrder } from "./order-view.ts";

/** A dispute without what was said in it. */
export const toSummary = ({
  createdAt,
  evidenceStatus,
  evidenceDueAt,
  evidenceSubmittedAt,
  ...row
}: queries.Dispute) => ({
  ...row,
  answerDueAt: row.answerDueAt?.toISOString() ?? null,
  escalatedAt: row.escalatedAt?.toISOString() ?? null,
  bankEvidence:
    evidenceStatus === null
      ? null
      : {
          status: evidenceStatus,
          dueAt: evidenceDueAt?.toISOString() ?? null,
          submittedAt: evidenceSubmittedAt?.toISOString() ?? null,
        },
  openedAt: createdAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
});

/** The latest dispute about an order. */
export async function readDispute(database: Database, order: Order): Promise<Dispute | undefined> {
  const found = await queries.findLatestDispute(database, order.id);
  if (found === undefined) return undefined;
  const messages = await queries.listDisputeMessages(database, found.id);
  return {
    ...toSummary(found),
    messages: messages.map(({ authorId, at, ...message }) => ({
      ...message,
      author: authorId === order.buyerId ? "buyer" : authorId === order.sellerId ? "seller" : "house",
      at: at.toISOString(),
    })),
  };
}

/** Everything that says what happened, as its reader may see the order. */
export async function gatherEvidence(
  database: Database,
  order: Order,
  { viewerId, origin }: { readonly viewerId: string; readonly origin: string },
): Promise<DisputeEvidence | undefined> {
  const dispute = await readDispute(database, order);
  if (dispute === undefined) return undefined;
  const found = await readEvidence(database, { orderId: order.id, ...order });
  const { head } = found;
  return {
    order: toOrder(order, viewerId),
    dispute,
    lot: {
      auctionId: order.auctionId,
      logUrl: `${origin}/auctions/${order.auctionId}/log`,
      head: head === null || head.hash === null ? null : { seq: head.seq, hash: head.hash },
      facts: found.facts.map((fact) => ({ ...fact })),
      buyerPaddle: found.buyerPaddle,
    },
    payments: found.payments.map((row) => ({ ...row, at: row.at.toISOString() })),
    refunds: found.refunds.map((row) => ({ ...row, at: row.at.toISOString() })),
    chat: found.chat.map(({ senderId, text, at }) => ({
      author: senderId === order.buyerId ? "buyer" : "seller",
      text,
      at: at.toISOString(),
    })),
  };
}
