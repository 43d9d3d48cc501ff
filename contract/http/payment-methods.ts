import { z } from "../zod.ts";
import { idParams, moment, nothing } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";

export const paymentMethod = z
  .object({
    id: z.string(),
    provider: z.string(),
    status: z.enum(["pending", "verified", "failed"]),
    brand: z.string(),
    last4: z.string(),
    expiryMonth: z.int().nullable(),
    expiryYear: z.int().nullable(),
    isDefault: z.boolean(),
    createdAt: moment,
  })
  .meta({
    id: "PaymentMethod",
    description: "A card as its owner recognises it. Its number is with the provider only.",
  });
export type PaymentMethod = z.infer<typeof paymentMethod>;

/**
 * What a client needs to take a card. With a hosted provider the number goes straight there and never through us; the
 * built-in test provider has no page of its own, so its test numbers are listed and one of them is sent back.
 */
const paymentSetup = z
  .object({
    provider: z.string(),
    setupToken: z.string(),
    expiresAt: moment,
    publishableKey: z.string().optional(),
    clientSecret: z.string().optional(),
    /** Where a person approves it, with a provider that has pages of its own. */
    approvalUrl: z.url().optional(),
    testCards: z.array(z.object({ number: z.string(), outcome: z.string() })).optional(),
  })
  .meta({ id: "PaymentSetup" });

const tag = "Payment methods";

export const setUpPayment = endpoint({
  name: "setUpPayment",
  method: "post",
  path: "/payments/setup",
  tag,
  summary: "Begin to add a payment method",
  access: "signed-in",
  data: paymentSetup,
  status: 201,
  idempotent: true,
  showOnce: ["clientSecret"],
  rate: "money",
});

export const listPaymentMethods = endpoint({
  name: "listPaymentMethods",
  method: "get",
  path: "/payment-methods",
  tag,
  summary: "Own payment methods, the default one first",
  access: "signed-in",
  query: z.strictObject(pageQuery),
  data: z.array(paymentMethod),
  paged: true,
});

export const createPaymentMethod = endpoint({
  name: "createPaymentMethod",
  method: "post",
  path: "/payment-methods",
  tag,
  summary: "Add a payment method",
  description:
    "`setupToken` is what POST /payments/setup gave: good for one method of the same person, who handed the card to the " +
    "provider meanwhile. With the test provider the card comes along, and the token may be left out: `cardNumber` is one " +
    "of its test numbers, and any other is refused and stored nowhere. No other provider's card may be sent here.",
  access: "signed-in",
  body: z.object({
    setupToken: z.string().max(2_048).optional(),
    cardNumber: z
      .string()
      .max(32)
      .regex(/^[\s-]*(?:\d[\s-]*){12,19}$/u, "is not a card number")
      .transform((text) => text.replaceAll(/[\s-]/gu, ""))
      .optional(),
    expiryMonth: z.int().min(1).max(12).optional(),
    expiryYear: z.int().min(2_020).max(2_100).optional(),
    securityCode: z
      .string()
      .regex(/^\d{3,4}$/u, "has three or four digits")
      .optional(),
    isDefault: z.boolean().optional(),
  }),
  data: paymentMethod,
  status: 201,
  idempotent: true,
  rate: "money",
  refusals: ["card_declined"],
});

export const deletePaymentMethod = endpoint({
  name: "deletePaymentMethod",
  method: "delete",
  path: "/payment-methods/{id}",
  tag,
  summary: "Remove a payment method",
  access: "signed-in",
  params: idParams,
  data: nothing,
  refusals: ["not_found"],
});
