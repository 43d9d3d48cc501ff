import type { Charge, PaymentAction } from "../provider.ts";
import { computeFeeMinor } from "./amounts.ts";
import { computeFailure } from "./refusal.ts";
import type { Intent } from "./shapes.ts";

/** Why we give an intent up, in words of Stripe's that come back with it: one failed, the other was not wanted any more. */
export const cancellations = { failed: "abandoned", unwanted: "requested_by_customer" } as const;

/**
 * How a charge stands by its intent; undefined for an intent that failed and is still open. Stripe lets such a one be
 * confirmed again with another card, by anybody who has its secret: only once it is canceled has the charge failed.
 */
export function describeIntent(intent: Intent, publishableKey: string): Charge | undefined {
  const charge: Charge = {
    reference: intent.id,
    status: "processing",
    feeMinor: null,
    failure: null,
    action: null,
  };
  switch (intent.status) {
    case "succeeded":
      return { ...charge, status: "succeeded", feeMinor: findFee(intent) };
    case "processing":
      return charge;
    case "requires_action":
      return { ...charge, status: "requires_action", action: describeAction(intent, publishableKey) };
    case "requires_payment_method":
      // Declined because nobody was there to answer the bank: the same intent goes on in the buyer's browser.
      return computeFailure(intent.last_payment_error) === "authentication_required"
        ? {
            ...charge,
            status: "requires_action",
            failure: "authentication_required",
            action: describeAction(intent, publishableKey),
          }
        : undefined;
    case "canceled":
      return intent.cancellation_reason === cancellations.failed
        ? { ...charge, status: "failed", failure: computeFailure(intent.last_payment_error) }
        : { ...charge, status: "canceled", failure: "canceled" };
    // We neither confirm nor capture later: whatever stands so will not go on by itself.
    case "requires_confirmation":
    case "requires_capture":
      return undefined;
  }
}

function describeAction(intent: Intent, publishableKey: string): PaymentAction | null {
  const url = intent.next_action?.redirect_to_url?.url;
  if (url !== null && url !== undefined) return { type: "redirect", url };
  const clientSecret = intent.client_secret;
  return clientSecret === null ? null : { type: "stripe", clientSecret, publishableKey };
}

function findFee({ latest_charge: charge, amount, currency }: Intent): number | null {
  if (charge === null || typeof charge === "string") return null;
  const settled = charge.balance_transaction;
  if (settled === null || typeof settled === "string") return null;
  return computeFeeMinor({ amount, currency }, settled);
}
