import type { Bindings, Settings } from "../../env.ts";
import type { PaymentProvider, PaymentProviderName } from "./provider.ts";
import { createTestPayments } from "./test-payments.ts";

type ProviderBindings = Pick<Bindings, "TEST_BANK">;
interface ProviderParts {
  readonly env: ProviderBindings;
  readonly settings: Settings;
}

/** The providers that this deployment can speak to. */
export interface PaymentProviders {
  /** Takes new cards and opens new payout accounts. */
  readonly current: () => Promise<PaymentProvider>;
  /** Whoever holds what was begun with them, also after another was made the current one; undefined: not configured. */
  readonly find: (name: PaymentProviderName) => Promise<PaymentProvider | undefined>;
}

/** One per provider; what is imported in it loads with the first who needs it. */
const openers: Readonly<
  Partial<Record<PaymentProviderName, (parts: ProviderParts) => Promise<PaymentProvider | undefined>>>
> = {
  // Money that is none must not pay for anything real: the settings refuse it as the current one in production, and here
  // it is not there at all, so no webhook and no old row reaches it either.
  test: ({ env, settings }) => {
    const { ENVIRONMENT, ORIGIN: origin, TEST_BANK_KEY: webhookKey } = settings;
    const isOn = ENVIRONMENT !== "production" && webhookKey !== "";
    return Promise.resolve(
      isOn ? createTestPayments({ namespace: env.TEST_BANK, origin, webhookKey }) : undefined,
    );
  },
  stripe: async ({ settings }) => {
    if (settings.STRIPE_SECRET_KEY === "") return undefined;
    const { makeStripePayments } = await import("./stripe/stripe-payments.ts");
    return makeStripePayments(settings);
  },
  paypal: async ({ settings }) => {
    if (settings.PAYPAL_CLIENT_ID === "") return undefined;
    const { makePaypalPayments } = await import("./paypal/paypal-payments.ts");
    return makePaypalPayments(settings);
  },
};

/** The providers of an environment; each is made when it is first asked for. */
export function createPaymentProviders(parts: ProviderParts): PaymentProviders {
  const opened = new Map<PaymentProviderName, Promise<PaymentProvider | undefined>>();
  const find = (name: PaymentProviderName): Promise<PaymentProvider | undefined> => {
    const known = opened.get(name) ?? openers[name]?.(parts) ?? Promise.resolve(undefined);
    opened.set(name, known);
    return known;
  };
  return {
    find,
    current: async () => {
      const name = parts.settings.PAYMENT_PROVIDER;
      const provider = await find(name);
      if (provider === undefined) throw new Error(`the payment provider ${name} is not configured`);
      return provider;
    },
  };
}
