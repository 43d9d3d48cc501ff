import type { PaymentProvider, PayoutAccount } from "../provider.ts";
import { ProviderUnavailable } from "../provider.ts";
import type { StripeClient } from "./client.ts";
import { accountSchema, linkSchema } from "./shapes.ts";
import type { StripeAccount } from "./shapes.ts";

const describeAccount = (account: StripeAccount): PayoutAccount => ({
  reference: account.id,
  // Money comes to it by transfer and leaves it by payout; either may wait for papers.
  canBePaid: account.payouts_enabled === true && account.capabilities?.transfers === "active",
});

/**
 * An account with Stripe's Express dashboard. Stripe asks the seller what the law asks for; fees and losses are the
 * platform's, which charges in its own name; nothing is paid out but by us, when the money is the seller's (rule S3).
 */
export async function openPayoutAccount(
  client: StripeClient,
  seller: Parameters<PaymentProvider["openPayoutAccount"]>[0],
): Promise<PayoutAccount> {
  const made = await client.ask(accountSchema, (stripe) =>
    stripe.accounts.create(
      {
        controller: {
          stripe_dashboard: { type: "express" },
          fees: { payer: "application" },
          losses: { payments: "application" },
          requirement_collection: "stripe",
        },
        country: seller.country,
        email: seller.email,
        capabilities: { transfers: { requested: true } },
        settings: { payouts: { schedule: { interval: "manual" } } },
        metadata: { userId: seller.userId },
      },
      { idempotencyKey: seller.key },
    ),
  );
  if (made.ok) return describeAccount(made.value);
  throw new ProviderUnavailable(`Stripe opened no account: ${made.refusal.code}`);
}

export async function makeOnboardingUrl(
  client: StripeClient,
  account: Parameters<PaymentProvider["makeOnboardingUrl"]>[0],
): Promise<string> {
  const made = await client.ask(linkSchema, (stripe) =>
    stripe.accountLinks.create({
      account: account.reference,
      type: "account_onboarding",
      return_url: account.returnUrl,
      refresh_url: account.refreshUrl,
      // All of it now: a seller who is asked again in the middle of a sale is not paid meanwhile.
      collection_options: { fields: "eventually_due" },
    }),
  );
  if (made.ok) return made.value.url;
  throw new ProviderUnavailable(`Stripe made no link: ${made.refusal.code}`);
}

export async function findPayoutAccount(
  client: StripeClient,
  reference: string,
): Promise<PayoutAccount | undefined> {
  const found = await client.ask(accountSchema, (stripe) => stripe.accounts.retrieve(reference));
  return found.ok ? describeAccount(found.value) : undefined;
}
