import { timingSafeEqual } from "node:crypto";
import { z } from "../../../contract/zod.ts";
import { computeSignature, signatureHeader } from "../../../durable-objects/test-bank/signature.ts";
import { accept, refuse } from "../../../domain/result.ts";
import type { Result } from "../../../domain/result.ts";
import type { ProviderEvent } from "./events.ts";
import type { PaymentProvider, WebhookRefusal } from "./provider.ts";
import { toCharge, toDispute, toPayout, toRefund } from "./test-words.ts";

/** A webhook is believed for so long after it was signed, and before, should clocks differ. */
const toleranceSeconds = 5 * 60;

const bytes = new TextEncoder();

const reference = z.string().min(1).max(128);
const amountMinor = z.int().min(0);

const newsSchema = z.discriminatedUnion("about", [
  z.object({
    about: z.literal("charge"),
    charge: z.object({
      reference,
      paymentId: z.string(),
      status: z.enum(["processing", "requires_action", "succeeded", "failed", "canceled"]),
      feeMinor: amountMinor.nullable(),
      failure: z
        .enum([
          "declined",
          "insufficient_funds",
          "expired",
          "authentication_failed",
          "canceled",
          "unknown_method",
        ])
        .nullable(),
      approvalToken: z.string().nullable(),
    }),
  }),
  z.object({
    about: z.literal("refund"),
    refund: z.object({
      reference,
      refundId: z.string(),
      status: z.enum(["pending", "succeeded", "failed"]),
    }),
  }),
  z.object({
    about: z.literal("dispute"),
    dispute: z.object({
      reference,
      charge: reference,
      amountMinor,
      feeMinor: amountMinor,
      reason: z.enum(["fraudulent", "product_not_received"]),
      status: z.enum(["open", "won", "lost"]),
      // Disputes that were told of before the bank took evidence have none.
      evidenceDueAtMs: z.int().nullable().default(null),
    }),
  }),
  z.object({
    about: z.literal("payout"),
    payout: z.object({
      reference,
      payoutId: z.string(),
      status: z.enum(["in_transit", "paid", "failed"]),
      failure: z.enum(["account_not_ready", "account_closed"]).nullable(),
    }),
  }),
  z.object({
    about: z.literal("payout-account"),
    account: z.object({ reference, canBePaid: z.boolean() }),
  }),
]);

const eventSchema = z.object({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
  data: newsSchema,
});

/** The event of one of the test bank's webhooks: signed over these very bytes, lately, and of a known form. */
export function readTestWebhook(
  { body, headers, nowMs }: Parameters<PaymentProvider["readWebhook"]>[0],
  { key, origin }: { readonly key: string; readonly origin: string },
): Result<ProviderEvent, WebhookRefusal> {
  if (key === "") return refuse("not_configured");
  const [, seconds, signature] =
    /^t=(\d{1,12}),v1=([0-9a-f]{64})$/u.exec(headers.get(signatureHeader) ?? "") ?? [];
  if (seconds === undefined || signature === undefined) return refuse("bad_signature");
  const own = computeSignature(key, Number(seconds), body);
  if (!timingSafeEqual(bytes.encode(own), bytes.encode(signature))) return refuse("bad_signature");
  if (Math.abs(nowMs / 1_000 - Number(seconds)) > toleranceSeconds) return refuse("stale");
  const event = eventSchema.safeParse(parseJson(body));
  if (!event.success) return refuse("unreadable");
  const { id, type, data } = event.data;
  return accept({ id, type, ...translate(data, origin) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Content = ProviderEvent extends infer Event
  ? Event extends unknown
    ? Omit<Event, "id" | "type">
    : never
  : never;

function translate(news: z.infer<typeof newsSchema>, origin: string): Content {
  switch (news.about) {
    case "charge":
      return { about: "charge", charge: toCharge(news.charge, origin), paymentId: news.charge.paymentId };
    case "refund":
      return { about: "refund", refund: toRefund(news.refund), refundId: news.refund.refundId };
    case "dispute":
      return { about: "dispute", dispute: toDispute(news.dispute) };
    case "payout":
      return { about: "payout", payout: toPayout(news.payout), payoutId: news.payout.payoutId };
    case "payout-account":
      return { about: "payout-account", reference: news.account.reference };
  }
}
