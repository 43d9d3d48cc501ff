import { v7 as makeUuid } from "uuid";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { startRecordedApi } from "../../../../test/support/payments/recorded-api.ts";
import { ProviderUnavailable } from "../provider.ts";
import { makeStripePayments } from "./stripe-payments.ts";
import { recordError, recordList, recordRefund } from "./testing/recorded.ts";
import { makeStripeSettings } from "./testing/stripe-settings.ts";

const api = await startRecordedApi();
const payments = makeStripePayments(makeStripeSettings(api.url));
beforeEach(api.reset);
afterAll(api.stop);

const request = {
  key: "refund:1",
  refundId: makeUuid(),
  chargeReference: "pi_1",
  amountMinor: 500,
  currency: "EUR",
};
const oldRequest = { ...request, refundId: makeUuid({ msecs: Date.now() - 2 * 24 * 3_600_000 }) };
const create = "POST /v1/refunds";
const list = "GET /v1/refunds";
const refund = (fields: object) => recordRefund({ id: "re_1", metadata: {}, ...fields });

describe("a refund at Stripe", () => {
  test.each([
    ["succeeded", "succeeded"],
    ["pending", "pending"],
    ["requires_action", "pending"],
    [null, "pending"],
    ["failed", "failed"],
    ["canceled", "failed"],
  ] as const)("that stands %s is %s", async (status, expected) => {
    api.prepare({ [create]: { body: refund({ status }) } });
    expect(await payments.refund(request)).toEqual({ reference: "re_1", status: expected });
    expect(api.calls[0]?.headers).toMatchObject({ "idempotency-key": "refund:1" });
    expect(api.calls[0]?.form).toEqual({
      payment_intent: "pi_1",
      amount: "500",
      "metadata[refundId]": request.refundId,
    });
  });

  test("days later is found by our id, not made again", async () => {
    const earlier = refund({ status: "succeeded", metadata: { refundId: oldRequest.refundId } });
    api.prepare({ [list]: { body: recordList(refund({ id: "re_0" }), earlier) } });
    expect(await payments.refund(oldRequest)).toEqual({ reference: "re_1", status: "succeeded" });
    expect(api.lines()).toEqual([list]);
  });

  test("said to be made already is that one, or has failed", async () => {
    const own = refund({ status: "succeeded", metadata: { refundId: request.refundId } });
    api.prepare({
      [create]: recordError(400, { code: "charge_already_refunded" }),
      [list]: [{ body: recordList(own) }, { body: recordList() }],
    });
    expect(await payments.refund(request)).toEqual({ reference: "re_1", status: "succeeded" });
    const refused = { reference: `refused:${request.refundId}`, status: "failed" };
    expect(await payments.refund(request)).toEqual(refused);
    expect(await payments.findRefund(refused.reference)).toEqual(refused);
  });

  test("whose key stands for another request is asked for again", async () => {
    const other = recordError(400, { type: "idempotency_error" });
    api.prepare({ [create]: other, [list]: { body: recordList() } });
    await expect(payments.refund(request)).rejects.toThrow(ProviderUnavailable);
  });

  test("of a charge that was refused asks nobody", async () => {
    expect(await payments.refund({ ...request, chargeReference: "refused:1" })).toMatchObject({
      status: "failed",
    });
    expect(api.calls).toEqual([]);
  });

  test("is found as it stands, or not at all", async () => {
    api.prepare({
      "GET /v1/refunds/re_1": [
        { body: refund({ status: "failed" }) },
        recordError(404, { code: "resource_missing" }),
      ],
    });
    expect(await payments.findRefund("re_1")).toEqual({ reference: "re_1", status: "failed" });
    expect(await payments.findRefund("re_1")).toBeUndefined();
  });
});
