import { beforeAll, describe, expect, test } from "vitest";
import { v7 as makeUuid } from "uuid";
import { must } from "../../../../domain/result.ts";
import { paymentFailures } from "../provider.ts";
import type {
  CardInput,
  Charge,
  ChargeRequest,
  HeldMethod,
  PaymentFailure,
  PaymentProvider,
} from "../provider.ts";

/** What a provider's tests have to arrange themselves. */
export interface SuiteSubject {
  readonly provider: PaymentProvider;
  /** Keeps a way to pay whose charges go well at once, or fail so. */
  readonly holdMethod: (userId: string, failure?: PaymentFailure) => Promise<HeldMethod>;
  /** A webhook as the provider would send it about a charge of ours, signed at `nowMs`. */
  readonly signWebhook: (
    about: { readonly charge: Charge; readonly paymentId: string },
    nowMs: number,
  ) => {
    readonly body: string;
    readonly headers: Headers;
  };
  /** A setup that nobody finished; `card` is what the test provider would get. */
  readonly unfinished: { readonly setupToken: string; readonly card: CardInput | null };
}

/**
 * What the product relies on, whoever the provider is. A provider's own tests run this against the real thing or what
 * its maker publishes in its place.
 */
export function describePaymentProvider(name: string, createSubject: () => Promise<SuiteSubject>): void {
  describe(`${name}, as the product relies on it`, () => {
    let subject: SuiteSubject;
    let provider: PaymentProvider;
    const userId = makeUuid();
    beforeAll(async () => {
      subject = await createSubject();
      ({ provider } = subject);
    });

    const request = ({ reference, customerReference }: HeldMethod, change: Partial<ChargeRequest> = {}) => ({
      key: makeUuid(),
      paymentId: makeUuid(),
      orderId: makeUuid(),
      amountMinor: 12_345,
      currency: "USD",
      method: { reference, customerReference },
      isBuyerPresent: false,
      returnUrl: "https://blytz.example/orders",
      description: "A lot",
      ...change,
    });
    const pay = async () => {
      const paid = request(await subject.holdMethod(userId));
      return { paid, charge: await provider.charge(paid) };
    };

    test("a setup names itself and ends", async () => {
      const now = new Date();
      const setup = await provider.beginSetup({
        userId,
        email: "ana@example.test",
        customerReference: null,
        returnUrl: "https://blytz.example/account",
        now,
      });
      expect(setup.setupToken).not.toBe("");
      expect(setup.expiresAt.getTime()).toBeGreaterThan(now.getTime());
    });

    test("a setup that nobody finished keeps nothing", async () => {
      const { setupToken, card } = subject.unfinished;
      const held = await provider.finishSetup({ setupToken, userId, card, now: new Date() });
      expect(held).toEqual({ ok: false, refusal: "setup_unfinished" });
    });

    test("a method is told by its brand and its last digits", async () => {
      const held = await subject.holdMethod(userId);
      expect(held.reference).not.toBe("");
      expect(held.brand).toMatch(/^[a-z_ ]{1,40}$/u);
      expect(held.last4).toMatch(/^\d{4}$/u);
    });

    test("a charge that goes well has succeeded, and is found again", async () => {
      const { charge } = await pay();
      expect(charge).toMatchObject({ status: "succeeded", failure: null, action: null });
      const found = must(await provider.findCharge(charge.reference), "the charge is found");
      expect(found).toEqual({ ...charge, feeMinor: found.feeMinor });
      expect(await provider.findCharge("never-made")).toBeUndefined();
    });

    test("a charge that has succeeded is not given up", async () => {
      const { charge } = await pay();
      expect(await provider.cancelCharge(charge.reference)).toMatchObject({
        reference: charge.reference,
        status: "succeeded",
      });
    });

    test("[S1] the same key is the same charge, five times at once", async () => {
      const paid = request(await subject.holdMethod(userId));
      const charges = await Promise.all(Array.from({ length: 5 }, () => provider.charge(paid)));
      expect(new Set(charges.map(({ reference }) => reference)).size).toBe(1);
    });

    test("[S1] the same key for another amount is refused, and nothing is charged", async () => {
      const { paid } = await pay();
      await expect(provider.charge({ ...paid, amountMinor: paid.amountMinor + 1 })).rejects.toThrow(/./u);
    });

    test.each(["declined", "insufficient_funds"] as const)("a charge that is %s says so", async (failure) => {
      const held = await subject.holdMethod(userId, failure);
      const charge = await provider.charge(request(held));
      expect(charge).toMatchObject({ status: "failed", failure, action: null });
      expect(paymentFailures).toContain(charge.failure);
    });

    test("a method that was let go of is not charged; letting go twice is no error", async () => {
      const held = await subject.holdMethod(userId);
      await provider.detach(held.reference);
      await provider.detach(held.reference);
      expect((await provider.charge(request(held))).status).toBe("failed");
    });

    test("a refund goes back once per key, and is found again", async () => {
      const { charge, paid } = await pay();
      const refund = {
        key: makeUuid(),
        refundId: makeUuid(),
        chargeReference: charge.reference,
        amountMinor: 2_345,
        currency: paid.currency,
      };
      const first = await provider.refund(refund);
      expect(["pending", "succeeded"]).toContain(first.status);
      expect((await provider.refund(refund)).reference).toBe(first.reference);
      expect((await provider.findRefund(first.reference))?.reference).toBe(first.reference);
      expect(await provider.findRefund("never-made")).toBeUndefined();
    });

    test("a seller is paid only once the provider knows them", async () => {
      const seller = { key: makeUuid(), userId: makeUuid(), email: "sam@example.test", country: "US" };
      const account = await provider.openPayoutAccount(seller);
      expect(account.canBePaid).toBe(false);
      expect((await provider.openPayoutAccount(seller)).reference).toBe(account.reference);
      expect(await provider.findPayoutAccount(account.reference)).toEqual(account);
      expect(await provider.findPayoutAccount("never-opened")).toBeUndefined();
      const url = await provider.makeOnboardingUrl({
        reference: account.reference,
        returnUrl: "https://blytz.example/seller",
        refreshUrl: "https://blytz.example/seller/again",
      });
      expect(URL.canParse(url)).toBe(true);
    });

    describe("webhooks", () => {
      const make = async (nowMs = Date.now()) => {
        const { charge, paid } = await pay();
        return { charge, paid, webhook: subject.signWebhook({ charge, paymentId: paid.paymentId }, nowMs) };
      };

      test("[SEC-32] one that is genuine is read, and leads to its payment", async () => {
        const { charge, paid, webhook } = await make();
        const read = await provider.readWebhook({ ...webhook, nowMs: Date.now() });
        expect(read).toMatchObject({
          ok: true,
          value: { about: "charge", paymentId: paid.paymentId, charge: { reference: charge.reference } },
        });
      });

      test("[SEC-32] one whose bytes, signature or time are not right is refused", async () => {
        const { webhook } = await make();
        const nowMs = Date.now();
        const reencoded = JSON.stringify(JSON.parse(webhook.body), undefined, 1);
        const changed = new Headers(webhook.headers);
        for (const [header, value] of webhook.headers) {
          changed.set(
            header,
            value.replace(/[0-9a-f](?=[^0-9a-f]*$)/u, (digit) => (digit === "0" ? "1" : "0")),
          );
        }
        const [late, early] = [nowMs + 301_000, nowMs - 301_000];
        const answers = await Promise.all([
          provider.readWebhook({ body: reencoded, headers: webhook.headers, nowMs }),
          provider.readWebhook({ body: `${webhook.body} `, headers: webhook.headers, nowMs }),
          provider.readWebhook({ body: webhook.body, headers: changed, nowMs }),
          provider.readWebhook({ body: webhook.body, headers: new Headers(), nowMs }),
          provider.readWebhook({ ...webhook, nowMs: late }),
          provider.readWebhook({ ...webhook, nowMs: early }),
        ]);
        expect(answers.map(({ ok }) => ok)).toEqual([false, false, false, false, false, false]);
      });
    });
  });
}
