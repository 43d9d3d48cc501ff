import { v7 as makeUuid } from "uuid";
import { describe, expect, test } from "vitest";
import { startRecordedApi } from "../../../../test/support/payments/recorded-api.ts";
import { recordBatch, recordRefused } from "./testing/recorded.ts";
import { openRecordedPaypal } from "./testing/recorded-paypal.ts";

const api = await startRecordedApi();
const { payments, readBody } = openRecordedPaypal(api);

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
    expect(await payments().payOut(payout)).toEqual({
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
    expect(await payments().findPayout("5UXD2E8A7EBQJ", { reference: "seller@blytz.example" })).toEqual({
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
    expect(await payments().payOut(payout)).toMatchObject({ reference: "5UXD2E8A7EBQJ", status: "paid" });
  });

  test("waits for money that is not there, and fails for what PayPal will not do", async () => {
    api.prepare({ [line]: [recordRefused("INSUFFICIENT_FUNDS"), recordRefused("RECEIVER_INVALID")] });
    expect(await payments().payOut(payout)).toEqual({ status: "waiting", waitingFor: "provider-balance" });
    expect(await payments().payOut(payout)).toEqual({
      reference: `refused:${payout.payoutId}`,
      status: "failed",
      failure: "receiver_invalid",
    });
  });
});
