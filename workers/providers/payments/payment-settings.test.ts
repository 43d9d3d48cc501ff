import { describe, expect, test } from "vitest";
import { z } from "zod";
import { findPaymentProviderProblems, paymentProviderSettings } from "./payment-settings.ts";

const schema = z.object(paymentProviderSettings);
const current = z.object({ PAYMENT_PROVIDER: z.enum(["test", "stripe", "paypal"]).default("test") });
const stripe = (mode: "test" | "live") => ({
  STRIPE_SECRET_KEY: `sk_${mode}_blytz`,
  STRIPE_PUBLISHABLE_KEY: `pk_${mode}_blytz`,
  STRIPE_WEBHOOK_SECRETS: "whsec_platform0123456789, whsec_connect0123456789",
});
const paypal = { PAYPAL_CLIENT_ID: "id", PAYPAL_CLIENT_SECRET: "secret", PAYPAL_WEBHOOK_ID: "webhook" };
const sandbox = { PAYPAL_API_BASE: "https://api-m.sandbox.paypal.com" };

type Environment = "development" | "test" | "staging" | "production";
const find = (environment: Environment, raw: object): string[] =>
  findPaymentProviderProblems({
    ...schema.parse(raw),
    ...current.parse(raw),
    ENVIRONMENT: environment,
  });

describe("settings of payment providers", () => {
  test("are none by default, and then nothing is missing", () => {
    expect(find("production", {})).toEqual([]);
    expect(schema.parse({})).toMatchObject({
      STRIPE_WEBHOOK_SECRETS: [],
      STRIPE_API_BASE: "https://api.stripe.com",
      PAYPAL_API_BASE: "https://api-m.paypal.com",
    });
  });

  test("take a list of webhook secrets", () => {
    expect(schema.parse(stripe("test")).STRIPE_WEBHOOK_SECRETS).toEqual([
      "whsec_platform0123456789",
      "whsec_connect0123456789",
    ]);
  });

  test.each<[Environment, object]>([
    ["production", { ...stripe("live"), ...paypal }],
    ["staging", { ...stripe("test"), ...paypal, ...sandbox }],
    ["development", { ...stripe("test"), STRIPE_API_BASE: "http://127.0.0.1:12111" }],
    ["test", { ...paypal, PAYPAL_API_BASE: "http://127.0.0.1:9000" }],
  ])("are right in %s: %o", (environment, raw) => {
    expect(find(environment, raw)).toEqual([]);
  });

  test.each<[Environment, object, string[]]>([
    [
      "test",
      { STRIPE_SECRET_KEY: "sk_test_blytz" },
      [
        "STRIPE_PUBLISHABLE_KEY is missing beside STRIPE_SECRET_KEY",
        "STRIPE_WEBHOOK_SECRETS is missing beside STRIPE_SECRET_KEY",
      ],
    ],
    [
      "test",
      { PAYPAL_CLIENT_ID: "id", ...sandbox },
      [
        "PAYPAL_CLIENT_SECRET is missing beside PAYPAL_CLIENT_ID",
        "PAYPAL_WEBHOOK_ID is missing beside PAYPAL_CLIENT_ID",
      ],
    ],
    [
      "production",
      stripe("test"),
      ["STRIPE_SECRET_KEY is a test key in production", "STRIPE_PUBLISHABLE_KEY is a test key in production"],
    ],
    [
      "staging",
      stripe("live"),
      ["STRIPE_SECRET_KEY is a live key in staging", "STRIPE_PUBLISHABLE_KEY is a live key in staging"],
    ],
    [
      "production",
      { ...stripe("live"), STRIPE_API_BASE: "https://stripe.example" },
      ["STRIPE_API_BASE must be https://api.stripe.com in production"],
    ],
    [
      "production",
      { ...paypal, ...sandbox },
      ["PAYPAL_API_BASE must be https://api-m.paypal.com in production"],
    ],
    ["staging", paypal, ["PAYPAL_API_BASE must be https://api-m.sandbox.paypal.com in staging"]],
    ["development", paypal, ["PAYPAL_API_BASE must be https://api-m.sandbox.paypal.com in development"]],
  ])("[SEC-43] are refused in %s: %o", (environment, raw, problems) => {
    expect(find(environment, raw)).toEqual(problems);
  });

  test.each([
    { STRIPE_SECRET_KEY: "pk_test_blytz" },
    { STRIPE_PUBLISHABLE_KEY: "sk_test_blytz" },
    { STRIPE_WEBHOOK_SECRETS: "whsec_platform0123456789,secret" },
  ])("[SEC-43] are refused where one stands in another's place: %o", (raw) => {
    expect(schema.safeParse(raw).success).toBe(false);
  });
});
