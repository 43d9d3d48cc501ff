import { beginAttempt } from "../../../db/settlement/begin-attempt.ts";
import { cancelUnpaid } from "../../../db/settlement/cancel-order.ts";
import { setNextLook } from "../../../db/settlement/next-look.ts";
import { startGrace } from "../../../db/settlement/start-grace.ts";
import { findUnpaidOrder } from "../../../db/settlement/unpaid.ts";
import type { UnpaidOrder } from "../../../db/settlement/unpaid.ts";
import { computeSettlementStep } from "../../../domain/order/settlement.ts";
import type { SettlementStep } from "../../../domain/order/settlement.ts";
import { unreachable } from "../../../domain/result.ts";
import type { WorkTools } from "../work-tools.ts";
import { runPayment, withdrawPayment } from "./run-payment.ts";

/** Steps of one look; an order never needs more, and one that did would be looked at again. */
const stepsMax = 8;
/** A charge that is being worked on is looked at again after this; its webhook is usually sooner. */
const processingLookMs = 60_000;

/** Takes an unpaid order as far as it goes by itself: charged, in grace, or cancelled (rules S1 and S2). */
export async function settleOrder(tools: WorkTools, orderId: string): Promise<void> {
  for (let steps = 0; steps < stepsMax; steps += 1) {
    const order = await findUnpaidOrder(tools.client.database, orderId);
    if (order === undefined) return setNextLook(tools.client.database, orderId, null);
    const step = computeSettlementStep(order.unpaid, tools.now().getTime());
    if (await takeStep(tools, order, step)) return;
  }
}

/** Returns whether there is nothing more to do for now. */
async function takeStep(tools: WorkTools, order: UnpaidOrder, step: SettlementStep): Promise<boolean> {
  const { client } = tools;
  const { orderId, buyerId, lastPayment } = order;
  const at = tools.now();
  switch (step.type) {
    case "charge":
      await beginAttempt(client, { orderId, at });
      // What was won here is off what is left for elsewhere (rule B5).
      await tools.refreshTerms(buyerId);
      return false;
    case "ask":
      if (lastPayment !== null) await runPayment(tools, lastPayment.id);
      // A new answer may lead on at once; one that is still being worked on is waited for.
      return lastPayment?.attempt.status !== "pending" && (await isStillOpen(tools, orderId));
    case "grace":
      await tools.send(await startGrace(client, { orderId, dueAt: new Date(step.dueAtMs), at }));
      return false;
    case "wait":
      await setNextLook(client.database, orderId, new Date(step.untilMs));
      return true;
    case "withdraw":
      if (lastPayment !== null) await withdrawPayment(tools, lastPayment.id);
      return isStillOpen(tools, orderId);
    case "cancel": {
      const reason = order.unpaid.origin === "second-chance" ? "offer-expired" : "payment-failed";
      await tools.send((await cancelUnpaid(client, { orderId, reason, at })) ?? []);
      await tools.refreshTerms(buyerId);
      return false;
    }
    default:
      return unreachable(step);
  }
}

/** Whether a charge is still being worked on at its provider; then the order is looked at again in a while. */
async function isStillOpen({ client, now }: WorkTools, orderId: string): Promise<boolean> {
  const order = await findUnpaidOrder(client.database, orderId);
  const status = order?.lastPayment?.attempt.status;
  if (status !== "processing" && status !== "pending") return false;
  await setNextLook(client.database, orderId, new Date(now().getTime() + processingLookMs));
  return true;
}
