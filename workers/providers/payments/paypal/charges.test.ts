import { v7 as makeUuid } from "uuid";
import { describe, expect, test } from "vitest";
import { startRecordedApi } from "../../../../test/support/payments/recorded-api.ts";
import { ProviderUnavailable } from "../provider.ts";
import type { Charge, ChargeRequest } from "../provider.ts";
import { recordCapture, recordOrder, recordRefused } from "./testing/recorded.ts";
import { openRecordedPaypal, orderLine, paidOrder, tokenLine } from "./testing/recorded-paypal.ts";

const api = await startRecordedApi();
const { find, lines, payments, readBody } = openRecordedPaypal(api);

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
const capture = "POST /v2/checkout/orders/5O190127TN364715T/capture";
const patch = "PATCH /v2/checkout/orders/5O190127TN364715T";
const search = "GET /v1/reporting/transactions";
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
    api.prepare({ [create]: paidOrder });
    expect(await payments().charge(request)).toEqual(succeeded);
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
    api.prepare({
      [create]: [paidOrder, paidOrder, { status: 401, body: { error: "invalid_token" } }, paidOrder],
    });
    for (let time = 0; time < 3; time += 1) await payments().charge(request);
    expect(api.lines()).toEqual([tokenLine, create, create, create, tokenLine, create]);
    const [, credentials = ""] = String(find(tokenLine).headers.authorization).split("Basic ");
    expect(atob(credentials)).toMatch(/^client-\d+:secret$/u);
    expect(find(tokenLine).form).toEqual({ grant_type: "client_credentials" });
  });

  test.each([
    ["PENDING", charge({ status: "processing" })],
    ["DECLINED", charge({ status: "failed", failure: "declined" })],
    ["PARTIALLY_REFUNDED", succeeded],
  ])("whose capture stands %s is told so", async (status, expected) => {
    api.prepare({ [orderLine]: { body: recordOrder({}, recordCapture({ status })) } });
    expect(await payments().findCharge("5O190127TN364715T")).toEqual(expected);
  });

  test("that its buyer has to approve sends them to PayPal, and is captured once they did", async () => {
    const action = { type: "redirect", url: "https://www.paypal.com/checkoutnow?token=5O190127TN364715T" };
    api.prepare({ [create]: waiting, [orderLine]: approved, [capture]: paidOrder });
    expect(await payments().charge({ ...request, isBuyerPresent: true })).toMatchObject({
      status: "requires_action",
      action,
    });
    expect(await payments().findCharge("5O190127TN364715T")).toEqual(succeeded);
    expect(find(capture).headers["paypal-request-id"]).toBe("5O190127TN364715T");
  });

  test("that was approved and is declined all the same is marked, so that failed is final", async () => {
    api.prepare({
      [orderLine]: [approved, marked("failed")],
      [capture]: recordRefused("INSTRUMENT_DECLINED"),
      [patch]: { status: 204 },
    });
    const failed = charge({ status: "failed", failure: "declined" });
    expect(await payments().findCharge("5O190127TN364715T")).toEqual(failed);
    expect(readBody(patch)).toEqual([
      {
        op: "replace",
        path: "/purchase_units/@reference_id=='default'/custom_id",
        value: "payment:failed",
      },
    ]);
    expect(await payments().findCharge("5O190127TN364715T")).toEqual(failed);
  });

  test("given up is never captured, also when it is approved later", async () => {
    api.prepare({ [orderLine]: [waiting, marked("canceled")], [patch]: { status: 204 } });
    const canceled = charge({ status: "canceled", failure: "canceled" });
    expect(await payments().cancelCharge("5O190127TN364715T")).toEqual(canceled);
    expect(await payments().findCharge("5O190127TN364715T")).toEqual(canceled);
    expect(lines()).not.toContain(capture);
  });

  test("given up too late is what became of it", async () => {
    api.prepare({ [orderLine]: paidOrder });
    expect(await payments().cancelCharge("5O190127TN364715T")).toEqual(succeeded);
    expect(lines()).toEqual([orderLine]);
  });

  test.each([
    ["INSTRUMENT_DECLINED", "declined"],
    ["CARD_EXPIRED", "expired"],
    ["PAYER_ACTION_REQUIRED", "authentication_required"],
    ["CURRENCY_NOT_SUPPORTED", "unknown"],
  ] as const)("refused with %s has failed, and is not asked for again", async (issue, failure) => {
    api.prepare({ [create]: recordRefused(issue) });
    const refused = charge({ reference: `refused:${request.paymentId}`, status: "failed", failure });
    expect(await payments().charge(request)).toEqual(refused);
    expect((await payments().findCharge(refused.reference))?.status).toBe("failed");
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
      [orderLine]: paidOrder,
    });
    expect(await payments().charge(oldRequest)).toEqual(succeeded);
    expect(lines()).toEqual([search, captured, orderLine]);
  });

  test("[S1] a week later that never reached PayPal is made", async () => {
    api.prepare({ [search]: transactions(), [create]: paidOrder });
    expect(await payments().charge(oldRequest)).toEqual(succeeded);
    expect(lines()).toEqual([search, create]);
  });

  test("[S1] that PayPal has, and does not list yet, waits", async () => {
    api.prepare({ [create]: recordRefused("DUPLICATE_INVOICE_ID"), [search]: transactions() });
    await expect(payments().charge(request)).rejects.toThrow(ProviderUnavailable);
  });

  test("is written in the decimals of its currency", async () => {
    api.prepare({ [create]: paidOrder });
    await payments().charge({ ...request, amountMinor: 5, currency: "EUR" });
    await payments().charge({ ...request, amountMinor: 5_000, currency: "JPY" });
    const odd = await payments().charge({ ...request, amountMinor: 5_050, currency: "HUF" });
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
    await expect(payments().charge(request)).rejects.toThrow(ProviderUnavailable);
    expect(lines()).toEqual([create]);
  });

  test("waits while PayPal gives no token", async () => {
    api.prepare({ [tokenLine]: { status: 401, body: { error: "invalid_client" } } });
    await expect(payments().charge(request)).rejects.toThrow(ProviderUnavailable);
    expect(api.lines()).toEqual([tokenLine]);
  });
});
