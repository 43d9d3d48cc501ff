import { Stripe } from "stripe";
import { afterEach, describe, expect, test, vi } from "vitest";
import { makeStripePayments } from "./stripe-payments.ts";
import { recordAccount, recordDispute, recordEvent, recordIntent } from "./testing/recorded.ts";
import { recordPayout, recordRefund } from "./testing/recorded.ts";
import { makeStripeSettings } from "./testing/stripe-settings.ts";

const settings = makeStripeSettings("https://api.stripe.com");
const payments = makeStripePayments(settings);
const [platformSecret = "", connectSecret = ""] = settings.STRIPE_WEBHOOK_SECRETS;
const nowMs = Date.parse("2026-11-28T12:00:00Z");
const signer = new Stripe("sk_test_blytz");

/** Signed by Stripe's own package, as Stripe signs. */
const sign = async (payload: string, secret = platformSecret, atMs = nowMs): Promise<string> =>
  signer.webhooks.generateTestHeaderStringAsync({ payload, secret, timestamp: Math.floor(atMs / 1_000) });

const read = (body: string, signature: string | null, by = payments) =>
  by.readWebhook({
    body,
    nowMs,
    headers: new Headers(signature === null ? {} : { "Stripe-Signature": signature }),
  });

async function readGenuine(body: string) {
  const answer = await read(body, await sign(body));
  if (!answer.ok) throw new Error(answer.refusal);
  return answer.value;
}

const intent = recordIntent({ id: "pi_1", status: "succeeded", metadata: { paymentId: "p1" } });
const genuine = recordEvent("payment_intent.succeeded", intent);

afterEach(() => vi.restoreAllMocks());

