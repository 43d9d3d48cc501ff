import { v7 as makeUuid } from "uuid";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { signWebhook, signatureHeader } from "../../durable-objects/test-bank/signature.ts";
import { must } from "../../domain/result.ts";
import { createTestApi, origin } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { letBankTell, stopBankClock, withoutTestBank } from "../../test/support/workers/bank.ts";
import { addSale } from "../../test/support/workers/sales.ts";
import { parseSettings } from "../env.ts";
import { createPaymentProviders } from "../providers/payments/providers.ts";

let api: TestApi;
let buyer: TestPerson;
let seller: TestPerson;
let key: string;
beforeAll(async () => {
  api = await createTestApi();
  buyer = await api.join("Ana");
  seller = await api.join("Sam", "seller");
  key = parseSettings(api.env).TEST_BANK_KEY;
});
beforeEach(stopBankClock);

/** A charge of ours that its provider works on, as far as we know. */
async function addPayment(reference: string | null = `test_charge_${makeUuid()}`) {
  const { orderId } = await addSale(api, { sellerId: seller.id, buyerId: buyer.id, soldAt: new Date() });
  const id = makeUuid();
  await api.sql(
    `INSERT INTO payments (id, order_id, user_id, attempt, idempotency_key, status, amount_minor, currency, provider,
       provider_reference) VALUES ($1, $2, $3, 1, $4, 'processing', 1000, 'USD', 'test', $5)`,
    [id, orderId, buyer.id, makeUuid(), reference],
  );
  return { id, orderId, reference };
}

/** What a row says of when to look at it, and how many events were taken in. */
async function readStanding(paymentId: string) {
  const [payment] = await api.sql("SELECT next_action_at, status FROM payments WHERE id = $1", [paymentId]);
  const [events] = await api.sql("SELECT count(*)::int AS count FROM provider_events");
  return {
    isDue: must(payment, "the payment is there")["next_action_at"] !== null,
    status: payment?.["status"],
    events: events?.["count"],
  };
}

const eventOf = (payment: { id: string; reference: string | null }, change: object = {}) => ({
  id: `test_event_${makeUuid()}`,
  type: "charge.succeeded",
  data: {
    about: "charge",
    charge: {
      reference: payment.reference ?? "test_charge_new",
      paymentId: payment.id,
      status: "succeeded",
      feeMinor: 59,
      failure: null,
      approvalToken: null,
    },
  },
  ...change,
});

const path = "POST /webhooks/payments/test";
const send = (body: string, headers: Record<string, string>, token?: string) =>
  api.call(path, { text: body, headers: { "Content-Type": "application/json", ...headers }, token });
const sendSigned = (event: object, nowMs = Date.now()) => {
  const body = JSON.stringify(event);
  return send(body, { [signatureHeader]: signWebhook(key, nowMs, body) });
};

