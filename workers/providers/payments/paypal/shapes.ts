/**
 * What we read of PayPal's objects, in answers and in webhooks alike. https://developer.paypal.com/api/rest/: Orders v2,
 * Payments v2, Payment Method Tokens v3, Payouts v1, Disputes v1, Transaction Search v1.
 */
import { z } from "zod";

const money = z.object({ currency_code: z.string(), value: z.string().regex(/^-?\d+(?:\.\d+)?$/u) });
const links = z.array(z.object({ rel: z.string(), href: z.string() })).default([]);

export const captureSchema = z.object({
  id: z.string(),
  status: z.string(),
  custom_id: z.string().optional(),
  seller_receivable_breakdown: z.object({ paypal_fee: money.optional() }).optional(),
  supplementary_data: z
    .object({ related_ids: z.object({ order_id: z.string().optional() }).optional() })
    .optional(),
});
export type Capture = z.infer<typeof captureSchema>;

export const orderSchema = z.object({
  id: z.string(),
  status: z.string(),
  links,
  purchase_units: z
    .array(
      z.object({
        custom_id: z.string().optional(),
        payments: z.object({ captures: z.array(captureSchema).default([]) }).optional(),
      }),
    )
    .default([]),
});
export type Order = z.infer<typeof orderSchema>;

export const refundSchema = z.object({
  id: z.string(),
  status: z.string(),
  custom_id: z.string().optional(),
});
export type PaypalRefund = z.infer<typeof refundSchema>;

export const setupTokenSchema = z.object({ id: z.string(), links });
export const paymentTokenSchema = z.object({
  id: z.string(),
  customer: z.object({ id: z.string() }).optional(),
});

export const batchSchema = z.object({
  batch_header: z.object({ payout_batch_id: z.string(), batch_status: z.string() }),
  items: z
    .array(
      z.object({
        transaction_status: z.string().optional(),
        errors: z.object({ name: z.string().optional() }).optional(),
      }),
    )
    .default([]),
});
export type Batch = z.infer<typeof batchSchema>;

export const payoutItemSchema = z.object({
  payout_batch_id: z.string(),
  transaction_status: z.string().optional(),
  errors: z.object({ name: z.string().optional() }).optional(),
  payout_item: z.object({ sender_item_id: z.string().optional() }).optional(),
});

export const disputeSchema = z.object({
  dispute_id: z.string(),
  reason: z.string().default("OTHER"),
  status: z.string(),
  dispute_life_cycle_stage: z.string().optional(),
  dispute_amount: money,
  dispute_outcome: z.object({ outcome_code: z.string().optional() }).optional(),
  disputed_transactions: z.array(z.object({ seller_transaction_id: z.string().optional() })).default([]),
  seller_response_due_date: z.iso.datetime({ offset: true }).optional(),
  evidences: z.array(z.object({ source: z.string().optional() })).default([]),
  /** What may be done with it now. */
  links: z.array(z.object({ rel: z.string() })).default([]),
});
export type PaypalDispute = z.infer<typeof disputeSchema>;

export const transactionsSchema = z.object({
  transaction_details: z
    .array(
      z.object({
        transaction_info: z.object({
          transaction_id: z.string(),
          transaction_event_code: z.string().optional(),
          invoice_id: z.string().optional(),
        }),
      }),
    )
    .default([]),
  total_pages: z.number().default(1),
});

export const eventSchema = z.object({ id: z.string(), event_type: z.string(), resource: z.unknown() });
export type PaypalEvent = z.infer<typeof eventSchema>;
