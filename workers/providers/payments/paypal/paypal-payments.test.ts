import { v7 as makeUuid } from "uuid";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { startRecordedApi } from "../../../../test/support/payments/recorded-api.ts";
import { must } from "../../../../domain/result.ts";
import { ProviderUnavailable } from "../provider.ts";
import type { Charge, ChargeRequest } from "../provider.ts";
import { makePaypalPayments } from "./paypal-payments.ts";
import { makePaypalSettings, recordBatch, recordCapture, recordOrder } from "./testing/recorded.ts";
import { recordRefused, recordToken } from "./testing/recorded.ts";

const api = await startRecordedApi();
let clients = 0;
const open = () => {
  clients += 1;
  // Tokens are kept by client: a client of its own for each test.
  return makePaypalPayments({ ...makePaypalSettings(api.url), PAYPAL_CLIENT_ID: `client-${clients}` });
};
let payments = open();
const token = "POST /v1/oauth2/token";
beforeEach(() => {
  api.reset();
  api.prepare({ [token]: recordToken() });
  payments = open();
});
afterAll(api.stop);

const lines = () => api.lines().filter((line) => line !== token);
const find = (line: string) =>
  must(
    api.calls.find((call) => call.line === line),
    `${line} was called`,
  );
const readBody = (line: string): unknown => JSON.parse(find(line).body);

const request: ChargeRequest = {
  key: "lot:1:1",
  paymentId: makeUuid(),
  orderId: makeUuid(),
  amountMinor: 12_345,
  currency: "EUR",
  method: { reference: "8kk8451t", customerReference: "customer_4029352050" },
  isBuyerPresent: false,
  returnUrl: "https://blytz.example/orders/1",
  description: "A lamp",
};
const oldRequest = { ...request, paymentId: makeUuid({ msecs: Date.now() - 7 * 24 * 3_600_000 }) };

const create = "POST /v2/checkout/orders";
const get = "GET /v2/checkout/orders/5O190127TN364715T";
const capture = "POST /v2/checkout/orders/5O190127TN364715T/capture";
const patch = "PATCH /v2/checkout/orders/5O190127TN364715T";
const search = "GET /v1/reporting/transactions";
const paid = { body: recordOrder({}, recordCapture()) };
const waiting = { body: recordOrder() };
const approved = { body: recordOrder({ status: "APPROVED" }) };
const marked = (mark: string) => ({
  body: recordOrder({ status: "APPROVED" }, undefined, `payment:${mark}`),
});

const charge = (fields: Partial<Charge>): Charge => ({
  reference: "5O190127TN364715T",
  status: "processing",
  feeMinor: null,
  failure: null,
  action: null,
  ...fields,
});
const succeeded = charge({ status: "succeeded", feeMinor: 388 });

