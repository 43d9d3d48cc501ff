import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { startRecordedApi } from "../../../../test/support/payments/recorded-api.ts";
import { ProviderUnavailable } from "../provider.ts";
import { makeStripePayments } from "./stripe-payments.ts";
import { recordCustomer, recordError, recordList, recordMethod, recordSetup } from "./testing/recorded.ts";
import { makeStripeSettings } from "./testing/stripe-settings.ts";

const api = await startRecordedApi();
const payments = makeStripePayments(makeStripeSettings(api.url));
beforeEach(api.reset);
afterAll(api.stop);

const now = new Date("2026-11-28T12:00:00Z");
const user = {
  userId: "u1",
  email: "buyer@blytz.example",
  customerReference: null,
  returnUrl: "https://blytz.example/account",
  now,
};
const customers = "GET /v1/customers";
const begin = "POST /v1/setup_intents";
const get = "GET /v1/setup_intents/seti_1";
const card = { brand: "visa", last4: "4242", exp_month: 4, exp_year: 2030, fingerprint: "Xt5EWLLDS7FJjR1c" };
const setup = (fields: object) =>
  recordSetup({
    id: "seti_1",
    created: now.getTime() / 1_000 - 60,
    client_secret: "seti_1_secret_a",
    customer: "cus_1",
    metadata: { userId: "u1" },
    status: "succeeded",
    payment_method: recordMethod({ id: "pm_1", card }),
    ...fields,
  });
const finish = { setupToken: "seti_1", userId: "u1", card: null, now };

describe("a card at Stripe", () => {
  test("[B1] is handed to Stripe in the browser, for charges with nobody present", async () => {
    api.prepare({
      [customers]: { body: recordList(recordCustomer({ id: "cus_0", metadata: { userId: "other" } })) },
      "POST /v1/customers": { body: recordCustomer({ id: "cus_1" }) },
      [begin]: { body: setup({ status: "requires_payment_method" }) },
    });
    expect(await payments.beginSetup(user)).toEqual({
      setupToken: "seti_1",
      expiresAt: new Date("2026-11-29T12:00:00Z"),
      publishableKey: "pk_test_blytz",
      clientSecret: "seti_1_secret_a",
    });
    expect(api.calls[1]?.headers["idempotency-key"]).toMatch(/^customer:u1:[\w-]{16}$/);
    expect(api.calls[2]?.form).toEqual({
      customer: "cus_1",
      usage: "off_session",
      "allowed_payment_method_types[0]": "card",
      "metadata[userId]": "u1",
    });
  });

  test("belongs to the one customer of its owner", async () => {
    api.prepare({
      [customers]: { body: recordList(recordCustomer({ id: "cus_7", metadata: { userId: "u1" } })) },
      [begin]: { body: setup({}) },
    });
    await payments.beginSetup(user);
    expect(api.lines()).toEqual([customers, begin]);
    api.reset();
    api.prepare({ [begin]: { body: setup({}) } });
    await payments.beginSetup({ ...user, customerReference: "cus_8" });
    expect(api.calls.map(({ form }) => form["customer"])).toEqual(["cus_8"]);
  });

  test("is kept as what its owner knows it by", async () => {
    api.prepare({ [get]: { body: setup({}) } });
    expect(await payments.finishSetup(finish)).toEqual({
      ok: true,
      value: {
        reference: "pm_1",
        customerReference: "cus_1",
        brand: "visa",
        last4: "4242",
        expiryMonth: 4,
        expiryYear: 2030,
        fingerprint: "Xt5EWLLDS7FJjR1c",
      },
    });
    expect(api.calls[0]?.query).toEqual({ "expand[0]": "payment_method" });
  });

  test.each([
    ["somebody else's", { metadata: { userId: "u2" } }, "setup_unfinished"],
    ["one of yesterday", { created: now.getTime() / 1_000 - 90_000 }, "setup_unfinished"],
    ["one under way", { status: "requires_action" }, "setup_unfinished"],
    ["one without a card", { payment_method: null }, "setup_unfinished"],
    ["a declined one", declined({ code: "card_declined" }), "declined"],
    ["one without funds", declined({ decline_code: "insufficient_funds" }), "insufficient_funds"],
    ["an expired one", declined({ code: "expired_card" }), "expired"],
    ["one whose owner said no", declined({ code: "setup_intent_authentication_failure" }), "declined"],
  ] as const)("is not kept from %s", async (_name, fields, refusal) => {
    api.prepare({ [get]: { body: setup(fields) } });
    expect(await payments.finishSetup(finish)).toEqual({ ok: false, refusal });
  });

  test.each(["", "seti_1/../../customers", "pi_1", "seti_1?expand=x", `seti_${"a".repeat(200)}`])(
    "is not looked for under %s",
    async (setupToken) => {
      const refused = { ok: false, refusal: "setup_unfinished" };
      expect(await payments.finishSetup({ ...finish, setupToken })).toEqual(refused);
      expect(api.calls).toEqual([]);
    },
  );

  test("nobody has begun is not kept", async () => {
    api.prepare({ [get]: recordError(404, { code: "resource_missing" }) });
    expect((await payments.finishSetup(finish)).ok).toBe(false);
  });

  test("is let go of, also when it is gone already", async () => {
    const detach = "POST /v1/payment_methods/pm_1/detach";
    const method = "GET /v1/payment_methods/pm_1";
    const unattached = recordError(400, { code: "payment_method_unexpected_state" });
    api.prepare({
      [detach]: [{ body: recordMethod({}) }, recordError(404, { code: "resource_missing" }), unattached],
      [method]: [{ body: recordMethod({ customer: null }) }, { body: recordMethod({ customer: "cus_1" }) }],
    });
    for (let time = 0; time < 3; time += 1) await payments.detach("pm_1");
    await expect(payments.detach("pm_1")).rejects.toThrow(ProviderUnavailable);
  });
});

function declined(error: object) {
  return { status: "requires_payment_method", last_setup_error: error };
}
