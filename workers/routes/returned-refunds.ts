import * as contract from "../../contract/http/returned-refunds.ts";
import * as queries from "../../db/queries/returned-refunds.ts";
import { resendRefund, settleRefund } from "../../db/settlement/returned-refund.ts";
import type { returnedStatuses } from "../../domain/order/refund.ts";
import { must } from "../../domain/result.ts";
import type { AppContext } from "../environment.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { describeRequest } from "./account-audit.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { workBehind } from "./order-actions.ts";
import { requireAllowed } from "./order-problems.ts";
import { requirePage } from "./page.ts";

type SettledRow = Pick<queries.ReturnedRefund, "settledAt" | "settlementMeans" | "settlementReference">;

/** How it was paid by hand; null where it was not. */
export const toSettlement = ({ settledAt, settlementMeans, settlementReference }: SettledRow) =>
  settledAt === null || settlementMeans === null || settlementReference === null
    ? null
    : { means: settlementMeans, reference: settlementReference, at: settledAt.toISOString() };

function toReturnedRefund(row: queries.ReturnedRefund) {
  const { id, orderId, title, amountMinor, currency, reason, provider, brand, last4, settledBy } = row;
  const { chargedBackMinor } = row;
  const settlement = toSettlement(row);
  return {
    id,
    orderId,
    title,
    amountMinor,
    currency,
    reason,
    chargedBackMinor,
    provider,
    status: row.status as (typeof returnedStatuses)[number],
    buyer: { id: row.buyerId, displayName: row.buyerName, email: row.buyerEmail },
    paidWith: brand === null || last4 === null ? null : { brand, last4 },
    returnedAt: queries.getReturnedAt(row).toISOString(),
    settlement:
      settlement === null ? null : { ...settlement, by: must(settledBy, "somebody said that it was paid") },
  };
}

/** What the house does about refunds that came back. */
export function mountReturnedRefunds(parts: Interface): void {
  mount(parts, contract.listReturnedRefunds, async (context, { query }) =>
    requirePage(
      await queries.listReturnedRefunds(context.get("postgres").database, query, query),
      toReturnedRefund,
    ),
  );
  mount(parts, contract.resendReturnedRefund, async (context, { params }) => {
    const step = makeStep(context, params.id);
    const { orderId, work } = requireAllowed(await resendRefund(context.get("postgres"), step));
    workBehind(context, work);
    return { data: { id: params.id, orderId, status: "resent" as const } };
  });
  mount(parts, contract.settleReturnedRefund, async (context, { params, body }) => {
    const step = { ...makeStep(context, params.id), ...body };
    const { orderId, work } = requireAllowed(await settleRefund(context.get("postgres"), step));
    workBehind(context, work);
    return { data: { id: params.id, orderId, status: "settled" as const } };
  });
}

const makeStep = (context: AppContext, refundId: string) => ({
  refundId,
  of: null,
  by: requireSignedIn(context).userId,
  at: new Date(),
  request: describeRequest(context),
});
