import * as contract from "../../contract/http/disputes.ts";
import type { Dispute } from "../../contract/http/disputes.ts";
import * as queries from "../../db/queries/disputes.ts";
import { readEvidence } from "../../db/queries/dispute-evidence.ts";
import { findOrder } from "../../db/queries/orders.ts";
import type { Order } from "../../db/queries/orders.ts";
import { loseOrder } from "../../db/settlement/act-on-order.ts";
import { openDispute, resolveDispute, sayInDispute } from "../../db/settlement/dispute.ts";
import type { AppContext } from "../environment.ts";
import { isPermitted, requireSignedIn } from "../middleware/authenticate.ts";
import { notFound } from "../middleware/problem.ts";
import { requireFound } from "../middleware/ownership.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { workBehind } from "./order-actions.ts";
import { requireAllowed } from "./order-problems.ts";
import { toOrder } from "./order-view.ts";
import { requirePage } from "./page.ts";

const toSummary = ({ createdAt, ...row }: queries.Dispute) => ({
  ...row,
  answerDueAt: row.answerDueAt?.toISOString() ?? null,
  openedAt: createdAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
});

/** The order of a dispute, for its two parties and for the house; 404 for everybody else. */
async function requireConcerned(context: AppContext, orderId: string): Promise<Order> {
  const { userId } = requireSignedIn(context);
  const order = requireFound(await findOrder(context.get("postgres").database, orderId), "order");
  const isParty = order.buyerId === userId || order.sellerId === userId;
  if (isParty || isPermitted(context, "orders.oversee")) return order;
  throw notFound("order");
}

async function readDispute(context: AppContext, order: Order): Promise<Dispute> {
  const { database } = context.get("postgres");
  const found = requireFound(await queries.findLatestDispute(database, order.id), "dispute");
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

export function mountDisputes(parts: Interface): void {
  mount(parts, contract.openDispute, async (context, { params, body }) => {
    const { userId: buyerId } = requireSignedIn(context);
    const complaint = { orderId: params.id, buyerId, ...body, at: new Date() };
    workBehind(context, requireAllowed(await openDispute(context.get("postgres"), complaint)));
    return { data: await readDispute(context, await requireConcerned(context, params.id)) };
  });
  mount(parts, contract.readDispute, async (context, { params }) => ({
    data: await readDispute(context, await requireConcerned(context, params.id)),
  }));
  mount(parts, contract.sayInDispute, async (context, { params, body }) => {
    const order = await requireConcerned(context, params.id);
    const { id: disputeId } = await readDispute(context, order);
    const { userId: authorId } = requireSignedIn(context);
    const message = { disputeId, authorId, text: body.message, at: new Date() };
    const said = await sayInDispute(context.get("postgres"), message);
    requireAllowed(said === null ? { ok: false, refusal: "dispute_closed" } : { ok: true, value: said });
    return { data: await readDispute(context, order) };
  });
  mount(parts, contract.readEvidence, async (context, { params }) => {
    const order = await requireConcerned(context, params.id);
    const { userId } = requireSignedIn(context);
    // It is the seller's case; the buyer made theirs in the dispute.
    if (order.buyerId === userId && !isPermitted(context, "orders.oversee")) throw notFound("order");
    return { data: await gatherEvidence(context, order) };
  });
}

async function gatherEvidence(context: AppContext, order: Order): Promise<contract.DisputeEvidence> {
  const { userId } = requireSignedIn(context);
  const dispute = await readDispute(context, order);
  const found = await readEvidence(context.get("postgres").database, { orderId: order.id, ...order });
  const { head } = found;
  return {
    order: toOrder(order, userId),
    dispute,
    lot: {
      auctionId: order.auctionId,
      logUrl: `${context.get("settings").ORIGIN}/auctions/${order.auctionId}/log`,
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

/** What the house does about orders that went wrong. */
export function mountDisputeDecisions(parts: Interface): void {
  mount(parts, contract.listDisputes, async (context, { query }) =>
    requirePage(await queries.listDisputes(context.get("postgres").database, query, query), toSummary),
  );
  mount(parts, contract.resolveDispute, async (context, { params, body }) => {
    const { userId: decidedBy } = requireSignedIn(context);
    const { outcome, amountMinor = null, resolution } = body;
    const decision = { orderId: params.id, outcome, amountMinor, resolution, decidedBy, at: new Date() };
    workBehind(context, requireAllowed(await resolveDispute(context.get("postgres"), decision)));
    return { data: await readDispute(context, await requireConcerned(context, params.id)) };
  });
  mount(parts, contract.reportLost, async (context, { params }) => {
    const { userId: reportedBy } = requireSignedIn(context);
    const loss = { orderId: params.id, reportedBy, at: new Date() };
    workBehind(context, requireAllowed(await loseOrder(context.get("postgres"), loss)));
    return { data: toOrder(await requireConcerned(context, params.id), reportedBy) };
  });
}