describe("a genuine webhook", () => {
  test("has its payment looked at, and says nothing else about it", async () => {
    const payment = await addPayment();
    const answer = await sendSigned(eventOf(payment));
    expect([answer.status, answer.body]).toEqual([200, { success: true, data: null }]);
    expect(await readStanding(payment.id)).toMatchObject({ isDue: true, status: "processing" });
  });

  test("finds its payment by our id before its reference is known", async () => {
    const early = await addPayment(null);
    await sendSigned(eventOf(early));
    expect((await readStanding(early.id)).isDue).toBe(true);
  });

  test("of another charge than the one we made leads nowhere", async () => {
    const payment = await addPayment();
    const answer = await sendSigned(eventOf({ ...payment, reference: "test_charge_other" }));
    expect(answer.status).toBe(200);
    expect((await readStanding(payment.id)).isDue).toBe(false);
  });

  test.each(["not-an-id", makeUuid()])(
    "about a payment %s that is none of ours is taken in and done with",
    async (id) => {
      expect((await sendSigned(eventOf({ id, reference: "test_charge_x" }))).status).toBe(200);
    },
  );

  test("has a refund looked at", async () => {
    const { id: paymentId, orderId } = await addPayment();
    const refundId = makeUuid();
    await api.sql(
      "INSERT INTO refunds (id, order_id, payment_id, amount_minor, reason) VALUES ($1, $2, $3, 500, 'requested')",
      [refundId, orderId, paymentId],
    );
    const refund = { reference: "test_refund_1", refundId, status: "failed" };
    const told = { id: makeUuid(), type: "refund.failed", data: { about: "refund", refund } };
    expect((await sendSigned(told)).status).toBe(200);
    const due = await api.sql("SELECT id FROM refunds WHERE next_action_at IS NOT NULL");
    expect(due).toEqual([{ id: refundId }]);
  });

  test("of a dispute about no charge of ours is taken in, and opens none", async () => {
    const dispute = {
      reference: "test_dispute_1",
      charge: "test_charge_of_nobody",
      amountMinor: 1_000,
      feeMinor: 1_500,
      reason: "fraudulent",
      status: "open",
    };
    const told = { id: makeUuid(), type: "dispute.open", data: { about: "dispute", dispute } };
    expect((await sendSigned(told)).status).toBe(200);
    expect(await api.sql("SELECT 1 FROM disputes")).toEqual([]);
  });

  test("of a payout account asks how it stands now", async () => {
    const provider = await createPaymentProviders({
      env: api.env,
      settings: parseSettings(api.env),
    }).current();
    const opened = { key: makeUuid(), userId: seller.id, email: seller.email, country: "US" };
    const { reference } = await provider.openPayoutAccount(opened);
    await api.sql(
      "INSERT INTO payout_accounts (user_id, provider, provider_reference, country) VALUES ($1, 'test', $2, 'US')",
      [seller.id, reference],
    );
    const readCanBePaid = async () => {
      const [row] = await api.sql("SELECT can_be_paid FROM payout_accounts WHERE provider_reference = $1", [
        reference,
      ]);
      return row?.["can_be_paid"];
    };
    // What an event says of it does not count: its account has not been let in.
    const account = { reference, canBePaid: true };
    await sendSigned({ id: makeUuid(), type: "account.updated", data: { about: "payout-account", account } });
    expect(await readCanBePaid()).toBe(false);

    const url = await provider.makeOnboardingUrl({
      reference,
      returnUrl: `${origin}/seller`,
      refreshUrl: origin,
    });
    const answered = await api.call(`POST ${url.slice(origin.length)}`, {
      text: "answer=accept",
      headers: { Origin: origin, "Content-Type": "application/x-www-form-urlencoded" },
    });
    expect([answered.status, answered.headers.get("Location")]).toEqual([303, `${origin}/seller`]);
    await letBankTell(api, 0);
    expect(await readCanBePaid()).toBe(true);
  });
});

