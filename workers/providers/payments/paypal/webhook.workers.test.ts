import { crc32 } from "node:zlib";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { ProviderUnavailable } from "../provider.ts";
import { makePaypalPayments } from "./paypal-payments.ts";
import { makeSigner } from "./testing/certificate.ts";
import type { Signer } from "./testing/certificate.ts";
import { makePaypalSettings, recordCapture, recordDispute, recordEvent } from "./testing/recorded.ts";
import { recordOrder, recordToken } from "./testing/recorded.ts";

const settings = makePaypalSettings("https://api-m.sandbox.paypal.com");
const payments = makePaypalPayments(settings);
const nowMs = Date.parse("2026-11-28T12:00:00Z");
const home = "https://api.sandbox.paypal.com/v1/notifications/certs/CERT";

let paypal: Signer;
let stranger: Signer;
let expired: Signer;
beforeAll(async () => {
  [paypal, stranger, expired] = await Promise.all([makeSigner(), makeSigner(), makeSigner("210101000000Z")]);
});

/** What lies where; every other address is one that must not be asked. */
let places: Record<string, () => Response>;
const fetched = vi.fn<(url: string) => Response>();
beforeEach(() => {
  places = {
    [`${home}-own`]: () => new Response(paypal.pem),
    [`${home}-expired`]: () => new Response(expired.pem),
    [`${home}-none`]: () => new Response("", { status: 404 }),
    [`${home}-text`]: () => new Response("not a certificate"),
    [`${home}-down`]: () => new Response("", { status: 503 }),
    "https://api-m.sandbox.paypal.com/v1/oauth2/token": () => Response.json(recordToken().body),
    "https://api-m.sandbox.paypal.com/v2/payments/captures/3C679366HH908993F": () =>
      Response.json(recordCapture()),
  };
  fetched.mockReset().mockImplementation((url) => {
    const answer = places[url];
    if (answer === undefined) throw new Error(`nobody prepared ${url}`);
    return answer();
  });
  vi.spyOn(globalThis, "fetch").mockImplementation((url) => Promise.resolve(fetched(url as string)));
});

interface Sent {
  readonly by?: Signer;
  readonly atMs?: number;
  readonly certificate?: string;
  readonly webhookId?: string;
  readonly change?: Readonly<Record<string, string>>;
}

async function read(body: string, sent: Sent = {}, signedBody = body) {
  const time = new Date(sent.atMs ?? nowMs).toISOString();
  const webhookId = sent.webhookId ?? settings.PAYPAL_WEBHOOK_ID;
  const message = `69cd13f0-d67a|${time}|${webhookId}|${crc32(signedBody)}`;
  const headers = new Headers({
    "PayPal-Transmission-Id": "69cd13f0-d67a",
    "PayPal-Transmission-Time": time,
    "PayPal-Transmission-Sig": await (sent.by ?? paypal).sign(message),
    "PayPal-Cert-Url": sent.certificate ?? `${home}-own`,
    "PayPal-Auth-Algo": "SHA256withRSA",
    ...sent.change,
  });
  return payments.readWebhook({ body, headers, nowMs });
}

async function readGenuine(type: string, resource: object) {
  const answer = await read(recordEvent(type, resource));
  if (!answer.ok) throw new Error(answer.refusal);
  return answer.value;
}

const genuine = recordEvent("PAYMENT.CAPTURE.COMPLETED", recordCapture({ custom_id: "p1" }));
const dayMs = 24 * 3_600_000;

