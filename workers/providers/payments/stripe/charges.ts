import { must } from "../../../../domain/result.ts";
import { computeMadeAtMs, mayBeForgotten } from "../key-window.ts";
import type { Charge, ChargeRequest } from "../provider.ts";
import { ProviderUnavailable } from "../provider.ts";
import { describeRefusedCharge, isRefusedReference } from "../refused-reference.ts";
import { toStripeAmount } from "./amounts.ts";
import type { StripeClient } from "./client.ts";
import { cancellations, describeIntent } from "./intent.ts";
import { keyWindowMs, listedMax } from "./key-window.ts";
import { computeFailure } from "./refusal.ts";
import { intentSchema, listOf } from "./shapes.ts";
import type { Intent } from "./shapes.ts";

/** The fee comes with the charge. */
const expand = ["latest_charge.balance_transaction"];

/**
 * Charges once, however often it is asked for. Within a day Stripe itself knows the key; after that, or if it will not
 * have the request, what was charged before is found by the payment's id (rule S1).
 */
export async function charge(client: StripeClient, request: ChargeRequest): Promise<Charge> {
  if (mayBeForgotten(request.paymentId, client.now(), keyWindowMs)) {
    const earlier = await findByPayment(client, request);
    if (earlier !== undefined) return settle(client, earlier);
  }
  const amount = toStripeAmount(request.amountMinor, request.currency);
  if (amount === undefined) return describeRefusedCharge(request.paymentId, "unknown");
  const asked = await client.ask(intentSchema, (stripe) =>
    stripe.paymentIntents.create(
      {
        amount,
        currency: request.currency.toLowerCase(),
        customer: must(request.method.customerReference, "Stripe's methods have a customer"),
        payment_method: request.method.reference,
        allowed_payment_method_types: ["card"],
        // Captured before the answer, so that the answer has the fee.
        capture_method: "automatic",
        confirm: true,
        ...(request.isBuyerPresent ? { return_url: request.returnUrl } : { off_session: true }),
        description: request.description,
        metadata: { paymentId: request.paymentId, orderId: request.orderId },
        expand,
      },
      { idempotencyKey: request.key },
    ),
  );
  // The answer to a key that was used before is the first answer: what is not final there may have gone on since.
  if (asked.ok) return look(client, asked.value);
  const { refusal } = asked;
  if (refusal.intent !== null) return look(client, refusal.intent);
  const earlier = await findByPayment(client, request);
  if (earlier !== undefined && isAbout(earlier, { amount, currency: request.currency }))
    return settle(client, earlier);
  if (refusal.isOtherRequest) throw new ProviderUnavailable("Stripe knows the key with another request");
  return describeRefusedCharge(request.paymentId, computeFailure({ code: refusal.code }));
}

export async function findCharge(client: StripeClient, reference: string): Promise<Charge | undefined> {
  if (isRefusedReference(reference)) return describeRefusedCharge(reference, "unknown");
  const found = await client.ask(intentSchema, (stripe) =>
    stripe.paymentIntents.retrieve(reference, { expand }),
  );
  return found.ok ? settle(client, found.value) : undefined;
}

export async function cancelCharge(client: StripeClient, reference: string): Promise<Charge> {
  if (isRefusedReference(reference)) return describeRefusedCharge(reference, "unknown");
  return giveUp(client, reference, cancellations.unwanted);
}

async function look(client: StripeClient, answered: Intent): Promise<Charge> {
  if (answered.status === "succeeded") return settle(client, answered);
  return must(await findCharge(client, answered.id), "Stripe finds the intent it just spoke of");
}

/** How it stands; one that failed is closed first, so that failed is final. */
async function settle(client: StripeClient, intent: Intent): Promise<Charge> {
  const known = describeIntent(intent, client.publishableKey);
  if (known !== undefined) return known;
  const closed = await giveUp(client, intent.id, cancellations.failed);
  const failure = computeFailure(intent.last_payment_error);
  return closed.status === "failed" ? { ...closed, failure } : closed;
}

async function giveUp(
  client: StripeClient,
  reference: string,
  reason: (typeof cancellations)[keyof typeof cancellations],
): Promise<Charge> {
  const canceled = await client.ask(intentSchema, (stripe) =>
    stripe.paymentIntents.cancel(reference, { cancellation_reason: reason }),
  );
  // It was final already, or its bank is being asked this moment.
  const found = canceled.ok
    ? canceled
    : await client.ask(intentSchema, (stripe) => stripe.paymentIntents.retrieve(reference, { expand }));
  const standing = found.ok ? describeIntent(found.value, client.publishableKey) : undefined;
  if (standing !== undefined) return standing;
  throw new ProviderUnavailable(`Stripe did not cancel ${reference}`);
}

/** Whether it was charged what is asked for now; anything else under the same key is a mistake of ours. */
const isAbout = (intent: Intent, wanted: { readonly amount: number; readonly currency: string }): boolean =>
  intent.amount === wanted.amount && intent.currency === wanted.currency.toLowerCase();

/** Among the customer's own, from when the payment was made: a list holds what was written a moment ago. */
async function findByPayment(client: StripeClient, request: ChargeRequest): Promise<Intent | undefined> {
  const madeAtMs = computeMadeAtMs(request.paymentId);
  const customer = must(request.method.customerReference, "Stripe's methods have a customer");
  const listed = await client.ask(listOf(intentSchema), (stripe) =>
    stripe.paymentIntents
      .list({
        customer,
        limit: 100,
        ...(madeAtMs === undefined ? {} : { created: { gte: Math.floor(madeAtMs / 1_000) - 3_600 } }),
      })
      .autoPagingToArray({ limit: listedMax }),
  );
  // A customer that Stripe does not know was never charged.
  if (!listed.ok) return undefined;
  return listed.value.find(({ metadata }) => metadata["paymentId"] === request.paymentId);
}