describe("a charge at PayPal", () => {
  test("[S1] is one order that is captured at once, under our key", async () => {
    api.prepare({ [create]: paid });
    expect(await payments.charge(request)).toEqual(succeeded);
    expect(find(create).headers).toMatchObject({
      authorization: "Bearer A21AAF_token",
      "paypal-request-id": "lot:1:1",
      prefer: "return=representation",
      "content-type": "application/json",
    });
    expect(readBody(create)).toEqual({
      intent: "CAPTURE",
      purchase_units: [
        {
          custom_id: request.paymentId,
          invoice_id: request.paymentId,
          description: "A lamp",
          amount: { currency_code: "EUR", value: "123.45" },
        },
      ],
      payment_source: {
        paypal: {
          vault_id: "8kk8451t",
          stored_credential: {
            payment_initiator: "MERCHANT",
            usage: "SUBSEQUENT",
            usage_pattern: "UNSCHEDULED_POSTPAID",
          },
          experience_context: { return_url: request.returnUrl, cancel_url: request.returnUrl },
        },
      },
    });
  });

  test("signs in once for many charges, and again when its token is taken back", async () => {
    api.prepare({ [create]: [paid, paid, { status: 401, body: { error: "invalid_token" } }, paid] });
    for (let time = 0; time < 3; time += 1) await payments.charge(request);
    expect(api.lines()).toEqual([token, create, create, create, token, create]);
    expect(find(token).headers.authorization).toBe(`Basic ${btoa(`client-${clients}:secret`)}`);
    expect(find(token).form).toEqual({ grant_type: "client_credentials" });
  });

  test.each([
    ["PENDING", charge({ status: "processing" })],
    ["DECLINED", charge({ status: "failed", failure: "declined" })],
    ["PARTIALLY_REFUNDED", succeeded],
  ])("whose capture stands %s is told so", async (status, expected) => {
    api.prepare({ [get]: { body: recordOrder({}, recordCapture({ status })) } });
    expect(await payments.findCharge("5O190127TN364715T")).toEqual(expected);
  });

  test("that its buyer has to approve sends them to PayPal, and is captured once they did", async () => {
    const action = { type: "redirect", url: "https://www.paypal.com/checkoutnow?token=5O190127TN364715T" };
    api.prepare({ [create]: waiting, [get]: approved, [capture]: paid });
    expect(await payments.charge({ ...request, isBuyerPresent: true })).toMatchObject({
      status: "requires_action",
      action,
    });
    expect(await payments.findCharge("5O190127TN364715T")).toEqual(succeeded);
    expect(find(capture).headers["paypal-request-id"]).toBe("5O190127TN364715T");
  });

  test("that was approved and is declined all the same is marked, so that failed is final", async () => {
    api.prepare({
      [get]: [approved, marked("failed")],
      [capture]: recordRefused("INSTRUMENT_DECLINED"),
      [patch]: { status: 204 },
    });
    const failed = charge({ status: "failed", failure: "declined" });
    expect(await payments.findCharge("5O190127TN364715T")).toEqual(failed);
    expect(readBody(patch)).toEqual([
      {
        op: "replace",
        path: "/purchase_units/@reference_id=='default'/custom_id",
        value: "payment:failed",
      },
    ]);
    expect(await payments.findCharge("5O190127TN364715T")).toEqual(failed);
  });

  test("given up is never captured, also when it is approved later", async () => {
    api.prepare({ [get]: [waiting, marked("canceled")], [patch]: { status: 204 } });
    const canceled = charge({ status: "canceled", failure: "canceled" });
    expect(await payments.cancelCharge("5O190127TN364715T")).toEqual(canceled);
    expect(await payments.findCharge("5O190127TN364715T")).toEqual(canceled);
    expect(lines()).not.toContain(capture);
  });

  test("given up too late is what became of it", async () => {
    api.prepare({ [get]: paid });
    expect(await payments.cancelCharge("5O190127TN364715T")).toEqual(succeeded);
    expect(lines()).toEqual([get]);
  });

  test.each([
    ["INSTRUMENT_DECLINED", "declined"],
    ["CARD_EXPIRED", "expired"],
    ["PAYER_ACTION_REQUIRED", "authentication_required"],
    ["CURRENCY_NOT_SUPPORTED", "unknown"],
  ] as const)("refused with %s has failed, and is not asked for again", async (issue, failure) => {
    api.prepare({ [create]: recordRefused(issue) });
    const refused = charge({ reference: `refused:${request.paymentId}`, status: "failed", failure });
    expect(await payments.charge(request)).toEqual(refused);
    expect((await payments.findCharge(refused.reference))?.status).toBe("failed");
    expect(lines()).toEqual([create]);
  });

  const transactions = (...infos: readonly object[]) => ({
    body: { transaction_details: infos.map((info) => ({ transaction_info: info })), total_pages: 1 },
  });
  const captured = "GET /v2/payments/captures/3C679366HH908993F";

  test("[S1] a week later is found by its invoice number, not made again", async () => {
    api.prepare({
      [search]: transactions(
        { transaction_id: "OTHER", invoice_id: "other" },
        {
          transaction_id: "3C679366HH908993F",
          transaction_event_code: "T0006",
          invoice_id: oldRequest.paymentId,
        },
      ),
      [captured]: { body: recordCapture() },
      [get]: paid,
    });
    expect(await payments.charge(oldRequest)).toEqual(succeeded);
    expect(lines()).toEqual([search, captured, get]);
  });

  test("[S1] a week later that never reached PayPal is made", async () => {
    api.prepare({ [search]: transactions(), [create]: paid });
    expect(await payments.charge(oldRequest)).toEqual(succeeded);
    expect(lines()).toEqual([search, create]);
  });

  test("[S1] that PayPal has, and does not list yet, waits", async () => {
    api.prepare({ [create]: recordRefused("DUPLICATE_INVOICE_ID"), [search]: transactions() });
    await expect(payments.charge(request)).rejects.toThrow(ProviderUnavailable);
  });

  test("is written in the decimals of its currency", async () => {
    api.prepare({ [create]: paid });
    await payments.charge({ ...request, amountMinor: 5, currency: "EUR" });
    await payments.charge({ ...request, amountMinor: 5_000, currency: "JPY" });
    const odd = await payments.charge({ ...request, amountMinor: 5_050, currency: "HUF" });
    expect(odd.status).toBe("failed");
    expect(
      api.calls.filter(({ line }) => line === create).map(({ body }) => /"value":"([^"]+)"/u.exec(body)?.[1]),
    ).toEqual(["0.05", "5000"]);
  });

  test.each([
    ["an answer that never came", "lost"],
    ["an outage", { status: 503, body: {} }],
    ["too many calls", recordRefused("RATE_LIMIT_REACHED", 429)],
    ["the same key under way", recordRefused("PREVIOUS_REQUEST_IN_PROGRESS", 409)],
    ["a right that is missing", recordRefused("PERMISSION_DENIED", 403)],
    ["a shape nobody knows", { body: { order: 1 } }],
    ["a page that is no JSON", { body: undefined }],
  ] as const)("is asked for again after %s, and once only each time", async (_name, answer) => {
    api.prepare({ [create]: answer });
    await expect(payments.charge(request)).rejects.toThrow(ProviderUnavailable);
    expect(lines()).toEqual([create]);
  });

  test("waits while PayPal gives no token", async () => {
    api.prepare({ [token]: { status: 401, body: { error: "invalid_client" } } });
    await expect(payments.charge(request)).rejects.toThrow(ProviderUnavailable);
    expect(api.lines()).toEqual([token]);
  });
});