describe("[SEC-32] a webhook that is not genuine changes nothing", () => {
  const otherKey = `dev-${"x".repeat(43)}`;
  const sign = (body: string, nowMs = Date.now(), secret = key) => ({
    [signatureHeader]: signWebhook(secret, nowMs, body),
  });
  type Forge = (body: string) => { readonly body: string; readonly headers: Record<string, string> };

  test.each<[string, Forge]>([
    ["without a signature", (body) => ({ body, headers: {} })],
    ["with an empty signature", (body) => ({ body, headers: { [signatureHeader]: "" } })],
    [
      "with zeros for a signature",
      (body) => ({
        body,
        headers: { [signatureHeader]: `t=${Math.floor(Date.now() / 1_000)},v1=${"0".repeat(64)}` },
      }),
    ],
    [
      "signed with another endpoint's secret",
      (body) => ({ body, headers: sign(body, Date.now(), otherKey) }),
    ],
    ["signed more than five minutes ago", (body) => ({ body, headers: sign(body, Date.now() - 301_000) })],
    ["signed in the future", (body) => ({ body, headers: sign(body, Date.now() + 400_000) })],
    [
      "with the time of its signature changed",
      (body) => ({
        body,
        headers: {
          [signatureHeader]:
            sign(body, Date.now() - 600_000)[signatureHeader]?.replace(
              /^t=\d+/u,
              `t=${Math.floor(Date.now() / 1_000)}`,
            ) ?? "",
        },
      }),
    ],
    [
      "written anew with spaces",
      (body) => ({ body: JSON.stringify(JSON.parse(body), undefined, 2), headers: sign(body) }),
    ],
    ["with a byte order mark in front", (body) => ({ body: `\uFEFF${body}`, headers: sign(body) })],
    ["with another amount in it", (body) => ({ body: body.replace("59", "58"), headers: sign(body) })],
    [
      "with Stripe's header",
      (body) => ({ body, headers: { "Stripe-Signature": signWebhook(key, Date.now(), body) } }),
    ],
  ])("%s", async (_how, forge) => {
    const payment = await addPayment();
    const before = await readStanding(payment.id);
    const { body, headers } = forge(JSON.stringify(eventOf(payment)));
    const answer = await send(body, headers);
    expect([answer.status, answer.body.error.code]).toEqual([400, "invalid_signature"]);
    expect(await readStanding(payment.id)).toEqual(before);
  });

  test("sent by somebody signed in, or by an admin", async () => {
    const payment = await addPayment();
    const before = await readStanding(payment.id);
    const admin = await api.join("Ada", "admin");
    for (const { token } of [buyer, admin]) {
      const answer = await send(JSON.stringify(eventOf(payment)), {}, token);
      expect(answer.status).toBe(400);
    }
    expect(await readStanding(payment.id)).toEqual(before);
  });

  test("larger than any event, even when it is signed", async () => {
    const payment = await addPayment();
    const before = await readStanding(payment.id);
    const answer = await sendSigned(eventOf(payment, { padding: "x".repeat(262_144) }));
    expect([answer.status, answer.body.error.code]).toEqual([413, "too_large"]);
    expect(await readStanding(payment.id)).toEqual(before);
  });

  test.each(["{}", "", "null", "[]", '{"id":1}', "not json"])(
    "signed, and nothing we know: %s",
    async (body) => {
      const before = await api.sql("SELECT count(*) FROM provider_events");
      const answer = await send(body, sign(body));
      expect([answer.status, answer.body.error.code]).toEqual([400, "invalid_signature"]);
      expect(await api.sql("SELECT count(*) FROM provider_events")).toEqual(before);
    },
  );

  test("replayed: its id counts once, also five at a time and re-signed", async () => {
    const payment = await addPayment();
    const event = eventOf(payment);
    const answers = await Promise.all(Array.from({ length: 5 }, () => sendSigned(event)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const { events } = await readStanding(payment.id);
    await api.sql("UPDATE payments SET next_action_at = NULL WHERE id = $1", [payment.id]);
    await sendSigned(event);
    await sendSigned({ ...event, type: "charge.failed" });
    expect(await readStanding(payment.id)).toMatchObject({ isDue: false, events });
    const rows = await api.sql("SELECT 1 FROM provider_events WHERE event_id = $1", [event.id]);
    expect(rows).toHaveLength(1);
  });

  test("for a provider that is not there", async () => {
    const body = JSON.stringify(eventOf(await addPayment()));
    for (const name of ["square", "paypal2", "TEST", "test%2F", "__proto__"]) {
      const answer = await api.call(`POST /webhooks/payments/${name}`, { text: body, headers: sign(body) });
      expect([name, answer.status]).toEqual([name, 404]);
    }
    const off = await api.call(path, {
      text: body,
      headers: sign(body),
      variables: withoutTestBank,
    });
    expect(off.status).toBe(404);
    expect((await api.call("GET /webhooks/payments/test")).status).toBe(405);
  });
});

describe("what the bank itself sends", () => {
  test("leads to the payment, twice or out of order too", async () => {
    const provider = await createPaymentProviders({
      env: api.env,
      settings: parseSettings(api.env),
    }).current();
    for (const number of ["4242424242424242", "4000000000001059", "4000000000001067", "4000000000001026"]) {
      const payment = await addPayment(null);
      const now = new Date();
      const payer = { userId: buyer.id, email: "", customerReference: null, returnUrl: "", now };
      const { setupToken } = await provider.beginSetup(payer);
      const card = { number, expiryMonth: 12, expiryYear: 2040 };
      const held = await provider.finishSetup({ setupToken, userId: buyer.id, card, now });
      if (!held.ok) throw new Error(held.refusal);
      await provider.charge({
        key: makeUuid(),
        paymentId: payment.id,
        orderId: payment.orderId,
        amountMinor: 1_000,
        currency: "USD",
        method: held.value,
        isBuyerPresent: false,
        returnUrl: origin,
        description: "A lamp",
      });
      expect((await readStanding(payment.id)).isDue).toBe(false);
      await letBankTell(api, 60_000);
      expect([number, (await readStanding(payment.id)).isDue]).toEqual([number, true]);
    }
  });
});
