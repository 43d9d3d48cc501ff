import { createHash } from "node:crypto";
import { z } from "zod";
import { accept, must, refuse } from "../../../../domain/result.ts";
import type { Result } from "../../../../domain/result.ts";
import type { CardRefusal, HeldMethod, PaymentProvider, PaymentSetup } from "../provider.ts";
import { ProviderUnavailable } from "../provider.ts";
import type { StripeClient } from "./client.ts";
import { computeFailure } from "./refusal.ts";
import type { StripeRefusal } from "./refusal.ts";
import { customerSchema, listOf, methodSchema, setupSchema } from "./shapes.ts";

type SetupUser = Parameters<PaymentProvider["beginSetup"]>[0];
type FinishedSetup = Parameters<PaymentProvider["finishSetup"]>[0];

/** Ours; an intent of Stripe's has no end of its own. */
const setupLifeMs = 24 * 3_600_000;
/** People who share an e-mail address at Stripe: accounts that were deleted here and made anew. */
const namesakesMax = 100;

/** Stripe refused what it has no reason to refuse: our request is wrong, and saying so late is worse than failing now. */
function requireAnswer<Answer>(answer: Result<Answer, StripeRefusal>, what: string): Answer {
  if (answer.ok) return answer.value;
  throw new ProviderUnavailable(`Stripe refused ${what}: ${answer.refusal.code}`);
}

/** The customer of a user: the one at hand, or made before and not kept here, or a new one. */
async function requireCustomer(client: StripeClient, user: SetupUser): Promise<string> {
  if (user.customerReference !== null) return user.customerReference;
  const { userId, email } = user;
  // Cards of one person under one customer: a list is read after it was written, which a search is not.
  const namesakes = await client.ask(listOf(customerSchema), (stripe) =>
    stripe.customers.list({ email, limit: namesakesMax }).autoPagingToArray({ limit: namesakesMax }),
  );
  const known = requireAnswer(namesakes, "a list of customers").find(
    ({ metadata }) => metadata["userId"] === userId,
  );
  if (known !== undefined) return known.id;
  // Two clicks are one customer; another address under the same key would be refused, so it is part of the key.
  const address = createHash("sha256").update(email).digest("base64url").slice(0, 16);
  const made = await client.ask(customerSchema, (stripe) =>
    stripe.customers.create(
      { email, metadata: { userId } },
      { idempotencyKey: `customer:${userId}:${address}` },
    ),
  );
  return requireAnswer(made, "a customer").id;
}

/** The card goes from the browser to Stripe, which asks its bank whether it may be charged when nobody is there. */
export async function beginSetup(client: StripeClient, user: SetupUser): Promise<PaymentSetup> {
  const customer = await requireCustomer(client, user);
  const made = await client.ask(setupSchema, (stripe) =>
    stripe.setupIntents.create({
      customer,
      usage: "off_session",
      allowed_payment_method_types: ["card"],
      metadata: { userId: user.userId },
    }),
  );
  const setup = requireAnswer(made, "a setup");
  return {
    setupToken: setup.id,
    expiresAt: new Date(user.now.getTime() + setupLifeMs),
    publishableKey: client.publishableKey,
    clientSecret: must(setup.client_secret, "a new setup has its secret"),
  };
}

/** Stripe's names of things, which become part of an address. */
const setupName = z.string().regex(/^seti_\w{1,120}$/u);

export async function finishSetup(
  client: StripeClient,
  { setupToken, userId, now }: FinishedSetup,
): Promise<Result<HeldMethod, CardRefusal>> {
  const name = setupName.safeParse(setupToken);
  if (!name.success) return refuse("setup_unfinished");
  const found = await client.ask(setupSchema, (stripe) =>
    stripe.setupIntents.retrieve(name.data, { expand: ["payment_method"] }),
  );
  // Somebody else's setup, or one of long ago, is told from none to nobody.
  if (!found.ok || found.value.metadata["userId"] !== userId) return refuse("setup_unfinished");
  const setup = found.value;
  if (now.getTime() > setup.created * 1_000 + setupLifeMs) return refuse("setup_unfinished");
  if (setup.status !== "succeeded") return refuse(describeSetupFailure(setup));
  const method = methodSchema.safeParse(setup.payment_method);
  if (!method.success || method.data.card === null) return refuse("setup_unfinished");
  const { card, id } = method.data;
  return accept({
    reference: id,
    customerReference: setup.customer,
    brand: card.brand,
    last4: card.last4,
    expiryMonth: card.exp_month,
    expiryYear: card.exp_year,
    fingerprint: card.fingerprint ?? null,
  });
}

function describeSetupFailure({ last_setup_error: error }: z.infer<typeof setupSchema>): CardRefusal {
  if (error === null) return "setup_unfinished";
  const failure = computeFailure(error);
  return failure === "insufficient_funds" || failure === "expired" ? failure : "declined";
}

export async function detach(client: StripeClient, reference: string): Promise<void> {
  const detached = await client.ask(methodSchema, (stripe) => stripe.paymentMethods.detach(reference));
  if (detached.ok || detached.refusal.code === "resource_missing") return;
  // Stripe has no word of its own for a method that was let go of before.
  const found = await client.ask(methodSchema, (stripe) => stripe.paymentMethods.retrieve(reference));
  if (found.ok && found.value.customer === null) return;
  throw new ProviderUnavailable(`Stripe did not detach a method: ${detached.refusal.code}`);
}
