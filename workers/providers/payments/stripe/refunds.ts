import { mayBeForgotten } from "../key-window.ts";
import type { Refund, RefundRequest } from "../provider.ts";
import { ProviderUnavailable } from "../provider.ts";
import { isRefusedReference, makeRefusedReference } from "../refused-reference.ts";
import { toStripeAmount } from "./amounts.ts";
import type { StripeClient } from "./client.ts";
import { keyWindowMs, listedMax } from "./key-window.ts";
import { listOf, refundSchema } from "./shapes.ts";
import type { StripeRefund } from "./shapes.ts";

/** https://docs.stripe.com/api/refunds/object#refund_object-status; one without a status is on its way. */
const statuses: Readonly<Record<string, Refund["status"]>> = {
  pending: "pending",
  requires_action: "pending",
  succeeded: "succeeded",
  failed: "failed",
  canceled: "failed",
};

export const describeRefund = ({ id, status }: StripeRefund): Refund => ({
  reference: id,
  status: statuses[status ?? ""] ?? "pending",
});

export async function refund(client: StripeClient, request: RefundRequest): Promise<Refund> {
  if (mayBeForgotten(request.refundId, client.now(), keyWindowMs)) {
    const earlier = await findByRefund(client, request);
    if (earlier !== undefined) return earlier;
  }
  const refused: Refund = { reference: makeRefusedReference(request.refundId), status: "failed" };
  const amount = toStripeAmount(request.amountMinor, request.currency);
  if (amount === undefined || isRefusedReference(request.chargeReference)) return refused;
  const asked = await client.ask(refundSchema, (stripe) =>
    stripe.refunds.create(
      {
        payment_intent: request.chargeReference,
        amount,
        metadata: { refundId: request.refundId },
      },
      { idempotencyKey: request.key },
    ),
  );
  if (asked.ok) return describeRefund(asked.value);
  // "Already refunded" may well speak of this very refund.
  const earlier = await findByRefund(client, request);
  if (earlier !== undefined) return earlier;
  if (asked.refusal.isOtherRequest)
    throw new ProviderUnavailable("Stripe knows the key with another request");
  return refused;
}

async function findByRefund(client: StripeClient, request: RefundRequest): Promise<Refund | undefined> {
  const listed = await client.ask(listOf(refundSchema), (stripe) =>
    stripe.refunds
      .list({ payment_intent: request.chargeReference, limit: 100 })
      .autoPagingToArray({ limit: listedMax }),
  );
  const found = listed.ok
    ? listed.value.find(({ metadata }) => metadata["refundId"] === request.refundId)
    : undefined;
  return found === undefined ? undefined : describeRefund(found);
}

export async function findRefund(client: StripeClient, reference: string): Promise<Refund | undefined> {
  if (isRefusedReference(reference)) return { reference, status: "failed" };
  const found = await client.ask(refundSchema, (stripe) => stripe.refunds.retrieve(reference));
  return found.ok ? describeRefund(found.value) : undefined;
}
