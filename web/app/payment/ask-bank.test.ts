import { describe, expect, it } from "vitest";

import type { BankScript } from "./ask-bank.ts";
import { askBank } from "./ask-bank.ts";

const asked = { clientSecret: "pi_1_secret_2", returnUrl: "https://blytz.example/orders/1" };

/** Stripe's script as far as this asks it, with what it was asked. */
function play(intent: object | undefined, refusal?: object) {
  const calls: unknown[] = [];
  const answer = (name: string) => (options: unknown) => {
    calls.push([name, options]);
    return Promise.resolve(refusal === undefined ? { paymentIntent: {} } : { error: refusal });
  };
  const script = {
    retrievePaymentIntent: () =>
      Promise.resolve(
        intent === undefined ? { error: { message: "No such intent." } } : { paymentIntent: intent },
      ),
    confirmPayment: answer("confirmPayment"),
    handleNextAction: answer("handleNextAction"),
  };
  // Stripe's own type has more in it than anything here reads.
  return { script: script as unknown as BankScript, calls };
}

const declined = {
  status: "requires_payment_method",
  last_payment_error: { payment_method: { id: "pm_3" } },
};

describe("the bank's question", () => {
  it("goes on with an intent that waits for its customer", async () => {
    const { script, calls } = play({ status: "requires_action" });
    expect(await askBank(script, asked)).toBeUndefined();
    expect(calls).toEqual([["handleNextAction", { clientSecret: "pi_1_secret_2" }]]);
  });

  it("confirms again what was declined for want of its customer, with the card it was tried with", async () => {
    const { script, calls } = play(declined);
    expect(await askBank(script, asked)).toBeUndefined();
    const confirmParams = { payment_method: "pm_3", return_url: asked.returnUrl };
    expect(calls).toEqual([
      ["confirmPayment", { clientSecret: asked.clientSecret, confirmParams, redirect: "if_required" }],
    ]);
  });

  it.each(["succeeded", "processing", "canceled"])(
    "is over for one that is %s: whoever asks hears how",
    async (status) => {
      const { script, calls } = play({ status });
      expect(await askBank(script, asked)).toBeUndefined();
      expect(calls).toEqual([]);
    },
  );

  it.each([
    [{ status: "requires_action" }, { message: "Not you." }, "Not you."],
    [declined, { message: "Not you." }, "Not you."],
    [declined, {}, ""],
    [{ status: "requires_payment_method", last_payment_error: null }, undefined, ""],
    [undefined, undefined, "No such intent."],
  ])("says what was wrong: %o, %o", async (intent, refusal, said) => {
    expect(await askBank(play(intent, refusal).script, asked)).toBe(said);
  });
});
