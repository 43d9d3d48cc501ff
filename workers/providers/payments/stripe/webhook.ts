import { accept, refuse } from "../../../../domain/result.ts";
import type { Result } from "../../../../domain/result.ts";
import type { ProviderEvent } from "../events.ts";
import type { PaymentProvider, WebhookRefusal } from "../provider.ts";
import type { StripeClient } from "./client.ts";
import { readContent } from "./event-content.ts";
import { eventSchema } from "./shapes.ts";

/** Stripe signs anew each time it sends; what is older was kept by somebody. */
const toleranceSeconds = 300;

/**
 * The event in a webhook that Stripe sent. There are several secrets where there are several endpoints (our own account's
 * and that of connected accounts), and one more while a secret is being replaced.
 */
export async function readWebhook(
  client: StripeClient,
  secrets: readonly string[],
  { body, headers, nowMs }: Parameters<PaymentProvider["readWebhook"]>[0],
): Promise<Result<ProviderEvent, WebhookRefusal>> {
  if (secrets.length === 0) return refuse("not_configured");
  const signature = headers.get("Stripe-Signature");
  if (signature === null) return refuse("bad_signature");
  const event = await openSealed(client, secrets, { body, signature, nowMs });
  if (!event.ok) return event;
  const known = eventSchema.safeParse(event.value);
  const content = known.success ? readContent(known.data, client.publishableKey) : undefined;
  if (!known.success || content === undefined) return refuse("unreadable");
  return accept({ id: known.data.id, type: known.data.type, ...content });
}

interface Sealed {
  readonly body: string;
  readonly signature: string;
  readonly nowMs: number;
}

/** Tries the secrets one after the other. Time and text are only looked at where a signature holds. */
async function openSealed(
  client: StripeClient,
  secrets: readonly string[],
  { body, signature, nowMs }: Sealed,
): Promise<Result<unknown, WebhookRefusal>> {
  const { webhooks } = await client.open();
  let refusal: WebhookRefusal = "bad_signature";
  for (const secret of secrets) {
    try {
      const event: unknown = await webhooks.constructEventAsync(
        body,
        signature,
        secret,
        toleranceSeconds,
        undefined,
        nowMs,
      );
      return isFromFuture(signature, nowMs) ? refuse("stale") : accept(event);
    } catch (error) {
      if (error instanceof SyntaxError) return refuse("unreadable");
      // The SDK tells the two apart in words alone.
      if (error instanceof Error && error.message.startsWith("Timestamp outside")) refusal = "stale";
    }
  }
  return refuse(refusal);
}

/** The SDK looks at age alone, and what was signed for tomorrow could be kept until then. */
function isFromFuture(signature: string, nowMs: number): boolean {
  const signedAtSeconds = Number(/(?:^|,)t=(\d+)/u.exec(signature)?.[1]);
  return signedAtSeconds > nowMs / 1_000 + toleranceSeconds;
}
