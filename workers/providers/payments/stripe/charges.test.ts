import { v7 as makeUuid } from "uuid";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { startRecordedApi } from "../../../../test/support/payments/recorded-api.ts";
import { ProviderUnavailable } from "../provider.ts";
import type { Charge, ChargeRequest } from "../provider.ts";
import { makeStripePayments } from "./stripe-payments.ts";
import { recordBalanceTransaction, recordDecline, recordError } from "./testing/recorded.ts";
import { recordIntent, recordList } from "./testing/recorded.ts";
import { makeStripeSettings } from "./testing/stripe-settings.ts";

const api = await startRecordedApi();
const payments = makeStripePayments(makeStripeSettings(api.url));
beforeEach(api.reset);
afterAll(api.stop);

const request: ChargeRequest = {
  key: "lot:1:1",
  paymentId: makeUuid(),
  orderId: makeUuid(),
  amountMinor: 12_345,
  currency: "EUR",
  method: { reference: "pm_1", customerReference: "cus_1" },
  isBuyerPresent: false,
  returnUrl: "https://blytz.example/orders/1",
  description: "A lamp",
};
const oldRequest = { ...request, paymentId: makeUuid({ msecs: Date.now() - 7 * 24 * 3_600_000 }) };

const create = "POST /v1/payment_intents";
const list = "GET /v1/payment_intents";
const get = "GET /v1/payment_intents/pi_1";
const cancel = "POST /v1/payment_intents/pi_1/cancel";
const metadata = { paymentId: request.paymentId, orderId: request.orderId };
const intent = (fields: object) =>
  recordIntent({
    id: "pi_1",
    amount: 12_345,
    currency: "eur",
    client_secret: "pi_1_secret_a",
    metadata,
    ...fields,
  });
const paid = (settled: object = { amount: 12_345, fee: 388, currency: "eur" }) =>
  intent({
    status: "succeeded",
    latest_charge: { id: "ch_1", balance_transaction: recordBalanceTransaction({ ...settled }) },
  });
const declined = (fields: object) => recordDecline(intent({}), { ...fields });
const canceledAfter = (failed: object) =>
  intent({ ...failed, status: "canceled", cancellation_reason: "abandoned" });

const charge = (fields: Partial<Charge>): Charge => ({
  reference: "pi_1",
  status: "processing",
  feeMinor: null,
  failure: null,
  action: null,
  ...fields,
});
const stripeAction = {
  type: "stripe",
  clientSecret: "pi_1_secret_a",
  publishableKey: "pk_test_blytz",
} as const;

