import type { PaymentProvider } from "../provider.ts";
import { findPayoutAccount, makeOnboardingUrl, openPayoutAccount } from "./accounts.ts";
import { cancelCharge, charge, findCharge } from "./charges.ts";
import { createStripeClient } from "./client.ts";
import type { StripeSettings } from "./client.ts";
import { submitDisputeEvidence } from "./disputes.ts";
import { beginSetup, detach, finishSetup } from "./methods.ts";
import { findPayout, payOut } from "./payouts.ts";
import { findRefund, refund } from "./refunds.ts";
import { readWebhook } from "./webhook.ts";

/**
 * https://docs.stripe.com: cards by SetupIntent, charges by PaymentIntent in the platform's own name, sellers as
 * connected accounts that are paid by transfer and payout ("separate charges and transfers").
 */
export function makeStripePayments(
  settings: StripeSettings,
  now: () => number = () => Date.now(),
): PaymentProvider {
  const client = createStripeClient(settings, now);
  return {
    name: "stripe",
    beginSetup: (user) => beginSetup(client, user),
    finishSetup: (setup) => finishSetup(client, setup),
    detach: (reference) => detach(client, reference),
    charge: (request) => charge(client, request),
    findCharge: (reference) => findCharge(client, reference),
    cancelCharge: (reference) => cancelCharge(client, reference),
    refund: (request) => refund(client, request),
    findRefund: (reference) => findRefund(client, reference),
    openPayoutAccount: (seller) => openPayoutAccount(client, seller),
    makeOnboardingUrl: (account) => makeOnboardingUrl(client, account),
    findPayoutAccount: (reference) => findPayoutAccount(client, reference),
    payOut: (request) => payOut(client, request),
    findPayout: (reference, account) => findPayout(client, reference, account),
    submitDisputeEvidence: (evidence) => submitDisputeEvidence(client, evidence),
    readWebhook: (webhook) => readWebhook(client, settings.STRIPE_WEBHOOK_SECRETS, webhook),
  };
}
