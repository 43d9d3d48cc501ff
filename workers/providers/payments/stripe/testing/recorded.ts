/**
 * Stripe's objects as Stripe publishes them (under `shapes`, from https://github.com/stripe/openapi), with what a test
 * needs otherwise.
 */
import account from "./shapes/account.json" with { type: "json" };
import balanceTransaction from "./shapes/balance-transaction.json" with { type: "json" };
import balance from "./shapes/balance.json" with { type: "json" };
import customer from "./shapes/customer.json" with { type: "json" };
import dispute from "./shapes/dispute.json" with { type: "json" };
import paymentIntent from "./shapes/payment-intent.json" with { type: "json" };
import paymentMethod from "./shapes/payment-method.json" with { type: "json" };
import payout from "./shapes/payout.json" with { type: "json" };
import refund from "./shapes/refund.json" with { type: "json" };
import setupIntent from "./shapes/setup-intent.json" with { type: "json" };
import transfer from "./shapes/transfer.json" with { type: "json" };

type Fields = Readonly<Record<string, unknown>>;
const record =
  (shape: Fields) =>
  (fields: Fields = {}) => ({ ...shape, ...fields });

export const recordAccount = record(account);
export const recordBalance = record(balance);
export const recordBalanceTransaction = record(balanceTransaction);
export const recordCustomer = record(customer);
export const recordDispute = record(dispute);
export const recordMethod = record(paymentMethod);
export const recordPayout = record(payout);
export const recordRefund = record(refund);
export const recordTransfer = record(transfer);
// The published ones have every field filled, with failures that never happen together.
export const recordIntent = record({ ...paymentIntent, last_payment_error: null, next_action: null });
export const recordSetup = record({ ...setupIntent, last_setup_error: null, next_action: null });

export const recordList = (...data: readonly object[]) => ({
  object: "list",
  has_more: false,
  url: "/v1/list",
  data,
});

/** https://docs.stripe.com/api/errors */
export const recordError = (status: number, fields: Fields) => ({
  status,
  body: { error: { message: "Something went wrong.", type: "invalid_request_error", ...fields } },
});

/** How a declined charge comes: 402, with the intent in it. */
export function recordDecline(intent: Fields, fields: Fields) {
  const error = { type: "card_error", code: "card_declined", ...fields };
  const failed = { ...intent, status: "requires_payment_method", last_payment_error: error };
  return { ...recordError(402, { ...error, payment_intent: failed }), failed };
}

let count = 0;

/** An event as it is sent: text, to be signed as it is. */
export function recordEvent(type: string, object: object, fields: Fields = {}): string {
  count += 1;
  return JSON.stringify({
    id: `evt_${count}`,
    object: "event",
    api_version: "2026-10-28.endive",
    created: 1_764_000_000,
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    data: { object },
    ...fields,
  });
}
