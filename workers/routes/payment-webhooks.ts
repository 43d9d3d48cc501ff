import { applyProviderEvent } from "../jobs/apply-provider-event.ts";
import { makeWorkTools } from "../jobs/work-tools.ts";
import type { AppContext } from "../environment.ts";
import { withinDeadline } from "../middleware/deadline.ts";
import { logError } from "../middleware/log.ts";
import { requireFound } from "../middleware/ownership.ts";
import { Problem } from "../middleware/problem.ts";
import { requireRateByAddress } from "../middleware/rate-limit.ts";
import { readText } from "../middleware/read-body.ts";
import { paymentProviderNames } from "../providers/payments/provider.ts";
import type { PaymentProvider } from "../providers/payments/provider.ts";
import { createPaymentProviders } from "../providers/payments/providers.ts";
import type { Interface } from "./mount.ts";

/** No provider's event comes near it. */
const bodyBytesMax = 262_144;

/**
 * Where payment providers tell what happened. Who they are is in the signature over the very bytes that came, so the body
 * is read as text and parsed by nobody before; no sign-in, key or cookie makes any difference. Listed in plain-routes.ts.
 */
export function mountPaymentWebhooks({ app }: Interface): void {
  app.post("/api/v1/webhooks/payments/:provider", withinDeadline(), async (context) => {
    await requireRateByAddress(context, "webhookByAddress");
    const provider = await requirePaymentProvider(context, context.req.param("provider"));
    const body = await readText(context.req.raw, bodyBytesMax);
    const webhook = { body, headers: context.req.raw.headers, nowMs: Date.now() };
    const event = await provider.readWebhook(webhook);
    if (!event.ok) {
      // What was wrong with it is for us alone; of what it said nothing is kept.
      const requestId = context.get("requestId");
      logError({ webhook: provider.name, refusal: event.refusal, requestId });
      throw new Problem("invalid_signature", "This webhook is not signed as it has to be.");
    }
    await applyProviderEvent(makeWorkTools(context.env, context.get("postgres")), provider.name, event.value);
    return context.json({ success: true, data: null });
  });
}

async function requirePaymentProvider(context: AppContext, text: string): Promise<PaymentProvider> {
  const name = paymentProviderNames.find((known) => known === text);
  const { env } = context;
  const providers = createPaymentProviders({ env, settings: context.get("settings") });
  return requireFound(name === undefined ? undefined : await providers.find(name), "payment provider");
}
