import { payOrder } from "../../contract/http/orders.ts";
import type { OrderPayment } from "../../contract/http/orders.ts";
import * as queries from "../../db/queries/orders.ts";
import { beginAttempt } from "../../db/settlement/begin-attempt.ts";
import { findChargeable, findLastPayment } from "../../db/settlement/unpaid.ts";
import { must } from "../../domain/result.ts";
import { lookAtPayment, withdrawPayment } from "../jobs/money/run-payment.ts";
import type { WorkTools } from "../jobs/work-tools.ts";
import { makeWorkTools } from "../jobs/work-tools.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { notFound } from "../middleware/problem.ts";
import type { Charge } from "../providers/payments/provider.ts";
import { ProviderUnavailable } from "../providers/payments/provider.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requireAllowed } from "./order-problems.ts";
import { toOrder } from "./order-view.ts";
import { requireOwnOrder } from "./orders.ts";

interface Wish {
  readonly orderId: string;
  readonly buyerId: string;
  readonly paymentMethodId?: string | undefined;
}

/**
 * Goes on with the attempt that waits for its buyer, or makes the next one: with another card too, when the bank of the first
 * cannot be answered. That attempt is ended at its provider before, and if it went through meanwhile it has paid. The buyer
 * waits for the provider's word; when it does not come, the attempt stays `pending` and is asked about until it does.
 */
async function pay(tools: WorkTools, { orderId, buyerId, paymentMethodId }: Wish): Promise<OrderPayment> {
  const { client } = tools;
  const last = await findLastPayment(client.database, orderId);
  const isOtherCard =
    last?.status === "requires_action" &&
    paymentMethodId !== undefined &&
    paymentMethodId !== last.paymentMethodId &&
    (await findChargeable(client.database, { userId: buyerId, paymentMethodId })) !== undefined;
  if (isOtherCard) await withdrawPayment(tools, last.id);
  const open = isOtherCard ? undefined : last;
  const waits = open?.status === "requires_action" || open?.status === "pending" ? open : undefined;
  const attempt = { orderId, paymentMethodId, at: tools.now() };
  const id = waits?.id ?? requireAllowed(await beginAttempt(client, attempt)).paymentId;
  const charge = await lookNow(tools, id);
  const { status, failureCode } = must(
    await findLastPayment(client.database, orderId),
    "an attempt was made",
  );
  return {
    id,
    status,
    failure: failureCode,
    action: status === "requires_action" ? (charge?.action ?? null) : null,
  };
}

async function lookNow(tools: WorkTools, paymentId: string): Promise<Charge | undefined> {
  try {
    return await lookAtPayment(tools, paymentId);
  } catch (error) {
    if (error instanceof ProviderUnavailable) return undefined;
    throw error;
  }
}

export function mountOrderPayment(parts: Interface): void {
  mount(parts, payOrder, async (context, { params, body }) => {
    const { userId } = requireSignedIn(context);
    const own = await requireOwnOrder(context, params.id);
    // Sellers see the order, and it is not theirs to pay.
    if (own.buyerId !== userId) throw notFound("order");
    const client = context.get("postgres");
    const tools = makeWorkTools(context.env, client);
    const payment = await pay(tools, { orderId: own.id, buyerId: userId, ...body });
    const order = must(await queries.findOrder(client.database, own.id), "it was just there");
    return { data: { order: toOrder(order, userId), payment } };
  });
}
