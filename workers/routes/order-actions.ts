import { cancelOrder, deliverOrder, refundOrder, shipOrder } from "../../contract/http/orders.ts";
import * as queries from "../../db/queries/orders.ts";
import { cancelByParty, refundBySeller } from "../../db/settlement/act-on-order.ts";
import * as parcels from "../../db/settlement/move-parcel.ts";
import type { WorkItem } from "../../db/settlement/work-item.ts";
import { must } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { AppContext } from "../environment.ts";
import { bringUpToDate } from "../jobs/project-room.ts";
import { refreshTerms } from "../jobs/refresh-terms.ts";
import { logJobFailure } from "../jobs/report.ts";
import { sendWork } from "../jobs/work-tools.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import type { OrderProblem } from "./order-problems.ts";
import { requireAllowed } from "./order-problems.ts";
import { toOrder } from "./order-view.ts";
import { requireOwnOrder } from "./orders.ts";

/** Has done what an action left to be done, behind the answer; what is lost of it the cron finds. */
export function workBehind(context: AppContext, items: readonly WorkItem[]): void {
  context.executionCtx.waitUntil(sendWork(context.env, items).catch(() => undefined));
}

/** Answers with the order as the action left it. */
async function answerOrder(
  context: AppContext,
  orderId: string,
  done: Result<WorkItem[], "not_found" | OrderProblem>,
) {
  workBehind(context, requireAllowed(done));
  const { database } = context.get("postgres");
  const order = must(await queries.findOrder(database, orderId), "it was just acted on");
  // What was called off or has left pays the way of nothing more that its buyer wins there (rule P9).
  await refreshTerms(context.env, database, { userId: order.buyerId, at: new Date() });
  return { data: toOrder(order, requireSignedIn(context).userId) };
}

/** What was bought a moment ago may travel on an order's way already. */
async function hearOfSales(context: AppContext, auctionId: string): Promise<void> {
  try {
    await bringUpToDate(context.env, context.get("postgres"), auctionId);
  } catch (error) {
    logJobFailure("projection", error, { auctionId });
  }
}

export function mountOrderActions(parts: Interface): void {
  mount(parts, shipOrder, async (context, { params, body }) => {
    const { userId: sellerId } = requireSignedIn(context);
    const { carrier, trackingNumber = null } = body;
    const shipment = { orderId: params.id, sellerId, carrier, trackingNumber, at: new Date() };
    return answerOrder(context, params.id, await parcels.shipParcel(context.get("postgres"), shipment));
  });
  mount(parts, deliverOrder, async (context, { params }) => {
    const { userId: buyerId } = requireSignedIn(context);
    const delivery = { orderId: params.id, buyerId, at: new Date() };
    return answerOrder(context, params.id, await parcels.deliverOrder(context.get("postgres"), delivery));
  });
  mount(parts, cancelOrder, async (context, { params, body }) => {
    const { userId } = requireSignedIn(context);
    await hearOfSales(context, (await requireOwnOrder(context, params.id)).auctionId);
    const cancel = { orderId: params.id, userId, note: body.reason ?? null, at: new Date() };
    return answerOrder(context, params.id, await cancelByParty(context.get("postgres"), cancel));
  });
  mount(parts, refundOrder, async (context, { params, body }) => {
    const { userId: requestedBy } = requireSignedIn(context);
    const { amountMinor = null, reason, note = null } = body;
    const refund = { orderId: params.id, requestedBy, amountMinor, reason, note, at: new Date() };
    return answerOrder(context, params.id, await refundBySeller(context.get("postgres"), refund));
  });
}
