import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { testBankName } from "../../../durable-objects/test-bank/rpc.ts";
import type { TestBank } from "../../../durable-objects/test-bank/test-bank.ts";
import type { Post } from "../../../durable-objects/test-bank/webhooks.ts";
import type { TestApi } from "./api.ts";

export const getTestBankStub = () => env.TEST_BANK.get(env.TEST_BANK.idFromName(testBankName));

/**
 * Takes the bank's own clock away, for as long as it stays in memory: its alarm would tell a Worker without the test's
 * database, and count that as tries.
 */
export const stopBankClock = (): Promise<void> =>
  runInDurableObject(getTestBankStub(), (bank: TestBank) => {
    Object.assign(bank, { alarm: () => Promise.resolve() });
  });

/** What the bank does within `ms` from now happens at once, and its webhooks go to `post`. */
export const letBankGoOn = (ms: number, post: Post): Promise<void> =>
  runInDurableObject(getTestBankStub(), (bank: TestBank) => bank.goOn(Date.now() + ms, post));

/** The same, with the webhooks brought to the interface under test. */
export const letBankTell = (api: TestApi, ms: number): Promise<void> =>
  letBankGoOn(ms, async ({ body, headers }) => {
    const answer = await api.call("POST /webhooks/payments/test", {
      text: body,
      headers: Object.fromEntries(headers),
    });
    return new Response(null, { status: answer.status });
  });

/** The configuration of a house that takes its money elsewhere: the bank is not there. */
export const withoutTestBank = {
  TEST_BANK_KEY: "",
  PAYMENT_PROVIDER: "stripe",
  STRIPE_SECRET_KEY: "sk_test_nothing",
  STRIPE_PUBLISHABLE_KEY: "pk_test_nothing",
  STRIPE_WEBHOOK_SECRETS: "whsec_nothing0123456789",
};
