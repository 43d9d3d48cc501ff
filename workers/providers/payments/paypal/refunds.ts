import { mayBeForgotten } from "../key-window.ts";
import type { Refund, RefundRequest } from "../provider.ts";
import { ProviderUnavailable } from "../provider.ts";
import { isRefusedReference, makeRefusedReference } from "../refused-reference.ts";
import { toPaypalValue } from "./amounts.ts";
import type { PaypalClient } from "./client.ts";
import { findCapture } from "./order.ts";
import { orderSchema, refundSchema } from "./shapes.ts";
import type { PaypalRefund } from "./shapes.ts";

/** https://developer.paypal.com/api/rest/reference/idempotency/: Payments keep a request id for 45 days. */
const keyWindowMs = 45 * 24 * 3_600_000;

const statuses: Readonly<Record<string, Refund["status"]>> = {
  COMPLETED: "succeeded",
  PENDING: "pending",
  FAILED: "failed",
  CANCELLED: "failed",
};

export const describeRefund = ({ id, status }: PaypalRefund): Refund => ({
  reference: id,
  status: statuses[status] ?? "pending",
});

export async function refund(client: PaypalClient, request: RefundRequest): Promise<Refund> {
  // Sending money back twice is worse than a person having to look.
  if (mayBeForgotten(request.refundId, client.now(), keyWindowMs))
    throw new ProviderUnavailable("this refund is older than PayPal remembers");
  const refused: Refund = { reference: makeRefusedReference(request.refundId), status: "failed" };
  const value = toPaypalValue(request.amountMinor, request.currency);
  if (value === undefined || isRefusedReference(request.chargeReference)) return refused;
  const order = await client.ask(orderSchema, {
    line: `GET /v2/checkout/orders/${encodeURIComponent(request.chargeReference)}`,
  });
  const capture = order.ok ? findCapture(order.value) : undefined;
  if (capture === undefined) return refused;
  const asked = await client.ask(refundSchema, {
    line: `POST /v2/payments/captures/${encodeURIComponent(capture.id)}/refund`,
    key: request.key,
    body: { amount: { currency_code: request.currency, value }, custom_id: request.refundId },
  });
  return asked.ok ? describeRefund(asked.value) : refused;
}

export async function findRefund(client: PaypalClient, reference: string): Promise<Refund | undefined> {
  if (isRefusedReference(reference)) return { reference, status: "failed" };
  const found = await client.ask(refundSchema, {
    line: `GET /v2/payments/refunds/${encodeURIComponent(reference)}`,
  });
  return found.ok ? describeRefund(found.value) : undefined;
}
