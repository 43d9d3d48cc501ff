import { v7 as makeUuid } from "uuid";
import { describe, expect, test } from "vitest";
import { startRecordedApi } from "../../../../test/support/payments/recorded-api.ts";
import { ProviderUnavailable } from "../provider.ts";
import { recordRefused } from "./testing/recorded.ts";
import { openRecordedPaypal, orderLine, paidOrder } from "./testing/recorded-paypal.ts";

const api = await startRecordedApi();
const { find, payments, readBody } = openRecordedPaypal(api);

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
    api.prepare({
      [orderLine]: paidOrder,
      [line]: { status: 201, body: { id: "1JU08902781691411", status } },
    });
    expect(await payments().refund(refund)).toEqual({ reference: "1JU08902781691411", status: expected });
    expect(find(line).headers["paypal-request-id"]).toBe("refund:1");
    expect(readBody(line)).toEqual({
      amount: { currency_code: "EUR", value: "5.00" },
      custom_id: refund.refundId,
    });
  });

  test("that PayPal will not make has failed", async () => {
    api.prepare({ [orderLine]: paidOrder, [line]: recordRefused("REFUND_AMOUNT_EXCEEDED") });
    const refused = { reference: `refused:${refund.refundId}`, status: "failed" };
    expect(await payments().refund(refund)).toEqual(refused);
    expect(await payments().findRefund(refused.reference)).toEqual(refused);
  });

  test("older than PayPal remembers is left to a person", async () => {
    const refundId = makeUuid({ msecs: Date.now() - 45 * 24 * 3_600_000 });
    await expect(payments().refund({ ...refund, refundId })).rejects.toThrow(ProviderUnavailable);
    expect(api.calls).toEqual([]);
  });
});
