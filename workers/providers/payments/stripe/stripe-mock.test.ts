/**
 * stripe-mock checks every request against Stripe's published OpenAPI document and answers its examples: it knows no
 * state, so this shows that Stripe would take our calls and that we read its shapes; recorded answers show the rest.
 * https://github.com/stripe/stripe-mock
 */
import { v7 as makeUuid } from "uuid";
import { afterAll, describe, expect, test } from "vitest";
import { findStripeMock } from "../../../../scripts/suites/machine.ts";
import { startStripeMock } from "../../../../test/support/payments/stripe-mock.ts";
import { ProviderUnavailable } from "../provider.ts";
import { makeEvidence } from "../testing/evidence.ts";
import { createStripeClient } from "./client.ts";
import { handIn } from "./disputes.ts";
import { makeStripePayments } from "./stripe-payments.ts";
import { makeStripeSettings } from "./testing/stripe-settings.ts";

const program = findStripeMock();
describe.runIf(program !== undefined)("what we ask Stripe, checked by stripe-mock", async () => {
  const mock = program === undefined ? undefined : await startStripeMock(program);
  afterAll(() => mock?.stop());
  const settings = makeStripeSettings(mock?.url ?? "http://127.0.0.1:1");
  const payments = makeStripePayments(settings);
  const now = new Date();
  const yesterdayId = makeUuid({ msecs: now.getTime() - 48 * 3_600_000 });
  const charge = {
    key: makeUuid(),
    paymentId: makeUuid(),
    orderId: makeUuid(),
    amountMinor: 1_099,
    currency: "USD",
    method: { reference: "pm_1", customerReference: "cus_1" },
    isBuyerPresent: false,
    returnUrl: "https://blytz.example/orders/1",
    description: "A lamp",
  };
  const refund = {
    key: makeUuid(),
    refundId: makeUuid(),
    chargeReference: "pi_1",
    amountMinor: 100,
    currency: "USD",
  };
  const payout = {
    key: makeUuid(),
    payoutId: makeUuid(),
    accountReference: "acct_1",
    amountMinor: 0,
    currency: "USD",
  };
  const evidence = makeEvidence("dp_1");
  const user = { userId: "u1", email: "a@blytz.example", returnUrl: "https://blytz.example/", now };
  const urls = { returnUrl: "https://blytz.example/wallet", refreshUrl: "https://blytz.example/wallet" };

  const cases: readonly (readonly [string, () => Promise<unknown>, readonly string[]])[] = [
    [
      "a setup",
      () => payments.beginSetup({ ...user, customerReference: null }),
      ["GET /v1/customers", "POST /v1/customers", "POST /v1/setup_intents"],
    ],
    [
      "a setup of a known customer",
      () => payments.beginSetup({ ...user, customerReference: "cus_1" }),
      ["POST /v1/setup_intents"],
    ],
    [
      "a finished setup",
      () => payments.finishSetup({ setupToken: "seti_1", userId: "u1", card: null, now }),
      ["GET /v1/setup_intents/seti_1"],
    ],
    ["letting a method go", () => payments.detach("pm_1"), ["POST /v1/payment_methods/pm_1/detach"]],
    ["a charge", () => payments.charge(charge), ["POST /v1/payment_intents"]],
    [
      "a charge with its buyer present",
      () => payments.charge({ ...charge, isBuyerPresent: true }),
      ["POST /v1/payment_intents"],
    ],
    [
      "a charge of two days ago",
      () => payments.charge({ ...charge, paymentId: yesterdayId }),
      ["GET /v1/payment_intents", "POST /v1/payment_intents"],
    ],
    ["how a charge stands", () => payments.findCharge("pi_1"), ["GET /v1/payment_intents/pi_1"]],
    ["giving a charge up", () => payments.cancelCharge("pi_1"), ["POST /v1/payment_intents/pi_1/cancel"]],
    ["a refund", () => payments.refund(refund), ["POST /v1/refunds"]],
    [
      "a refund of two days ago",
      () => payments.refund({ ...refund, refundId: yesterdayId }),
      ["GET /v1/refunds", "POST /v1/refunds"],
    ],
    ["how a refund stands", () => payments.findRefund("re_1"), ["GET /v1/refunds/re_1"]],
    [
      "a payout account",
      () => payments.openPayoutAccount({ key: makeUuid(), userId: "u1", email: user.email, country: "US" }),
      ["POST /v1/accounts"],
    ],
    [
      "a page for a seller's papers",
      () => payments.makeOnboardingUrl({ reference: "acct_1", ...urls }),
      ["POST /v1/account_links"],
    ],
    ["how an account stands", () => payments.findPayoutAccount("acct_1"), ["GET /v1/accounts/acct_1"]],
    ["evidence in a dispute", () => payments.submitDisputeEvidence(evidence), ["GET /v1/disputes/dp_1"]],
    [
      "evidence that is handed in",
      // The example's dispute wants none.
      () =>
        handIn(
          createStripeClient(settings, () => now.getTime()),
          evidence,
        ),
      ["POST /v1/files", "POST /v1/disputes/dp_1"],
    ],
    [
      "a payout",
      () => payments.payOut(payout),
      ["GET /v1/balance", "POST /v1/transfers", "POST /v1/payouts"],
    ],
    [
      "how a payout stands",
      () => payments.findPayout("po_1", { reference: "acct_1" }),
      ["GET /v1/payouts/po_1"],
    ],
    [
      "a payout of two days ago",
      () => payments.payOut({ ...payout, payoutId: yesterdayId }),
      ["GET /v1/transfers", "GET /v1/payouts"],
    ],
  ];

  test.each(cases)("%s is asked for as Stripe takes it", async (_name, ask, expected) => {
    mock?.takeCalls();
    // The examples need not make sense together: a charge may stand as none of ours can, and then the call is over.
    await ask().catch((error: unknown) => {
      if (!(error instanceof ProviderUnavailable)) throw error;
    });
    const calls = mock?.takeCalls() ?? [];
    expect(calls.filter((call) => !call.startsWith("200 "))).toEqual([]);
    expect(calls).toEqual(expect.arrayContaining(expected.map((line) => `200 ${line}`)));
  });
});