describe("an account kept at PayPal", () => {
  const begin = "POST /v3/vault/setup-tokens";
  const finish = "POST /v3/vault/payment-tokens";
  const now = new Date("2026-11-28T12:00:00Z");
  const user = {
    userId: "u1",
    email: "a@b.example",
    customerReference: null,
    returnUrl: "https://x.example/",
    now,
  };
  const approve = "https://www.paypal.com/agreements/approve?approval_session_id=5C991763VB2781612";
  beforeEach(() =>
    api.prepare({
      [begin]: {
        status: 201,
        body: {
          id: "5C991763VB2781612",
          status: "PAYER_ACTION_REQUIRED",
          links: [{ rel: "approve", href: approve }],
        },
      },
      [finish]: { status: 201, body: { id: "8kk8451t", customer: { id: "customer_4029352050" } } },
    }),
  );

  test("[B1] is approved on PayPal's page, and kept for charges with nobody present", async () => {
    const setup = await payments.beginSetup(user);
    expect(setup).toMatchObject({ approvalUrl: approve, expiresAt: new Date("2026-12-01T12:00:00Z") });
    expect(readBody(begin)).toMatchObject({ payment_source: { paypal: { usage_type: "MERCHANT" } } });
    const { setupToken } = setup;
    expect(await payments.finishSetup({ setupToken, userId: "u1", card: null, now })).toEqual({
      ok: true,
      value: {
        reference: "8kk8451t",
        customerReference: "customer_4029352050",
        brand: "paypal",
        last4: "0000",
        expiryMonth: null,
        expiryYear: null,
      },
    });
    expect(find(finish).headers["paypal-request-id"]).toBe("5C991763VB2781612");
    expect(readBody(finish)).toEqual({
      payment_source: { token: { id: "5C991763VB2781612", type: "SETUP_TOKEN" } },
    });
  });

  test("is not kept by anybody else, nor under a token that somebody made up", async () => {
    const { setupToken } = await payments.beginSetup(user);
    const refused = { ok: false, refusal: "setup_unfinished" };
    const other = { userId: "u2", card: null, now };
    expect(await payments.finishSetup({ ...other, setupToken })).toEqual(refused);
    for (const made of ["", "5C991763VB2781612", `5C991763VB2781612.${"a".repeat(43)}`, "a/../b.c"]) {
      expect(await payments.finishSetup({ userId: "u1", card: null, now, setupToken: made })).toEqual(
        refused,
      );
    }
    expect(lines()).toEqual([begin]);
  });

  test("that nobody approved is not kept", async () => {
    api.prepare({ [finish]: recordRefused("SETUP_TOKEN_NOT_APPROVED") });
    const { setupToken } = await payments.beginSetup(user);
    expect((await payments.finishSetup({ setupToken, userId: "u1", card: null, now })).ok).toBe(false);
  });

  test("is let go of, also when it is gone already", async () => {
    const line = "DELETE /v3/vault/payment-tokens/8kk8451t";
    api.prepare({
      [line]: [{ status: 204 }, recordRefused("INVALID_RESOURCE_ID", 404), recordRefused("OTHER")],
    });
    await payments.detach("8kk8451t");
    await payments.detach("8kk8451t");
    await expect(payments.detach("8kk8451t")).rejects.toThrow(ProviderUnavailable);
  });
});

