import { v7 as makeUuid } from "uuid";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { startRecordedApi } from "../../../../test/support/payments/recorded-api.ts";
import { ProviderUnavailable } from "../provider.ts";
import { makeStripePayments } from "./stripe-payments.ts";
import { recordAccount, recordBalance, recordError, recordList } from "./testing/recorded.ts";
import { recordPayout, recordTransfer } from "./testing/recorded.ts";
import { makeStripeSettings } from "./testing/stripe-settings.ts";

const api = await startRecordedApi();
const payments = makeStripePayments(makeStripeSettings(api.url));
beforeEach(api.reset);
afterAll(api.stop);

const payoutId = makeUuid();
const request = {
  key: "payout:1",
  payoutId,
  accountReference: "acct_1",
  amountMinor: 9_000,
  currency: "EUR",
};
const oldId = makeUuid({ msecs: Date.now() - 3 * 24 * 3_600_000 });
const oldRequest = { ...request, payoutId: oldId };

const balance = "GET /v1/balance";
const move = "POST /v1/transfers";
const findMoved = "GET /v1/transfers";
const takeBack = "POST /v1/transfers/tr_1/reversals";
const pay = "POST /v1/payouts";
const findPaid = "GET /v1/payouts";

const available = (amount: number) => ({
  body: recordBalance({ available: [{ amount, currency: "eur", source_types: {} }] }),
});
const moved = (fields: object = {}) => recordTransfer({ id: "tr_1", reversed: false, ...fields });
const payout = (fields: object) =>
  recordPayout({ id: "po_1", failure_code: null, metadata: { payoutId }, ...fields });
const refused = (id: string, failure: string) => ({ reference: `refused:${id}`, status: "failed", failure });

describe("a payout at Stripe", () => {
  test("is a transfer to the seller's account and a payout from it, each under our key", async () => {
    api.prepare({
      [balance]: available(9_000),
      [move]: { body: moved() },
      [pay]: { body: payout({ status: "pending" }) },
    });
    expect(await payments.payOut(request)).toEqual({
      reference: "po_1",
      status: "in_transit",
      failure: null,
    });
    expect(api.lines()).toEqual([balance, move, pay]);
    expect(api.calls[1]?.headers["idempotency-key"]).toBe("payout:1:transfer");
    expect(api.calls[1]?.form).toEqual({
      amount: "9000",
      currency: "eur",
      destination: "acct_1",
      transfer_group: `payout:${payoutId}`,
      "metadata[payoutId]": payoutId,
    });
    expect(api.calls[2]?.headers).toMatchObject({
      "idempotency-key": "payout:1:payout",
      "stripe-account": "acct_1",
    });
  });

  test("waits for money that is pending, without using its key up", async () => {
    api.prepare({ [balance]: available(8_999) });
    const waiting = { status: "waiting", waitingFor: "provider-balance" };
    expect(await payments.payOut(request)).toEqual(waiting);
    expect(api.lines()).toEqual([balance]);
    // Spent between the two calls.
    api.prepare({ [balance]: available(9_000), [move]: recordError(400, { code: "balance_insufficient" }) });
    expect(await payments.payOut(request)).toEqual(waiting);
    // Not knowing it is no reason to keep a seller waiting for it.
    api.prepare({ [balance]: recordError(400, { code: "odd" }) });
    await expect(payments.payOut(request)).rejects.toThrow(ProviderUnavailable);
  });

  test("that the account may not make is taken back before it has failed", async () => {
    api.prepare({
      [balance]: available(9_000),
      [move]: { body: moved() },
      [pay]: recordError(400, { code: "payouts_not_allowed" }),
      [takeBack]: { body: { id: "trr_1", object: "transfer_reversal" } },
    });
    expect(await payments.payOut(request)).toEqual(refused(payoutId, "payouts_not_allowed"));
    expect(api.lines()).toEqual([balance, move, pay, takeBack]);
    expect(api.calls[3]?.headers["idempotency-key"]).toBe(`payout:${payoutId}:reversal`);
  });

  test("to an account that takes no transfers moves nothing", async () => {
    api.prepare({ [balance]: available(9_000), [move]: recordError(400, { code: "transfers_not_allowed" }) });
    expect(await payments.payOut(request)).toEqual(refused(payoutId, "transfers_not_allowed"));
  });

  test("days later goes on where it was left", async () => {
    const earlier = payout({ status: "paid", metadata: { payoutId: oldId } });
    api.prepare({ [findMoved]: { body: recordList(moved()) }, [findPaid]: { body: recordList(earlier) } });
    expect(await payments.payOut(oldRequest)).toEqual({ reference: "po_1", status: "paid", failure: null });
    expect(api.calls[0]?.query["transfer_group"]).toBe(`payout:${oldId}`);
    expect(api.lines()).toEqual([findMoved, findPaid]);
  });

  test("days later that was taken back is not made again", async () => {
    api.prepare({ [findMoved]: { body: recordList(moved({ reversed: true })) } });
    expect(await payments.payOut(oldRequest)).toEqual(refused(oldId, "returned"));
    expect(api.lines()).toEqual([findMoved]);
  });

  test("that its bank sends back is taken back to us, once", async () => {
    api.prepare({
      "GET /v1/payouts/po_1": { body: payout({ status: "failed", failure_code: "account_closed" }) },
      [findMoved]: [{ body: recordList(moved()) }, { body: recordList(moved({ reversed: true })) }],
      [takeBack]: { body: { id: "trr_1", object: "transfer_reversal" } },
    });
    const failed = { reference: "po_1", status: "failed", failure: "account_closed" };
    expect(await payments.findPayout("po_1", { reference: "acct_1" })).toEqual(failed);
    expect(await payments.findPayout("po_1", { reference: "acct_1" })).toEqual(failed);
    expect(api.lines().filter((line) => line === takeBack)).toHaveLength(1);
  });
});

