import type { PaymentProvider } from "../provider.ts";
import { cancelCharge, charge, findCharge } from "./charges.ts";
import { createPaypalClient } from "./client.ts";
import type { PaypalSettings } from "./client.ts";
import { submitDisputeEvidence } from "./disputes.ts";
import { beginSetup, detach, finishSetup } from "./methods.ts";
import { findPayout, payOut } from "./payouts.ts";
import { findRefund, refund } from "./refunds.ts";
import { readWebhook } from "./webhook.ts";

/**
 * https://developer.paypal.com/api/rest/: accounts kept in PayPal's vault, charges as orders that are captured at once,
 * sellers paid by Payouts. PayPal keeps up no client for JavaScript that has all of these, so this speaks to its interface by itself.
 */
export function makePaypalPayments(
  settings: PaypalSettings,
  now: () => number = () => Date.now(),
): PaymentProvider {
  const client = createPaypalClient(settings, now);
  // A seller is paid by their address: whoever owns the account there takes the money, and it comes back unless somebody does.
  const describeAccount = (email: string) =>
    Promise.resolve({ reference: email.toLowerCase(), canBePaid: true });
  return {
    name: "paypal",
    beginSetup: (user) => beginSetup(client, user),
    finishSetup: (setup) => finishSetup(client, setup),
    detach: (reference) => detach(client, reference),
    charge: (request) => charge(client, request),
    findCharge: (reference) => findCharge(client, reference),
    cancelCharge: (reference) => cancelCharge(client, reference),
    refund: (request) => refund(client, request),
    findRefund: (reference) => findRefund(client, reference),
    openPayoutAccount: ({ email }) => describeAccount(email),
    makeOnboardingUrl: ({ returnUrl }) => Promise.resolve(returnUrl),
    findPayoutAccount: (reference) => describeAccount(reference),
    payOut: (request) => payOut(client, request),
    findPayout: (reference) => findPayout(client, reference),
    submitDisputeEvidence: (evidence) => submitDisputeEvidence(client, evidence),
    readWebhook: (webhook) => readWebhook(client, webhook),
  };
}
