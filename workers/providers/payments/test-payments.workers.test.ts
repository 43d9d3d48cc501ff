import { env } from "cloudflare:workers";
import { v7 as makeUuid } from "uuid";
import { describe, expect, test } from "vitest";
import { signWebhook, signatureHeader } from "../../../durable-objects/test-bank/signature.ts";
import { must } from "../../../domain/result.ts";
import { parseSettings } from "../../env.ts";
import type { HeldMethod, PaymentFailure } from "./provider.ts";
import { createPaymentProviders } from "./providers.ts";
import { describePaymentProvider } from "./testing/provider-suite.ts";

const settings = parseSettings(env);
const getProvider = async () => {
  const provider = await createPaymentProviders({ env, settings }).current();
  expect(provider.name).toBe("test");
  return provider;
};

const goodCard = { number: "4242424242424242", expiryMonth: 12, expiryYear: 2040 };
const cardThatFails: Partial<Record<PaymentFailure, string>> = {
  declined: "4000000000000341",
  insufficient_funds: "4000000000001018",
};

async function holdCard(userId: string, number: string): Promise<HeldMethod> {
  const provider = await getProvider();
  const now = new Date();
  const payer = { userId, email: "ana@example.test", customerReference: null, returnUrl: "", now };
  const { setupToken } = await provider.beginSetup(payer);
  const held = await provider.finishSetup({ setupToken, userId, card: { ...goodCard, number }, now });
  if (!held.ok) throw new Error(held.refusal);
  return held.value;
}

describePaymentProvider("the test provider", async () => ({
  provider: await getProvider(),
  holdMethod: (userId, failure) =>
    holdCard(userId, failure === undefined ? goodCard.number : must(cardThatFails[failure], failure)),
  signWebhook: ({ charge: { reference, status, feeMinor }, paymentId }, nowMs) => {
    const charge = { reference, paymentId, status, feeMinor, failure: null, approvalToken: null };
    const data = { about: "charge", charge };
    const body = JSON.stringify({ id: makeUuid(), type: "charge.succeeded", data });
    const headers = new Headers({ [signatureHeader]: signWebhook(settings.TEST_BANK_KEY, nowMs, body) });
    return { body, headers };
  },
  unfinished: { setupToken: "never-begun", card: goodCard },
}));

describe("setups of the test provider", () => {
  const begin = async (userId: string) => {
    const provider = await getProvider();
    const now = new Date();
    const { setupToken } = await provider.beginSetup({
      userId,
      email: "",
      customerReference: null,
      returnUrl: "",
      now,
    });
    const finish = (change: object = {}) =>
      provider.finishSetup({ setupToken, userId, card: goodCard, now, ...change });
    return { provider, finish };
  };

  test("are one person's", async () => {
    const { finish } = await begin(makeUuid());
    expect(await finish({ userId: makeUuid() })).toEqual({ ok: false, refusal: "setup_unfinished" });
    expect((await finish()).ok).toBe(true);
  });

  test("keep one method: the same again, another card not", async () => {
    const { finish } = await begin(makeUuid());
    const first = await finish();
    expect(await finish()).toEqual(first);
    const other = { ...goodCard, number: "5555555555554444" };
    expect(await finish({ card: other })).toEqual({ ok: false, refusal: "setup_unfinished" });
  });

  test("are not spent by a card that was declined", async () => {
    const { finish } = await begin(makeUuid());
    const declined = { ...goodCard, number: "4000000000000002" };
    expect(await finish({ card: declined })).toEqual({ ok: false, refusal: "declined" });
    expect((await finish()).ok).toBe(true);
  });

  test("a card of one customer is not charged for another", async () => {
    const provider = await getProvider();
    const [own, others] = [
      await holdCard(makeUuid(), goodCard.number),
      await holdCard(makeUuid(), goodCard.number),
    ];
    const charge = await provider.charge({
      key: makeUuid(),
      paymentId: makeUuid(),
      orderId: makeUuid(),
      amountMinor: 1_000,
      currency: "USD",
      method: { reference: own.reference, customerReference: others.customerReference },
      isBuyerPresent: false,
      returnUrl: "",
      description: "",
    });
    expect(charge).toMatchObject({ status: "failed", failure: "unknown" });
  });
});

describe("which providers there are", () => {
  test("[SEC-43] in production the test provider is not, whatever is asked for", async () => {
    const production = { ...settings, ENVIRONMENT: "production" as const, PAYMENT_PROVIDER: "test" as const };
    const providers = createPaymentProviders({ env, settings: production });
    expect(await providers.find("test")).toBeUndefined();
    await expect(providers.current()).rejects.toThrow("not configured");
  });

  test("without its key it is off", async () => {
    const providers = createPaymentProviders({ env, settings: { ...settings, TEST_BANK_KEY: "" } });
    expect(await providers.find("test")).toBeUndefined();
  });
});
