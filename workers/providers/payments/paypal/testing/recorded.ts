/** PayPal's objects as its reference shows them (https://developer.paypal.com/api/rest/), with what a test needs otherwise. */
type Fields = Readonly<Record<string, unknown>>;

export const makePaypalSettings = (base: string) => ({
  PAYPAL_CLIENT_ID: "client",
  PAYPAL_CLIENT_SECRET: "secret",
  PAYPAL_WEBHOOK_ID: "1JE4291016473214C",
  PAYPAL_API_BASE: base,
});

export const recordToken = (seconds = 31_668) => ({
  body: {
    scope: "https://uri.paypal.com/services/payments/payment",
    access_token: "A21AAF_token",
    token_type: "Bearer",
    app_id: "APP-80W284485P519543T",
    expires_in: seconds,
    nonce: "2026-11-28T12:00:00Z",
  },
});

export const recordCapture = (fields: Fields = {}) => ({
  id: "3C679366HH908993F",
  status: "COMPLETED",
  amount: { currency_code: "EUR", value: "123.45" },
  final_capture: true,
  seller_receivable_breakdown: {
    gross_amount: { currency_code: "EUR", value: "123.45" },
    paypal_fee: { currency_code: "EUR", value: "3.88" },
    net_amount: { currency_code: "EUR", value: "119.57" },
  },
  supplementary_data: { related_ids: { order_id: "5O190127TN364715T" } },
  ...fields,
});

const link = (rel: string, href: string) => ({ rel, href, method: "GET" });

export function recordOrder(fields: Fields = {}, capture?: object, customId = "payment") {
  return {
    id: "5O190127TN364715T",
    intent: "CAPTURE",
    status: capture === undefined ? "PAYER_ACTION_REQUIRED" : "COMPLETED",
    payment_source: { paypal: { email_address: "buyer@example.com", account_id: "QYR5Z8XDVJNXQ" } },
    purchase_units: [
      {
        reference_id: "default",
        custom_id: customId,
        ...(capture === undefined ? {} : { payments: { captures: [capture] } }),
      },
    ],
    links: [
      link("self", "https://api-m.paypal.com/v2/checkout/orders/5O190127TN364715T"),
      link("payer-action", "https://www.paypal.com/checkoutnow?token=5O190127TN364715T"),
    ],
    ...fields,
  };
}

export const recordRefused = (issue: string, status = 422, fields: Fields = {}) => ({
  status,
  body: {
    name: "UNPROCESSABLE_ENTITY",
    message: "The requested action could not be performed.",
    debug_id: "90957fca61718",
    details: [{ issue, description: "…" }],
    links: [],
    ...fields,
  },
});

export const recordBatch = (word: string | undefined, header: Fields = {}, item: Fields = {}) => ({
  batch_header: {
    payout_batch_id: "5UXD2E8A7EBQJ",
    batch_status: "PROCESSING",
    sender_batch_header: { sender_batch_id: "payout" },
    ...header,
  },
  ...(word === undefined
    ? {}
    : { items: [{ payout_item_id: "8AELMXH8UB2P8", transaction_status: word, ...item }] }),
  links: [],
});

export const recordDispute = (fields: Fields = {}) => ({
  dispute_id: "PP-D-27803",
  create_time: "2026-11-28T11:00:00.000Z",
  disputed_transactions: [{ seller_transaction_id: "3C679366HH908993F", buyer: { name: "Buyer" } }],
  reason: "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
  status: "UNDER_REVIEW",
  dispute_life_cycle_stage: "CHARGEBACK",
  dispute_amount: { currency_code: "EUR", value: "50.00" },
  ...fields,
});

let count = 0;

export function recordEvent(type: string, resource: object): string {
  count += 1;
  return JSON.stringify({
    id: `WH-${count}`,
    event_version: "1.0",
    create_time: "2026-11-28T12:00:00.000Z",
    resource_type: "capture",
    event_type: type,
    summary: "Something happened.",
    resource,
    links: [],
  });
}
