import { z } from "zod";
import { accept, refuse } from "../../../../domain/result.ts";
import type { Result } from "../../../../domain/result.ts";
import type { Settings } from "../../../env.ts";
import { ProviderUnavailable } from "../provider.ts";
import type { Form } from "./form.ts";

/** Shorter than the 30 s after which a queue's handler is counted as stuck; a lost answer is asked for again. */
const timeoutMs = 20_000;
/** A token is not used in its last minute: the call that carries it takes time too. */
const tokenMarginMs = 60_000;

export type PaypalSettings = Pick<
  Settings,
  "PAYPAL_CLIENT_ID" | "PAYPAL_CLIENT_SECRET" | "PAYPAL_WEBHOOK_ID" | "PAYPAL_API_BASE"
>;

export interface PaypalCall {
  /** `POST /v2/checkout/orders`; whatever stands in a path was encoded by whoever put it there. */
  readonly line: string;
  readonly body?: object;
  /** In place of a body: fields and files. */
  readonly form?: Form;
  /** PayPal's name for an idempotency key is a request id. */
  readonly key?: string;
}

/** What PayPal would not do, by its own word for it. Its messages may name people, and stay out. */
export interface PaypalRefusal {
  readonly status: number;
  readonly issue: string;
  readonly links: readonly { readonly href: string }[];
}

export interface PaypalClient {
  /**
   * One call, with its answer in a checked shape. What PayPal refuses is a value; not being answered, or answered in a
   * shape nobody knows, is {@link ProviderUnavailable}.
   */
  readonly ask: <Schema extends z.ZodType>(
    schema: Schema,
    call: PaypalCall,
  ) => Promise<Result<z.output<Schema>, PaypalRefusal>>;
  readonly settings: PaypalSettings;
  readonly now: () => number;
}

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number() });
const linkSchema = z.object({ href: z.string() });
const errorSchema = z.object({
  name: z.string().default("unknown"),
  details: z.array(z.object({ issue: z.string().optional() })).default([]),
  links: z.array(linkSchema).default([]),
});

/** Access tokens by client, for as long as the isolate lives: one sign-in for hours of calls. */
const tokens = new Map<string, { readonly text: string; readonly endsAtMs: number }>();

export function createPaypalClient(settings: PaypalSettings, now: () => number): PaypalClient {
  const base = settings.PAYPAL_API_BASE;
  const owner = `${base} ${settings.PAYPAL_CLIENT_ID}`;

  const requireToken = async (): Promise<string> => {
    const known = tokens.get(owner);
    if (known !== undefined && known.endsAtMs > now()) return known.text;
    const credentials = btoa(`${settings.PAYPAL_CLIENT_ID}:${settings.PAYPAL_CLIENT_SECRET}`);
    const answer = await send(`${base}/v1/oauth2/token`, {
      method: "POST",
      headers: { Authorization: `Basic ${credentials}` },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    const parsed = tokenSchema.safeParse(answer.body);
    if (!parsed.success) throw new ProviderUnavailable(`PayPal gave no token (status ${answer.status})`);
    const { access_token: text, expires_in: seconds } = parsed.data;
    tokens.set(owner, { text, endsAtMs: now() + seconds * 1_000 - tokenMarginMs });
    return text;
  };

  const call = async ({ line, body, form, key }: PaypalCall): Promise<Answer> => {
    const [method = "GET", path = "/"] = line.split(" ");
    const content = form?.bytes ?? (body === undefined ? undefined : JSON.stringify(body));
    return send(`${base}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${await requireToken()}`,
        // The whole object, where PayPal would answer with its name alone.
        Prefer: "return=representation",
        ...(content === undefined ? {} : { "Content-Type": form?.type ?? "application/json" }),
        ...(key === undefined ? {} : { "PayPal-Request-Id": key }),
      },
      ...(content === undefined ? {} : { body: content }),
    });
  };

  return {
    ask: async (schema, asked) => {
      let answer = await call(asked);
      if (answer.status === 401) {
        // Taken back before its time; a new one is tried once.
        tokens.delete(owner);
        answer = await call(asked);
      }
      if (answer.status >= 200 && answer.status < 300) {
        const parsed = schema.safeParse(answer.body);
        if (parsed.success) return accept(parsed.data);
        const places = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
        throw new ProviderUnavailable(`PayPal's answer has another shape at ${places}`);
      }
      return refuse(readRefusal(answer));
    },
    settings,
    now,
  };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function send(url: string, init: RequestInit): Promise<Answer> {
  try {
    const answer = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
    const text = await answer.text();
    return { status: answer.status, body: parseJson(text) };
  } catch (error) {
    throw new ProviderUnavailable("PayPal did not answer", { cause: error });
  }
}

function parseJson(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Statuses that are an answer. All others say nothing about what became of the call. */
const answers = new Set([400, 404, 422]);

function readRefusal({ status, body }: Answer): PaypalRefusal {
  const parsed = errorSchema.safeParse(body);
  const issue = parsed.success ? (parsed.data.details[0]?.issue ?? parsed.data.name) : "unknown";
  if (!answers.has(status)) throw new ProviderUnavailable(`PayPal: ${issue} (status ${status})`);
  return { status, issue, links: parsed.success ? parsed.data.links : [] };
}