describe("a refund at PayPal", () => {
  const line = "POST /v2/payments/captures/3C679366HH908993F/refund";
  const refund = {
    key: "refund:1",
    refundId: makeUuid(),
    chargeReference: "5O190127TN364715T",
    amountMinor: 500,
    currency: "EUR",
  };

  test.each([
    ["COMPLETED", "succeeded"],
    ["PENDING", "pending"],
    ["CANCELLED", "failed"],
  ] as const)("of the order's capture that stands %s is %s", async (status, expected) => {
    api.prepare({ [get]: paid, [line]: { status: 201, body: { id: "1JU08902781691411", status } } });
    expect(await payments.refund(refund)).toEqual({ reference: "1JU08902781691411", status: expected });
    expect(find(line).headers["paypal-request-id"]).toBe("refund:1");
    expect(readBody(line)).toEqual({
      amount: { currency_code: "EUR", value: "5.00" },
      custom_id: refund.refundId,
    });
  });

  test("that PayPal will not make has failed", async () => {
    api.prepare({ [get]: paid, [line]: recordRefused("REFUND_AMOUNT_EXCEEDED") });
    const refused = { reference: `refused:${refund.refundId}`, status: "failed" };
    expect(await payments.refund(refund)).toEqual(refused);
    expect(await payments.findRefund(refused.reference)).toEqual(refused);
  });

  test("older than PayPal remembers is left to a person", async () => {
    const refundId = makeUuid({ msecs: Date.now() - 45 * 24 * 3_600_000 });
    await expect(payments.refund({ ...refund, refundId })).rejects.toThrow(ProviderUnavailable);
    expect(api.calls).toEqual([]);
  });
});

describe("a payout at PayPal", () => {
  const line = "POST /v1/payments/payouts";
  const look = "GET /v1/payments/payouts/5UXD2E8A7EBQJ";
  const payout = {
    key: "payout:1",
    payoutId: makeUuid(),
    accountReference: "seller@blytz.example",
    amountMinor: 9_000,
    currency: "EUR",
  };

  test("is a batch of one, under our id", async () => {
    api.prepare({ [line]: { status: 201, body: recordBatch(undefined, { batch_status: "PENDING" }) } });
    expect(await payments.payOut(payout)).toEqual({
      reference: "5UXD2E8A7EBQJ",
      status: "in_transit",
      failure: null,
    });
    expect(readBody(line)).toEqual({
      sender_batch_header: { sender_batch_id: payout.payoutId, recipient_type: "EMAIL" },
      items: [
        {
          recipient_type: "EMAIL",
          receiver: "seller@blytz.example",
          amount: { currency: "EUR", value: "90.00" },
          sender_item_id: payout.payoutId,
        },
      ],
    });
  });

  test.each([
    ["SUCCESS", "paid", null],
    ["UNCLAIMED", "in_transit", null],
    ["ONHOLD", "in_transit", null],
    ["RETURNED", "failed", "returned"],
  ] as const)("whose item stands %s is %s", async (word, status, failure) => {
    api.prepare({ [look]: { body: recordBatch(word) } });
    expect(await payments.findPayout("5UXD2E8A7EBQJ", { reference: "seller@blytz.example" })).toEqual({
      reference: "5UXD2E8A7EBQJ",
      status,
      failure,
    });
  });

  test("that was made before is the one that was made", async () => {
    const href = "https://api-m.sandbox.paypal.com/v1/payments/payouts/5UXD2E8A7EBQJ";
    const refused = {
      name: "USER_BUSINESS_ERROR",
      details: [],
      links: [{ href, rel: "self", method: "GET" }],
    };
    api.prepare({ [line]: recordRefused("", 400, refused), [look]: { body: recordBatch("SUCCESS") } });
    expect(await payments.payOut(payout)).toMatchObject({ reference: "5UXD2E8A7EBQJ", status: "paid" });
  });

  test("waits for money that is not there, and fails for what PayPal will not do", async () => {
    api.prepare({ [line]: [recordRefused("INSUFFICIENT_FUNDS"), recordRefused("RECEIVER_INVALID")] });
    await expect(payments.payOut(payout)).rejects.toThrow(ProviderUnavailable);
    expect(await payments.payOut(payout)).toEqual({
      reference: `refused:${payout.payoutId}`,
      status: "failed",
      failure: "receiver_invalid",
    });
  });
});
