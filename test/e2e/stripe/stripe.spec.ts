import type { Page } from "@playwright/test";
import { register } from "../../../contract/http/accounts.ts";
import { createApi } from "../../../client/http/api.ts";
import { expectAccessibleEverywhere } from "../support/accessibility.ts";
import { makeEmail, password } from "../support/accounts.ts";
import type { Account } from "../support/accounts.ts";
import { expect, test } from "../support/test.ts";

/** What the script in Stripe's place notes of how it was used, and what it is to answer. */
const standIn = `
  window.asked = { appearances: [], confirmed: [] };
  window.Stripe = (key) => ({
    elements(options) {
      window.asked.key = key;
      window.asked.options = { ...options, appearance: undefined };
      window.asked.appearances.push(options.appearance);
      return {
        create: (type) => ({
          on(event, listen) { if (event === "ready") setTimeout(listen, 0); },
          mount(place) {
            const label = document.createElement("label");
            label.textContent = "Card number ";
            const field = document.createElement("input");
            label.append(field);
            place.append(label);
            window.asked.type = type;
          },
        }),
        update: ({ appearance }) => window.asked.appearances.push(appearance),
        submit: async () => (window.asked.isUnfilled ? { error: { message: "Your card number is incomplete." } } : {}),
      };
    },
    async confirmSetup({ clientSecret, confirmParams, redirect }) {
      window.asked.confirmed.push({ clientSecret, confirmParams, redirect });
      if (window.asked.isDeclined) return { error: { message: "Your card was declined." } };
      return { setupIntent: { id: clientSecret.split("_secret_")[0] } };
    },
  });
`;

interface Asked {
  readonly key: string;
  readonly type: string;
  readonly options: object;
  readonly appearances: readonly { readonly theme: string }[];
  readonly confirmed: readonly object[];
}

const readAsked = (page: Page): Promise<Asked> => page.evaluate<Asked>("window.asked");

/** Stripe cannot be reached from a test; its script alone is played, under the policy of the page. */
async function playScript(page: Page): Promise<void> {
  await page.route("https://js.stripe.com/**", (route) =>
    route.fulfill({ contentType: "text/javascript", body: standIn }),
  );
}

async function openAccount(origin: string): Promise<Account> {
  const email = makeEmail();
  const visitor = createApi({ baseUrl: origin, headers: { "X-Client": "mobile" } });
  await visitor.call(register, { body: { email, password, displayName: "Stella" } });
  return { email, password };
}

test("a card goes from Stripe's form to Stripe, and its name to us", async ({
  open,
  origin,
  press,
  watch,
}) => {
  test.setTimeout(180_000);
  watch.forgive(/asked for https:\/\/js\.stripe\.com\/endive\/stripe\.js/u);
  const page = await open({ as: await openAccount(origin) });
  await playScript(page);
  await page.goto("/account/payment?to=/orders");
  expect(await page.evaluate("typeof window.Stripe"), "no script before it is needed").toBe("undefined");
  const answer = page.waitForResponse(/\/account\/payment\/card/u);
  await press(page.getByRole("link", { name: "Add a card" }));
  const policy = (await (await answer).allHeaders())["content-security-policy"] ?? "";
  expect(policy).toContain("https://js.stripe.com https://*.js.stripe.com;");
  expect(policy).toContain("frame-src https://js.stripe.com");
  await expect(page.getByLabel("Card number")).toBeVisible();
  await expectAccessibleEverywhere(page);

  const asked = await readAsked(page);
  expect(asked).toMatchObject({ key: "pk_test_blytz", type: "payment" });
  expect(asked.options).toMatchObject({ mode: "setup", allowedPaymentMethodTypes: ["card"] });
  expect(new Set(asked.appearances.map(({ theme }) => theme))).toEqual(new Set(["stripe", "night"]));

  const save = page.getByRole("button", { name: "Save card" });
  await test.step("what Stripe refuses is said, and nothing is kept", async () => {
    await page.evaluate("window.asked.isUnfilled = true");
    await press(save);
    await expect(page.getByRole("alert")).toContainText("Your card number is incomplete.");
    await page.evaluate("Object.assign(window.asked, { isUnfilled: false, isDeclined: true })");
    await press(save);
    await expect(page.getByRole("alert")).toContainText("Your card was declined.");
    await page.evaluate("window.asked.isDeclined = false");
  });

  const returnUrl = `${origin}/account/payment/card?to=%2Forders`;
  const left = page.waitForURL(/\/account\/payment\?to=%2Forders$/u);
  const before = await readAsked(page);
  expect(before.confirmed).toMatchObject([
    { confirmParams: { return_url: returnUrl }, redirect: "if_required" },
  ]);
  await press(save);
  await left;
  await expect(page.getByText("Verified", { exact: true })).toBeVisible();
  expect(await page.evaluate("typeof window.Stripe"), "a document without it").toBe("undefined");
});

test("a bank that sends its customer back finishes the card; somebody else's setup does not", async ({
  open,
  origin,
  watch,
}) => {
  watch.forgive(/js\.stripe\.com|status of 4\d\d/u);
  const page = await open({ as: await openAccount(origin) });
  await playScript(page);
  await page.goto("/account/payment/card?setup_intent=seti_0&redirect_status=succeeded");
  await expect(page.getByRole("alert")).toContainText("The card was declined. Try another one.");
  await page.goto("/account/payment");
  await expect(page.getByText("Verified", { exact: true })).toHaveCount(0);
});

test("without Stripe's script, and without any, the page says what to do", async ({
  open,
  origin,
  watch,
}) => {
  watch.forgive(/js\.stripe\.com|ERR_FAILED|Failed to load resource/u);
  const account = await openAccount(origin);
  const page = await open({ as: account });
  await page.route("https://js.stripe.com/**", (route) => route.abort());
  await page.goto("/account/payment/card");
  await expect(page.getByRole("heading", { name: "The card form did not come" })).toBeVisible();
  await expectAccessibleEverywhere(page);
  const plain = await open({ as: account, javaScriptEnabled: false });
  await plain.goto("/account/payment/card");
  await expect(plain.getByText("The card form is Stripe’s own", { exact: false })).toBeVisible();
});
