import { z } from "zod";

const text = z.string().default("");

/** Where a provider is; another place than its own is for development and tests. */
const base = (own: string) =>
  z
    .union([z.literal(""), z.url()])
    .default("")
    .transform((given) => (given === "" ? own : given));

const stripeHome = "https://api.stripe.com";
const paypalHome = "https://api-m.paypal.com";
const paypalSandbox = "https://api-m.sandbox.paypal.com";

/** The settings of the providers that move real money; part of the Worker's (workers/env.ts). */
export const paymentProviderSettings = {
  /** Stripe is there where its secret key is set. A restricted key (`rk_…`) does, with the rights docs/payments.md lists. */
  STRIPE_SECRET_KEY: z
    .union([z.literal(""), z.string().regex(/^[sr]k_(?:test|live)_\w+$/u, "is not a secret key of Stripe's")])
    .default(""),
  STRIPE_PUBLISHABLE_KEY: z
    .union([z.literal(""), z.string().regex(/^pk_(?:test|live)_\w+$/u, "is not a publishable key")])
    .default(""),
  /** One per endpoint, and one more while one is being replaced; separated by commas. */
  STRIPE_WEBHOOK_SECRETS: text
    .transform((given) =>
      given
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    )
    .pipe(z.array(z.string().regex(/^whsec_\S{16,}$/u, "is not a webhook's secret"))),
  STRIPE_API_BASE: base(stripeHome),
  /** PayPal is there where its client id is set. */
  PAYPAL_CLIENT_ID: text,
  PAYPAL_CLIENT_SECRET: text,
  PAYPAL_WEBHOOK_ID: text,
  PAYPAL_API_BASE: base(paypalHome),
};

type PaymentSettings = z.infer<z.ZodObject<typeof paymentProviderSettings>> & {
  readonly ENVIRONMENT: "development" | "test" | "staging" | "production";
  readonly PAYMENT_PROVIDER: "test" | "stripe" | "paypal";
};

/**
 * What is wrong with the providers that are configured. Test money where it must be real would give wares away; real
 * money anywhere else would charge people for a rehearsal.
 */
export function findPaymentProviderProblems(settings: PaymentSettings): string[] {
  const { PAYMENT_PROVIDER: current } = settings;
  return [
    ...(current === "stripe" ? findMissing(settings, "PAYMENT_PROVIDER", ["STRIPE_SECRET_KEY"]) : []),
    ...(current === "paypal" ? findMissing(settings, "PAYMENT_PROVIDER", ["PAYPAL_CLIENT_ID"]) : []),
    ...(settings.STRIPE_SECRET_KEY === "" ? [] : findStripeProblems(settings)),
    ...(settings.PAYPAL_CLIENT_ID === "" ? [] : findPaypalProblems(settings)),
  ];
}

function findStripeProblems(settings: PaymentSettings): string[] {
  const { ENVIRONMENT: environment, STRIPE_API_BASE } = settings;
  const isReal = environment === "production";
  const problems = findMissing(settings, "STRIPE_SECRET_KEY", [
    "STRIPE_PUBLISHABLE_KEY",
    "STRIPE_WEBHOOK_SECRETS",
  ]);
  for (const name of ["STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY"] as const) {
    if (settings[name] === "" || settings[name].includes("_live_") === isReal) continue;
    problems.push(`${name} is a ${isReal ? "test" : "live"} key in ${environment}`);
  }
  // A mock knows nothing of anybody's money.
  const isRehearsed = environment === "development" || environment === "test";
  if (!isRehearsed && STRIPE_API_BASE !== stripeHome)
    problems.push(`STRIPE_API_BASE must be ${stripeHome} in ${environment}`);
  return problems;
}

function findPaypalProblems(settings: PaymentSettings): string[] {
  const { ENVIRONMENT: environment, PAYPAL_API_BASE } = settings;
  const problems = findMissing(settings, "PAYPAL_CLIENT_ID", ["PAYPAL_CLIENT_SECRET", "PAYPAL_WEBHOOK_ID"]);
  // PayPal's keys do not say which they are; its addresses do.
  const place = environment === "production" ? paypalHome : paypalSandbox;
  const isRehearsed = environment === "development" || environment === "test";
  const isRight = isRehearsed ? PAYPAL_API_BASE !== paypalHome : PAYPAL_API_BASE === place;
  if (!isRight) problems.push(`PAYPAL_API_BASE must be ${place} in ${environment}`);
  return problems;
}

const findMissing = (
  settings: PaymentSettings,
  beside: keyof PaymentSettings,
  names: readonly (keyof PaymentSettings)[],
): string[] =>
  names.filter((name) => settings[name].length === 0).map((name) => `${name} is missing beside ${beside}`);
