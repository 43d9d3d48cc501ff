import * as contract from "../../contract/http/disputes.ts";
import type { Dispute } from "../../contract/http/disputes.ts";
import * as queries from "../../db/queries/disputes.ts";
import { findOrder } from "../../db/queries/orders.ts";
import type { Order } from "../../db/queries/orders.ts";
import { loseOrder } from "../../db/settlement/act-on-order.ts";
import { askToSubmit } from "../../db/settlement/bank-evidence.ts";
import { deliverParcel } from "../../db/settlement/move-parcel.ts";
import { openDispute, resolveDispute, sayInDispute } from "../../db/settlement/dispute.ts";
import type { AppContext } from "../environment.ts";
import { isPermitted, requireSignedIn } from "../middleware/authenticate.ts";
import { invalid, notFound } from "../middleware/problem.ts";
import { requireFound } from "../middleware/ownership.ts";
import { describeRequest } from "./account-audit.ts";
import { gatherEvidence, readDispute, toSummary } from "./dispute-view.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { workBehind } from "./order-actions.ts";
import { requireAllowed } from "./order-problems.ts";
import { toOrder } from "./order-view.ts";
import { requirePage } from "./page.ts";

const requireOrder = async (context: AppContext, orderId: string): Promise<Order> =>
  requireFound(await findOrder(context.get("postgres").database, orderId), "order");

/** The order of a dispute, for its two parties and for the house; 404 for everybody else. */
async function requireConcerned(context: AppContext, orderId: string): Promise<Order> {
  const { userId } = requireSignedIn(context);
  const order = await requireOrder(context, orderId);
  const isParty = order.buyerId === userId || order.sellerId === userId;
  if (isParty) return order;
  if (!isPermitted(context, "orders.oversee")) throw notFound("order");
  context.set("overseen", { subjectType: "order", subjectId: order.id });
  return order;
}

/** The seller's side of it: the buyer made their case in the dispute. */
async function requireSellersSide(context: AppContext, orderId: string): Promise<Order> {
  const order = await requireConcerned(context, orderId);
  const { userId } = requireSignedIn(context);
  if (order.buyerId === userId && !isPermitted(context, "orders.oversee")) throw notFound("order");
  return order;
}

async function showDispute(context: AppContext, order: Order): Promise<Dispute> {
  return requireFound(await readDispute(context.get("postgres").database, order), "dispute");
}

export function mountDisputes(parts: Interface): void {
  mount(parts, contract.openDispute, async (context, { params, body }) => {
    const { userId: buyerId } = requireSignedIn(context);
    const complaint = { orderId: params.id, buyerId, ...body, at: new Date() };
    workBehind(context, requireAllowed(await openDispute(context.get("postgres"), complaint)));
    return {
      data: await showDispute(context, await requireConcerned(context, params.id)),
    };
  });
  mount(parts, contract.readDispute, async (context, { params }) => ({
    data: await showDispute(context, await requireConcerned(context, params.id)),
  }));
  mount(parts, contract.sayInDispute, async (context, { params, body }) => {
    const order = await requireConcerned(context, params.id);
    const { id: disputeId } = await showDispute(context, order);
    const { userId: authorId } = requireSignedIn(context);
    const message = { disputeId, authorId, text: body.message, at: new Date() };
    const said = await sayInDispute(context.get("postgres"), message);
    requireAllowed(said === null ? { ok: false, refusal: "dispute_closed" } : { ok: true, value: said });
    return { data: await showDispute(context, order) };
  });
  mount(parts, contract.readEvidence, async (context, { params }) => {
    const order = await requireSellersSide(context, params.id);
    const { userId: viewerId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    const origin = context.get("settings").ORIGIN;
    return {
      data: requireFound(await gatherEvidence(database, order, { viewerId, origin }), "dispute"),
    };
  });
  mount(parts, contract.submitEvidence, async (context, { params }) => {
    const order = await requireSellersSide(context, params.id);
    const { id: disputeId } = await showDispute(context, order);
    const asked = await askToSubmit(context.get("postgres"), {
      disputeId,
      at: new Date(),
    });
    workBehind(context, requireAllowed(asked));
    return { data: await showDispute(context, order) };
  });
}

/** What the house does about orders that went wrong. */
export function mountDisputeDecisions(parts: Interface): void {
  mount(parts, contract.listDisputes, async (context, { query }) =>
    requirePage(
      await queries.listDisputes(
        context.get("postgres").database,
        { ...query, escalated: query.escalated !== undefined },
        query,
      ),
      toSummary,
    ),
  );
  mount(parts, contract.resolveDispute, async (context, { params, body }) => {
    const { userId: decidedBy } = requireSignedIn(context);
    const { outcome, amountMinor = null, resolution } = body;
    const request = describeRequest(context);
    const ruling = {
      outcome,
      amountMinor,
      resolution,
      decidedBy,
      at: new Date(),
    };
    const decision = { orderId: params.id, ...ruling, request };
    workBehind(context, requireAllowed(await resolveDispute(context.get("postgres"), decision)));
    return {
      data: await showDispute(context, await requireOrder(context, params.id)),
    };
  });
  mount(parts, contract.reportDelivered, async (context, { params, body }) => {
    const { userId: reportedBy } = requireSignedIn(context);
    const scannedAt = new Date(body.scannedAt);
    if (scannedAt > new Date()) throw invalid("scannedAt", "in_future", "is still to come");
    const { shippedAt } = await requireOrder(context, params.id);
    if (shippedAt !== null && scannedAt < shippedAt)
      throw invalid("scannedAt", "out_of_order", "is before the parcel was handed over");
    const scan = { orderId: params.id, scannedAt, reportedBy, request: describeRequest(context) };
    workBehind(context, requireAllowed(await deliverParcel(context.get("postgres"), scan)));
    return { data: toOrder(await requireOrder(context, params.id), reportedBy) };
  });
  mount(parts, contract.reportLost, async (context, { params }) => {
    const { userId: reportedBy } = requireSignedIn(context);
    const request = describeRequest(context);
    const loss = { orderId: params.id, reportedBy, at: new Date(), request };
    workBehind(context, requireAllowed(await loseOrder(context.get("postgres"), loss)));
    return {
      data: toOrder(await requireOrder(context, params.id), reportedBy),
    };
  });
}
