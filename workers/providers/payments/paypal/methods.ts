import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { accept, refuse } from "../../../../domain/result.ts";
import type { Result } from "../../../../domain/result.ts";
import type { CardRefusal, HeldMethod, PaymentProvider, PaymentSetup } from "../provider.ts";
import { ProviderUnavailable } from "../provider.ts";
import type { PaypalClient } from "./client.ts";
import { paymentTokenSchema, setupTokenSchema } from "./shapes.ts";

/** https://developer.paypal.com/docs/checkout/save-payment-methods: how long PayPal waits for an approval. */
const setupLifeMs = 3 * 24 * 3_600_000;

/** A PayPal account has no digits that its owner would know it by. */
const noDigits = "0000";

/** The buyer approves on PayPal's page that we may charge their account when they are away. */
export async function beginSetup(
  client: PaypalClient,
  user: Parameters<PaymentProvider["beginSetup"]>[0],
): Promise<PaymentSetup> {
  const made = await client.ask(setupTokenSchema, {
    line: "POST /v3/vault/setup-tokens",
    key: randomUUID(),
    body: {
      ...(user.customerReference === null ? {} : { customer: { id: user.customerReference } }),
      payment_source: {
        paypal: {
          usage_type: "MERCHANT",
          experience_context: {
            return_url: user.returnUrl,
            cancel_url: user.returnUrl,
            shipping_preference: "NO_SHIPPING",
          },
        },
      },
    },
  });
  if (!made.ok) throw new ProviderUnavailable(`PayPal began no setup: ${made.refusal.issue}`);
  const { id, links } = made.value;
  const approvalUrl = links.find(({ rel }) => rel === "approve")?.href;
  if (approvalUrl === undefined) throw new ProviderUnavailable("PayPal has no page for a setup");
  return {
    setupToken: `${id}.${sign(client, id, user.userId)}`,
    expiresAt: new Date(user.now.getTime() + setupLifeMs),
    approvalUrl,
  };
}

const encoder = new TextEncoder();

/** PayPal does not keep whose setup it is, so the token says it under our own seal: nobody keeps another's account. */
const sign = ({ settings }: PaypalClient, id: string, userId: string): string =>
  createHmac("sha256", settings.PAYPAL_CLIENT_SECRET).update(`setup:${userId}:${id}`).digest("base64url");

const tokenSchema = z
  .string()
  .regex(/^[\w-]{1,60}\.[\w-]{43}$/u)
  .transform((text) => text.split("."));

export async function finishSetup(
  client: PaypalClient,
  { setupToken, userId }: Parameters<PaymentProvider["finishSetup"]>[0],
): Promise<Result<HeldMethod, CardRefusal>> {
  const [id = "", seal = ""] = tokenSchema.safeParse(setupToken).data ?? [];
  const own = sign(client, id, userId);
  if (id === "" || !timingSafeEqual(encoder.encode(seal), encoder.encode(own)))
    return refuse("setup_unfinished");
  const made = await client.ask(paymentTokenSchema, {
    line: "POST /v3/vault/payment-tokens",
    key: id,
    body: { payment_source: { token: { id, type: "SETUP_TOKEN" } } },
  });
  // Not approved, approved too long ago, or used up.
  if (!made.ok) return refuse("setup_unfinished");
  return accept({
    reference: made.value.id,
    customerReference: made.value.customer?.id ?? null,
    brand: "paypal",
    last4: noDigits,
    expiryMonth: null,
    expiryYear: null,
  });
}

export async function detach(client: PaypalClient, reference: string): Promise<void> {
  const gone = await client.ask(z.unknown(), {
    line: `DELETE /v3/vault/payment-tokens/${encodeURIComponent(reference)}`,
  });
  if (gone.ok || gone.refusal.status === 404) return;
  throw new ProviderUnavailable(`PayPal did not let go of a method: ${gone.refusal.issue}`);
}