describe("a seller's account at Stripe", () => {
  test("is opened with Stripe's own onboarding and pays nothing out by itself", async () => {
    const fresh = recordAccount({
      id: "acct_1",
      payouts_enabled: false,
      capabilities: { transfers: "inactive" },
    });
    api.prepare({ "POST /v1/accounts": { body: fresh } });
    const seller = { key: "account:1", userId: "u1", email: "seller@blytz.example", country: "DE" };
    expect(await payments.openPayoutAccount(seller)).toEqual({ reference: "acct_1", canBePaid: false });
    expect(api.calls[0]?.form).toMatchObject({
      "controller[stripe_dashboard][type]": "express",
      "controller[fees][payer]": "application",
      "controller[losses][payments]": "application",
      "settings[payouts][schedule][interval]": "manual",
      "capabilities[transfers][requested]": "true",
      country: "DE",
    });
  });

  test.each([
    [true, "active", true],
    [true, "pending", false],
    [false, "active", false],
  ])("with payouts %s and transfers %s can be paid: %s", async (isEnabled, transfers, canBePaid) => {
    const body = recordAccount({ id: "acct_1", payouts_enabled: isEnabled, capabilities: { transfers } });
    api.prepare({ "GET /v1/accounts/acct_1": { body } });
    expect(await payments.findPayoutAccount("acct_1")).toEqual({ reference: "acct_1", canBePaid });
  });

  test("tells Stripe who they are on Stripe's page", async () => {
    api.prepare({
      "POST /v1/account_links": { body: { object: "account_link", url: "https://connect.stripe.com/s/1" } },
    });
    const links = { returnUrl: "https://blytz.example/wallet", refreshUrl: "https://blytz.example/again" };
    expect(await payments.makeOnboardingUrl({ reference: "acct_1", ...links })).toBe(
      "https://connect.stripe.com/s/1",
    );
    expect(api.calls[0]?.form).toMatchObject({
      account: "acct_1",
      return_url: links.returnUrl,
      refresh_url: links.refreshUrl,
    });
  });

  test("that is gone is undefined", async () => {
    api.prepare({ "GET /v1/accounts/acct_1": recordError(404, { code: "resource_missing" }) });
    expect(await payments.findPayoutAccount("acct_1")).toBeUndefined();
  });
});