describe("a charge at Stripe", () => {
  test("[S1] is one confirmed intent under our key, with nobody present", async () => {
    api.prepare({ [create]: { body: paid() } });
    expect(await payments.charge(request)).toEqual(charge({ status: "succeeded", feeMinor: 388 }));
    const [call] = api.calls;
    expect(call?.headers).toMatchObject({
      authorization: "Bearer sk_test_blytz",
      "idempotency-key": "lot:1:1",
      "stripe-version": "2026-10-28.endive",
    });
    expect(call?.form).toEqual({
      amount: "12345",
      currency: "eur",
      customer: "cus_1",
      payment_method: "pm_1",
      "allowed_payment_method_types[0]": "card",
      capture_method: "automatic",
      confirm: "true",
      off_session: "true",
      description: "A lamp",
      "metadata[paymentId]": request.paymentId,
      "metadata[orderId]": request.orderId,
      "expand[0]": "latest_charge.balance_transaction",
    });
  });

  test("with its buyer present sends them back to us after their bank", async () => {
    const next = { type: "redirect_to_url", redirect_to_url: { url: "https://hooks.stripe.com/3ds/1" } };
    const waiting = intent({ status: "requires_action", next_action: next });
    api.prepare({ [create]: { body: waiting }, [get]: { body: waiting } });
    expect(await payments.charge({ ...request, isBuyerPresent: true })).toEqual(
      charge({
        status: "requires_action",
        action: { type: "redirect", url: "https://hooks.stripe.com/3ds/1" },
      }),
    );
    expect(api.calls[0]?.form).toMatchObject({ return_url: request.returnUrl });
    expect(api.calls[0]?.form).not.toHaveProperty("off_session");
  });

  test.each([
    ["insufficient_funds", "insufficient_funds"],
    ["expired_card", "expired"],
    ["generic_decline", "declined"],
    ["stolen_card", "declined"],
  ] as const)("declined with %s is closed first, so that failed is final", async (decline, failure) => {
    const refused = declined({ decline_code: decline });
    api.prepare({
      [create]: refused,
      [get]: { body: refused.failed },
      [cancel]: { body: canceledAfter(refused.failed) },
    });
    expect(await payments.charge(request)).toEqual(charge({ status: "failed", failure }));
    expect(api.lines()).toEqual([create, get, cancel]);
    expect(api.calls[2]?.form).toEqual({ cancellation_reason: "abandoned" });
  });

  test("whose bank wants to ask the buyer stays open for them: the same intent, in their browser", async () => {
    const refused = declined({ code: "authentication_required", decline_code: "authentication_required" });
    api.prepare({ [create]: refused, [get]: { body: refused.failed } });
    expect(await payments.charge(request)).toEqual(
      charge({ status: "requires_action", failure: "authentication_required", action: stripeAction }),
    );
    expect(api.lines()).toEqual([create, get]);
  });

  test("that failed and was paid in the same moment is paid", async () => {
    const refused = declined({
      code: "payment_intent_authentication_failure",
      type: "invalid_request_error",
    });
    api.prepare({
      [get]: [{ body: refused.failed }, { body: paid() }],
      [cancel]: recordError(400, { code: "payment_intent_unexpected_state" }),
    });
    expect(await payments.findCharge("pi_1")).toEqual(charge({ status: "succeeded", feeMinor: 388 }));
  });

  test("answered from a key that was used before is looked at again: it may have gone on since", async () => {
    api.prepare({ [create]: { body: intent({ status: "processing" }) }, [get]: { body: paid() } });
    expect(await payments.charge(request)).toEqual(charge({ status: "succeeded", feeMinor: 388 }));
  });

  test("[S1] a week later is found by its payment, not made again", async () => {
    const earlier = { ...paid(), metadata: { paymentId: oldRequest.paymentId } };
    api.prepare({ [list]: { body: recordList(intent({}), earlier) } });
    expect(await payments.charge(oldRequest)).toEqual(charge({ status: "succeeded", feeMinor: 388 }));
    expect(api.lines()).toEqual([list]);
    expect(api.calls[0]?.query).toMatchObject({ customer: "cus_1" });
  });

  test("[S1] a week later that never reached Stripe is made", async () => {
    api.prepare({ [list]: { body: recordList(intent({})) }, [create]: { body: paid() } });
    expect((await payments.charge(oldRequest)).status).toBe("succeeded");
    expect(api.lines()).toEqual([list, create]);
  });

  test("[S1] whose key stands for another request is found, or not made", async () => {
    const other = recordError(400, { type: "idempotency_error" });
    api.prepare({ [create]: other, [list]: { body: recordList(paid()) } });
    expect((await payments.charge(request)).status).toBe("succeeded");
    await expect(payments.charge({ ...request, amountMinor: 1 })).rejects.toThrow(ProviderUnavailable);
    api.prepare({ [list]: { body: recordList() } });
    await expect(payments.charge(request)).rejects.toThrow(ProviderUnavailable);
  });

  test("that Stripe will not begin has failed, and is not asked for again", async () => {
    api.prepare({ [create]: recordError(400, { code: "resource_missing" }), [list]: { body: recordList() } });
    const refused = charge({
      reference: `refused:${request.paymentId}`,
      status: "failed",
      failure: "unknown",
    });
    expect(await payments.charge(request)).toEqual(refused);
    api.reset();
    expect(await payments.findCharge(refused.reference)).toEqual(refused);
    expect(await payments.cancelCharge(refused.reference)).toEqual(refused);
    expect(api.calls).toEqual([]);
  });

  test("keeps its fee in its own currency, as the share Stripe took", async () => {
    // 100.00 EUR arrived as 110.00 USD, of which Stripe kept 3.30.
    api.prepare({
      [get]: { body: { ...paid({ amount: 11_000, fee: 330, currency: "usd" }), amount: 10_000 } },
    });
    expect((await payments.findCharge("pi_1"))?.feeMinor).toBe(300);
  });

  test("in yen is counted in yen", async () => {
    api.prepare({ [create]: { body: paid() } });
    await payments.charge({ ...request, amountMinor: 5_000, currency: "JPY" });
    await payments.charge({ ...request, amountMinor: 5_000, currency: "ISK" });
    expect(api.calls.map(({ form }) => form["amount"])).toEqual(["5000", "500000"]);
  });

  test.each([
    ["an answer that never came", "lost"],
    ["an outage", recordError(500, { type: "api_error" })],
    ["too many calls", recordError(429, { code: "rate_limit" })],
    ["a locked object", recordError(429, { code: "lock_timeout" })],
    ["the same key under way", recordError(409, { code: "idempotency_key_in_use" })],
    ["a key that was revoked", recordError(401, {})],
    ["a right that is missing", recordError(403, {})],
    ["a shape nobody knows", { body: { ...paid(), status: "something_new" } }],
  ] as const)("is asked for again after %s, and once only each time", async (_name, answer) => {
    api.prepare({ [create]: answer });
    await expect(payments.charge(request)).rejects.toThrow(ProviderUnavailable);
    expect(api.lines()).toEqual([create]);
  });

  test("nobody has heard of is undefined", async () => {
    api.prepare({ [get]: recordError(404, { code: "resource_missing" }) });
    expect(await payments.findCharge("pi_1")).toBeUndefined();
  });

  test.each([
    ["canceled", intent({ status: "canceled", cancellation_reason: "requested_by_customer" }), "canceled"],
    ["ended by Stripe", intent({ status: "canceled", cancellation_reason: "automatic" }), "canceled"],
  ] as const)("given up is %s", async (_name, body, status) => {
    api.prepare({ [cancel]: { body } });
    expect(await payments.cancelCharge("pi_1")).toEqual(charge({ status, failure: "canceled" }));
    expect(api.calls[0]?.form).toEqual({ cancellation_reason: "requested_by_customer" });
  });

  test("given up too late is what became of it", async () => {
    api.prepare({
      [cancel]: recordError(400, { code: "payment_intent_unexpected_state" }),
      [get]: { body: paid() },
    });
    expect((await payments.cancelCharge("pi_1")).status).toBe("succeeded");
  });
});
