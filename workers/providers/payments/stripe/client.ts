import type { Stripe } from "stripe";
import type { z } from "zod";
import { accept, refuse } from "../../../../domain/result.ts";
import type { Result } from "../../../../domain/result.ts";
import type { Settings } from "../../../env.ts";
import { ProviderUnavailable } from "../provider.ts";
import { readRefusal } from "./refusal.ts";
import type { StripeRefusal } from "./refusal.ts";

/** The version whose shapes `shapes.ts` describes; the webhooks at Stripe are registered with the same one. */
const apiVersion = "2026-10-28.endive";

/** Shorter than the 30 s after which a queue's handler is counted as stuck; a lost answer is asked for again. */
const timeoutMs = 20_000;

export type StripeSettings = Pick<
  Settings,
  "STRIPE_SECRET_KEY" | "STRIPE_PUBLISHABLE_KEY" | "STRIPE_WEBHOOK_SECRETS" | "STRIPE_API_BASE"
>;

export interface StripeClient {
  readonly open: () => Promise<Stripe>;
  /**
   * One call, with its answer in a checked shape. What Stripe refuses is a value; not being answered, or answered in a
   * shape nobody knows, is {@link ProviderUnavailable}.
   */
  readonly ask: <Schema extends z.ZodType>(
    schema: Schema,
    call: (stripe: Stripe) => Promise<unknown>,
  ) => Promise<Result<z.output<Schema>, StripeRefusal>>;
  readonly publishableKey: string;
  readonly now: () => number;
}

export function createStripeClient(settings: StripeSettings, now: () => number): StripeClient {
  let opened: Promise<Stripe> | undefined;
  const open = (): Promise<Stripe> => {
    opened ??= openStripe(settings);
    return opened;
  };
  return {
    open,
    ask: async (schema, call) => {
      const stripe = await open();
      let answer: unknown;
      try {
        answer = await call(stripe);
      } catch (error) {
        return refuse(readRefusal(error));
      }
      const parsed = schema.safeParse(answer);
      if (parsed.success) return accept(parsed.data);
      const places = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
      throw new ProviderUnavailable(`Stripe's answer has another shape at ${places}`);
    },
    publishableKey: settings.STRIPE_PUBLISHABLE_KEY,
    now,
  };
}

/** The package is large and loads with the first charge, not with the Worker: most isolates never charge anybody. */
async function openStripe(settings: StripeSettings): Promise<Stripe> {
  const { Stripe: StripeSdk } = await import("stripe");
  const base = new URL(settings.STRIPE_API_BASE);
  const isPlain = base.protocol === "http:";
  return new StripeSdk(settings.STRIPE_SECRET_KEY, {
    apiVersion,
    httpClient: StripeSdk.createFetchHttpClient(),
    timeout: timeoutMs,
    // What is not answered stays due in its row, and the outbox asks again with the same key.
    maxNetworkRetries: 0,
    telemetry: false,
    protocol: isPlain ? "http" : "https",
    host: base.hostname,
    port: base.port === "" ? (isPlain ? 80 : 443) : base.port,
  });
}
