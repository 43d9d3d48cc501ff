import type { StripeSettings } from "../client.ts";

/** Settings that reach nobody but `base`. */
export const makeStripeSettings = (base: string): StripeSettings => ({
  STRIPE_SECRET_KEY: "sk_test_blytz",
  STRIPE_PUBLISHABLE_KEY: "pk_test_blytz",
  STRIPE_WEBHOOK_SECRETS: ["whsec_platform0123456789", "whsec_connect0123456789"],
  STRIPE_API_BASE: base,
});