describe("a webhook of Stripe's", () => {
  test.each([
    ["no signature", async () => read(genuine, null), "bad_signature"],
    ["a signature of nothing", async () => read(genuine, ""), "bad_signature"],
    [
      "another endpoint's secret",
      async () => read(genuine, await sign(genuine, "whsec_other0123456789")),
      "bad_signature",
    ],
    [
      "a body that was written anew",
      async () => read(JSON.stringify(JSON.parse(genuine), null, 2), await sign(genuine)),
      "bad_signature",
    ],
    ["a body with one more space", async () => read(`${genuine} `, await sign(genuine)), "bad_signature"],
    [
      "an amount that was changed",
      async () => read(genuine.replace("1099", "9901"), await sign(genuine)),
      "bad_signature",
    ],
    [
      "a later time put on it",
      async () =>
        read(
          genuine,
          (await sign(genuine, platformSecret, nowMs - 1_000)).replace(/t=\d+/u, `t=${nowMs / 1_000}`),
        ),
      "bad_signature",
    ],
    [
      "the scheme of tests",
      async () => read(genuine, (await sign(genuine)).replace("v1=", "v0=")),
      "bad_signature",
    ],
    [
      "a signature of 301 s ago",
      async () => read(genuine, await sign(genuine, platformSecret, nowMs - 301_000)),
      "stale",
    ],
    [
      "a signature of 301 s from now",
      async () => read(genuine, await sign(genuine, platformSecret, nowMs + 301_000)),
      "stale",
    ],
    ["no JSON", async () => read("{", await sign("{")), "unreadable"],
    ["no event", async () => read("{}", await sign("{}")), "unreadable"],
  ] as const)("[SEC-32] with %s says nothing", async (_name, act, refusal) => {
    expect(await act()).toEqual({ ok: false, refusal });
  });

  test("[SEC-32] is believed for 300 s, under any of the secrets", async () => {
    expect((await read(genuine, await sign(genuine, platformSecret, nowMs - 300_000))).ok).toBe(true);
    expect((await read(genuine, await sign(genuine, connectSecret))).ok).toBe(true);
  });

  test("[SEC-32] is not believed where no secret is configured", async () => {
    const bare = makeStripePayments({ ...settings, STRIPE_WEBHOOK_SECRETS: [] });
    expect(await read(genuine, await sign(genuine), bare)).toEqual({ ok: false, refusal: "not_configured" });
  });

  test("with an object of another version is unreadable, so that Stripe says so to us", async () => {
    const other = recordEvent("payment_intent.succeeded", { id: "pi_1", state: "paid" });
    expect(await read(other, await sign(other))).toEqual({ ok: false, refusal: "unreadable" });
  });

  test.each([
    ["succeeded", { status: "succeeded" }, { status: "succeeded", failure: null }],
    ["processing", { status: "processing" }, { status: "processing", failure: null }],
    [
      "payment_failed",
      { status: "requires_payment_method", last_payment_error: { code: "card_declined" } },
      { status: "processing", failure: null },
    ],
    [
      "canceled",
      { status: "canceled", cancellation_reason: "requested_by_customer" },
      { status: "canceled", failure: "canceled" },
    ],
  ])("of a charge that is %s leads to its payment", async (name, fields, expected) => {
    const event = await readGenuine(recordEvent(`payment_intent.${name}`, { ...intent, ...fields }));
    expect(event).toMatchObject({
      about: "charge",
      type: `payment_intent.${name}`,
      paymentId: "p1",
      charge: { reference: "pi_1", ...expected },
    });
  });

  test("of a refund and of a payout leads to ours", async () => {
    const refund = recordRefund({ id: "re_1", status: "failed", metadata: { refundId: "r1" } });
    expect(await readGenuine(recordEvent("refund.failed", refund))).toMatchObject({
      about: "refund",
      refund: { reference: "re_1", status: "failed" },
      refundId: "r1",
    });
    const payout = recordPayout({ id: "po_1", status: "paid", metadata: { payoutId: "o1" } });
    expect(await readGenuine(recordEvent("payout.paid", payout, { account: "acct_1" }))).toMatchObject({
      about: "payout",
      payout: { reference: "po_1", status: "paid" },
      payoutId: "o1",
    });
  });

  const taken = { amount: -1_000, fee: 1_500 };
  const given = { amount: 1_000, fee: 0 };
  test.each([
    ["needs_response", [taken], "open", 1_500],
    ["under_review", [taken], "open", 1_500],
    ["lost", [taken], "lost", 1_500],
    ["won", [taken, given], "won", 1_500],
    ["won", [taken, { ...given, fee: -1_500 }], "won", 0],
  ] as const)("of a dispute that is %s says what is at stake", async (status, moved, expected, feeMinor) => {
    const dispute = recordDispute({
      id: "du_1",
      payment_intent: "pi_1",
      reason: "fraudulent",
      status,
      balance_transactions: moved,
      evidence_details: { due_by: Date.parse("2026-12-08T12:00:00Z") / 1_000, submission_count: 0 },
    });
    expect(await readGenuine(recordEvent("charge.dispute.updated", dispute))).toMatchObject({
      about: "dispute",
      dispute: {
        reference: "du_1",
        chargeReference: "pi_1",
        amountMinor: 1_000,
        feeMinor,
        reason: "unauthorised",
        status: expected,
        evidenceDueAt: status === "needs_response" ? new Date("2026-12-08T12:00:00Z") : null,
      },
    });
  });

  test.each([
    [
      "an inquiry",
      "charge.dispute.created",
      recordDispute({ payment_intent: "pi_1", status: "warning_needs_response" }),
    ],
    [
      "a dispute of somebody else's charge",
      "charge.dispute.created",
      recordDispute({ payment_intent: null, status: "lost" }),
    ],
    ["anything we did not ask for", "invoice.paid", { id: "in_1" }],
  ])("of %s is nothing to us", async (_name, type, object) => {
    expect((await readGenuine(recordEvent(type, object))).about).toBe("nothing");
  });

  test.each([
    ["account.updated", recordAccount({ id: "acct_1" })],
    ["account.application.deauthorized", { id: "ca_1", object: "application" }],
  ])("%s leads to the seller's account", async (type, object) => {
    expect(await readGenuine(recordEvent(type, object, { account: "acct_1" }))).toMatchObject({
      about: "payout-account",
      reference: "acct_1",
    });
  });
});

test("Stripe's package charges through the fetch of this runtime", async () => {
  const fetched = vi.spyOn(globalThis, "fetch").mockResolvedValue(Response.json(intent));
  const charge = await makeStripePayments(settings).findCharge("pi_1");
  expect(charge).toMatchObject({ reference: "pi_1", status: "succeeded" });
  expect(fetched).toHaveBeenCalledExactlyOnceWith(
    expect.stringContaining("https://api.stripe.com/v1/payment_intents/pi_1"),
    expect.anything(),
  );
});
