import type { Refund } from "../../contract/http/refunds.ts";
import { listRefunds, previewRefund, resendRefund } from "../../contract/http/refunds.ts";
import type { Order } from "../../db/queries/orders.ts";
import * as queries from "../../db/queries/refunds.ts";
import { hasBankDispute } from "../../db/settlement/begin-refund.ts";
import { wouldPayTwice } from "../../db/settlement/charge-back.ts";
import { resendRefund as resend } from "../../db/settlement/returned-refund.ts";
import { canBeResent } from "../../domain/order/refund.ts";
import type { AppContext } from "../environment.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { describeRequest } from "./account-audit.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { workBehind } from "./order-actions.ts";
import { requireAllowed } from "./order-problems.ts";
import { requireOwnOrder } from "./orders.ts";
import { toSettlement } from "./returned-refunds.ts";

/** An order's refunds as one of its two parties may see them: how money reached its buyer is the buyer's. */
async function showRefunds(context: AppContext, { id, currency, buyerId }: Order): Promise<Refund[]> {
  const { database } = context.get("postgres");
  const isBuyer = requireSignedIn(context).userId === buyerId;
  const rows = await queries.listRefunds(database, id);
  const retries = rows.filter(({ retryOf }) => retryOf !== null).length;
  const returned = isBuyer ? rows.filter(({ status }) => status === "failed") : [];
  const ofBank = returned.map(async (refund) => wouldPayTwice(database, refund.id));
  const isAtBank = (await Promise.all([...ofBank, hasBankDispute(database, id)])).includes(true);
  return rows.map(({ at, completedAt, settledAt, settlementMeans, settlementReference, ...row }) => ({
    ...row,
    currency,
    at: at.toISOString(),
    completedAt: completedAt?.toISOString() ?? null,
    settlement: isBuyer ? toSettlement({ settledAt, settlementMeans, settlementReference }) : null,
    mayResend: isBuyer && canBeResent({ status: row.status, retries, isAtBank }),
  }));
}

export function mountRefunds(parts: Interface): void {
  mount(parts, listRefunds, async (context, { params }) => ({
    data: await showRefunds(context, await requireOwnOrder(context, params.id)),
  }));
  mount(parts, resendRefund, async (context, { params }) => {
    const { userId: buyerId } = requireSignedIn(context);
    const of = { orderId: params.id, buyerId };
    const step = { refundId: params.refundId, of, by: buyerId, at: new Date() };
    const resent = await resend(context.get("postgres"), { ...step, request: describeRequest(context) });
    workBehind(context, requireAllowed(resent).work);
    return { data: await showRefunds(context, await requireOwnOrder(context, params.id)) };
  });
  mount(parts, previewRefund, async (context, { params, query }) => {
    const { userId: sellerId } = requireSignedIn(context);
    const { amountMinor = null } = query;
    const of = { orderId: params.id, sellerId, amountMinor };
    const { database } = context.get("postgres");
    return { data: requireAllowed(await queries.previewRefund(database, of)) };
  });
}