describe("a webhook of PayPal's", () => {
  test("[SEC-32] that is genuine is believed, and leads to its payment", async () => {
    expect(await read(genuine)).toMatchObject({
      ok: true,
      value: {
        type: "PAYMENT.CAPTURE.COMPLETED",
        about: "charge",
        paymentId: "p1",
        charge: { reference: "5O190127TN364715T", status: "succeeded", feeMinor: 388 },
      },
    });
  });

  test.each<[string, () => ReturnType<typeof read>, string]>([
    ["a stranger's signature", () => read(genuine, { by: stranger }), "bad_signature"],
    ["another webhook's id", () => read(genuine, { webhookId: "8PT597110X687430L" }), "bad_signature"],
    [
      "a body that was written anew",
      () => read(JSON.stringify(JSON.parse(genuine), null, 2), {}, genuine),
      "bad_signature",
    ],
    ["a body with one more space", () => read(`${genuine} `, {}, genuine), "bad_signature"],
    [
      "a later time put on it",
      () => read(genuine, { change: { "PayPal-Transmission-Time": "2026-11-28T12:00:01.000Z" } }),
      "bad_signature",
    ],
    ["no signature", () => read(genuine, { change: { "PayPal-Transmission-Sig": "" } }), "bad_signature"],
    ["another algorithm", () => read(genuine, { change: { "PayPal-Auth-Algo": "none" } }), "bad_signature"],
    [
      "a certificate that has run out",
      () => read(genuine, { by: expired, certificate: `${home}-expired` }),
      "bad_signature",
    ],
    [
      "a certificate that is not there",
      () => read(genuine, { certificate: `${home}-none` }),
      "bad_signature",
    ],
    ["a certificate that is none", () => read(genuine, { certificate: `${home}-text` }), "bad_signature"],
    ["a time of four days ago", () => read(genuine, { atMs: nowMs - 4 * dayMs }), "stale"],
    ["a time of tomorrow", () => read(genuine, { atMs: nowMs + dayMs }), "stale"],
    ["no JSON", () => read("{"), "unreadable"],
    ["no event", () => read("{}"), "unreadable"],
  ])("[SEC-32] with %s says nothing", async (_name, act, refusal) => {
    expect(await act()).toEqual({ ok: false, refusal });
  });

  test.each([
    "https://evil.example/v1/notifications/certs/CERT",
    "http://api.sandbox.paypal.com/v1/notifications/certs/CERT",
    "https://api.sandbox.paypal.com.evil.example/v1/notifications/certs/CERT",
    "https://api.sandbox.paypal.com@evil.example/v1/notifications/certs/CERT",
    "https://api.paypal.com/v1/notifications/certs/CERT",
    "https://api.sandbox.paypal.com/v1/notifications/certs/../../other",
    "https://169.254.169.254/v1/notifications/certs/CERT",
  ])("[SEC-32] whose certificate lies at %s makes nobody fetch it", async (certificate) => {
    places[certificate] = () => new Response(stranger.pem);
    expect(await read(genuine, { by: stranger, certificate })).toEqual({
      ok: false,
      refusal: "bad_signature",
    });
    expect(fetched).not.toHaveBeenCalled();
  });

  test("is sent again when its certificate cannot be fetched now", async () => {
    await expect(read(genuine, { certificate: `${home}-down` })).rejects.toThrow(ProviderUnavailable);
  });

  test("[SEC-32] is not believed where no webhook is configured", async () => {
    const bare = makePaypalPayments({ ...settings, PAYPAL_WEBHOOK_ID: "" });
    const answer = await bare.readWebhook({ body: genuine, headers: new Headers(), nowMs });
    expect(answer).toEqual({ ok: false, refusal: "not_configured" });
  });

  test("of an order that its buyer approved makes somebody look", async () => {
    const order = recordOrder({ status: "APPROVED" }, undefined, "p1");
    expect(await readGenuine("CHECKOUT.ORDER.APPROVED", order)).toMatchObject({
      about: "charge",
      paymentId: "p1",
      charge: { reference: "5O190127TN364715T", status: "processing" },
    });
  });

  test("of a refund and of a payout leads to ours", async () => {
    const refund = { id: "1JU08902781691411", status: "FAILED", custom_id: "r1" };
    expect(await readGenuine("PAYMENT.REFUND.FAILED", refund)).toMatchObject({
      about: "refund",
      refund: { reference: "1JU08902781691411", status: "failed" },
      refundId: "r1",
    });
    const item = {
      payout_item_id: "8AELMXH8UB2P8",
      payout_batch_id: "5UXD2E8A7EBQJ",
      transaction_status: "RETURNED",
      payout_item: { sender_item_id: "o1" },
      errors: { name: "RECEIVER_UNREGISTERED" },
    };
    expect(await readGenuine("PAYMENT.PAYOUTS-ITEM.RETURNED", item)).toMatchObject({
      about: "payout",
      payout: { reference: "5UXD2E8A7EBQJ", status: "failed", failure: "receiver_unregistered" },
      payoutId: "o1",
    });
  });

  const resolved = (code: string, stage = "CHARGEBACK") => ({
    status: "RESOLVED",
    dispute_life_cycle_stage: stage,
    dispute_outcome: { outcome_code: code },
  });
  test.each([
    ["open", {}],
    ["open", { status: "WAITING_FOR_SELLER_RESPONSE", seller_response_due_date: "2026-12-08T12:00:00.000Z" }],
    ["lost", resolved("RESOLVED_BUYER_FAVOUR")],
    ["won", resolved("RESOLVED_SELLER_FAVOUR")],
    ["lost", resolved("RESOLVED_BUYER_FAVOUR", "INQUIRY")],
  ])("of a dispute that is %s leads from its capture to our charge", async (status, fields) => {
    expect(await readGenuine("CUSTOMER.DISPUTE.UPDATED", recordDispute(fields))).toMatchObject({
      about: "dispute",
      dispute: {
        reference: "PP-D-27803",
        chargeReference: "5O190127TN364715T",
        amountMinor: 5_000,
        reason: "not-received",
        status,
      },
    });
  });

  test.each([
    ["an inquiry", recordDispute({ dispute_life_cycle_stage: "INQUIRY" })],
    ["an inquiry that came to nothing", recordDispute(resolved("CANCELED_BY_BUYER", "INQUIRY"))],
  ])("of %s is nothing to us", async (_name, dispute) => {
    expect((await readGenuine("CUSTOMER.DISPUTE.UPDATED", dispute)).about).toBe("nothing");
  });

  test("of anything else is nothing to us", async () => {
    expect((await readGenuine("BILLING.PLAN.CREATED", { id: "P-1" })).about).toBe("nothing");
  });
});
