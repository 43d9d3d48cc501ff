import { v7 as makeUuid } from "uuid";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { must } from "../../domain/result.ts";
import { createTestApi, origin } from "../../test/support/workers/api.ts";
import type { TestApi } from "../../test/support/workers/api.ts";
import { stopBankClock, withoutTestBank } from "../../test/support/workers/bank.ts";
import { parseSettings } from "../env.ts";
import type { PaymentProvider } from "../providers/payments/provider.ts";
import { createPaymentProviders } from "../providers/payments/providers.ts";

let api: TestApi;
let provider: PaymentProvider;
beforeAll(async () => {
  api = await createTestApi();
  provider = await createPaymentProviders({ env: api.env, settings: parseSettings(api.env) }).current();
});
beforeEach(stopBankClock);

const returnUrl = `${origin}/orders/1`;

/** A charge that waits for its buyer, and the path of the page it waits on. */
async function ask(description = "A lamp") {
  const userId = makeUuid();
  const now = new Date();
  const payer = { userId, email: "", customerReference: null, returnUrl, now };
  const { setupToken } = await provider.beginSetup(payer);
  const card = { number: "4000002500003155", expiryMonth: 12, expiryYear: 2040 };
  const held = await provider.finishSetup({ setupToken, userId, card, now });
  if (!held.ok) throw new Error(held.refusal);
  const charge = await provider.charge({
    key: makeUuid(),
    paymentId: makeUuid(),
    orderId: makeUuid(),
    amountMinor: 123_456,
    currency: "USD",
    method: held.value,
    isBuyerPresent: true,
    returnUrl,
    description,
  });
  const { action, reference } = charge;
  if (action?.type !== "redirect") throw new Error("the buyer is sent to a page");
  const readStatus = async () => must(await provider.findCharge(reference), "it is there").status;
  return { path: action.url.slice(origin.length), readStatus };
}

const answer = (path: string, text: string, headers: Record<string, string> = { Origin: origin }) =>
  api.call(`POST ${path}`, {
    text,
    headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
  });

describe("the page a charge waits on", () => {
  test("says what is asked for, without a script, and is kept by nobody", async () => {
    const { path } = await ask();
    const page = await api.call(`GET ${path}`);
    expect(page.status).toBe(200);
    expect(page.body).toContain("A lamp");
    expect(page.body).toContain("$1,234.56");
    const german = await api.call(`GET ${path}`, { headers: { "Accept-Language": "de-DE" } });
    expect(german.body).toContain("1.234,56\u00a0$");
    expect(page.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    expect(page.headers.get("Cache-Control")).toBe("no-store");
    expect(page.headers.get("Referrer-Policy")).toBe("strict-origin");
  });

  test.each([
    ["approve", "succeeded"],
    ["refuse", "failed"],
  ])("%s: the charge has %s, and the buyer is back on our page", async (button, status) => {
    const { path, readStatus } = await ask();
    const answered = await answer(path, `answer=${button}`);
    expect([answered.status, answered.headers.get("Location")]).toEqual([303, returnUrl]);
    expect(await readStatus()).toBe(status);
    expect((await api.call(`GET ${path}`)).body).toContain("is decided");
    // A second press goes back, and changes nothing.
    expect((await answer(path, "answer=approve")).status).toBe(303);
    expect(await readStatus()).toBe(status);
  });

  test.each([
    ["another page's form", { Origin: "https://evil.example" }, "answer=approve", 403],
    ["a look-alike's form", { Origin: "http://localhost:8787.evil.example" }, "answer=approve", 403],
    ["no Origin", {}, "answer=approve", 403],
    ["the Origin null", { Origin: "null" }, "answer=approve", 403],
    ["a button there is not", { Origin: origin }, "answer=steal", 400],
    ["no button", { Origin: origin }, "", 400],
    ["more than a button", { Origin: origin }, `answer=approve&${"x".repeat(1_024)}`, 413],
  ])("[SEC-11] %s approves nothing", async (_who, headers, text, status) => {
    const { path, readStatus } = await ask();
    expect((await answer(path, text, headers)).status).toBe(status);
    expect(await readStatus()).toBe("requires_action");
  });

  test("[SEC-38] shows a seller's words as words", async () => {
    const { path } = await ask(`</p><script>alert(1)</script>" onload='x'`);
    const { body } = await api.call(`GET ${path}`);
    expect(body).not.toContain("<script");
    expect(body).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39;");
  });

  test("is not there for a guess, nor where the test provider is not", async () => {
    const { path, readStatus } = await ask();
    const guess = path.replace(/[^/]+$/u, "guess");
    expect((await api.call(`GET ${guess}`)).status).toBe(404);
    expect((await answer(guess, "answer=approve")).status).toBe(404);
    expect((await api.call(`GET ${path}`, { variables: withoutTestBank })).status).toBe(404);
    expect(await readStatus()).toBe("requires_action");
  });
});

describe("the page a seller is let in on", () => {
  test("asks, and answers once per press", async () => {
    const account = await provider.openPayoutAccount({
      key: makeUuid(),
      userId: makeUuid(),
      email: "sam@example.test",
      country: "US",
    });
    const { reference } = account;
    const url = await provider.makeOnboardingUrl({ reference, returnUrl, refreshUrl: returnUrl });
    const path = url.slice(origin.length);
    expect((await api.call(`GET ${path}`)).body).toContain("Who is paid here?");
    expect((await answer(path, "answer=accept", { Origin: "https://evil.example" })).status).toBe(403);
    expect((await provider.findPayoutAccount(reference))?.canBePaid).toBe(false);
    expect((await answer(path, "answer=accept")).status).toBe(303);
    expect((await provider.findPayoutAccount(reference))?.canBePaid).toBe(true);
    expect((await api.call(`GET ${path.replace(/[^/]+$/u, "guess")}`)).status).toBe(404);
  });
});
