/**
 * What we read of Stripe's objects, in answers and in webhooks alike (API version: client.ts). Everything else of them is
 * left where it is. https://docs.stripe.com/api
 */
import { z } from "zod";

/** Stripe sends an id, or the object itself where a request asked for it to be expanded. */
const idOf = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]);
/** Stripe leaves out what an older object never had, and writes null for what this one has not. */
const orNull = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? null);
const metadata = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? {});

const errorSchema = z.object({
  code: orNull(z.string()),
  decline_code: orNull(z.string()),
});

const balanceTransactionSchema = z.object({
  amount: z.int(),
  fee: z.int(),
});

const chargeSchema = z.object({
  balance_transaction: orNull(z.union([z.string(), balanceTransactionSchema])),
});

export const intentSchema = z.object({
  id: z.string(),
  status: z.enum([
    "requires_payment_method",
    "requires_confirmation",
    "requires_action",
    "processing",
    "requires_capture",
    "canceled",
    "succeeded",
  ]),
  amount: z.int(),
  currency: z.string(),
  client_secret: orNull(z.string()),
  cancellation_reason: orNull(z.string()),
  last_payment_error: orNull(errorSchema),
  latest_charge: orNull(z.union([z.string(), chargeSchema])),
  next_action: z
    .object({ type: z.string(), redirect_to_url: z.object({ url: orNull(z.string()) }).nullish() })
    .nullish(),
  metadata,
});
export type Intent = z.infer<typeof intentSchema>;

const cardSchema = z.object({
  brand: z.string(),
  last4: z.string(),
  exp_month: z.int(),
  exp_year: z.int(),
  fingerprint: z.string().nullish(),
});

export const methodSchema = z.object({
  id: z.string(),
  customer: orNull(idOf),
  card: orNull(cardSchema),
});

export const setupSchema = z.object({
  id: z.string(),
  status: z.string(),
  created: z.int(),
  client_secret: orNull(z.string()),
  customer: orNull(idOf),
  payment_method: orNull(z.union([z.string(), methodSchema])),
  last_setup_error: orNull(errorSchema),
  metadata,
});

export const customerSchema = z.object({ id: z.string(), metadata });

export const refundSchema = z.object({
  id: z.string(),
  status: orNull(z.string()),
  metadata,
});
export type StripeRefund = z.infer<typeof refundSchema>;

export const disputeSchema = z.object({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  reason: z.string(),
  status: z.string(),
  payment_intent: orNull(idOf),
  balance_transactions: z.array(balanceTransactionSchema).default([]),
  evidence_details: orNull(z.object({ due_by: orNull(z.int()), submission_count: z.int().default(0) })),
});
export type StripeDispute = z.infer<typeof disputeSchema>;

export const accountSchema = z.object({
  id: z.string(),
  payouts_enabled: orNull(z.boolean()),
  capabilities: orNull(z.object({ transfers: orNull(z.string()) })),
});
export type StripeAccount = z.infer<typeof accountSchema>;

export const fileSchema = z.object({ id: z.string() });

export const linkSchema = z.object({ url: z.url() });

export const transferSchema = z.object({ id: z.string(), reversed: z.boolean(), metadata });
export type Transfer = z.infer<typeof transferSchema>;

export const balanceSchema = z.object({
  available: z.array(z.object({ amount: z.int(), currency: z.string() })),
});

export const reversalSchema = z.object({ id: z.string() });

export const payoutSchema = z.object({
  id: z.string(),
  status: z.string(),
  failure_code: orNull(z.string()),
  metadata,
});
export type StripePayout = z.infer<typeof payoutSchema>;

/** What a list came to, once its pages were read to their end. */
export const listOf = <Schema extends z.ZodType>(schema: Schema) => z.array(schema);

export const eventSchema = z.object({
  id: z.string(),
  type: z.string(),
  account: orNull(z.string()),
  data: z.object({ object: z.unknown() }),
});
export type StripeEvent = z.infer<typeof eventSchema>;
