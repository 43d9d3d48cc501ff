import { expectAccessibleEverywhere } from "./support/accessibility.ts";
import { demoBidder } from "./support/accounts.ts";
import { expect, test } from "./support/test.ts";

/** Every page of an account, with the heading it is known by. */
const accountPages = [
  ["/account", "Overview"],
  ["/account/profile", "Profile"],
  ["/account/payment", "Cards and addresses"],
  ["/account/transactions", "Transactions"],
  ["/account/wallet", "Wallet"],
  ["/account/security", "Security"],
  ["/account/activity", "Activity"],
  ["/account/keys", "API keys"],
  ["/account/data", "Your data"],
] as const;

test("every page of an account fits a phone and a desk, in both themes", async ({ open }) => {
  test.setTimeout(300_000);
  // Somebody with a past: orders, bids and sign-ins are in the lists.
  const page = await open({ as: demoBidder });
  for (const [path, heading] of accountPages) {
    await test.step(heading, async () => {
      await page.goto(path);
      await expect(page.getByRole("navigation", { name: "Your account" })).toBeVisible();
      await expectAccessibleEverywhere(page);
    });
  }
});

test("the list of pages stays in sight beside a short one", async ({ open, openBuyer }) => {
  const page = await open({ as: await openBuyer("Short") });
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const path of ["/account/transactions", "/account/keys"]) {
    await page.goto(path);
    await page.mouse.wheel(0, 10_000);
    await expect(page.getByRole("link", { name: "API reference" }).last()).toBeInViewport();
    const header = await page.getByRole("banner").boundingBox();
    const first = page.getByRole("navigation", { name: "Your account" }).getByRole("link").first();
    const below = (header?.y ?? 0) + (header?.height ?? 0);
    expect((await first.boundingBox())?.y, `on ${path}, below the header`).toBeGreaterThanOrEqual(below);
  }
});

test("activity is narrowed down in the address, with scripts or without", async ({ open, press }) => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await open({ as: demoBidder, javaScriptEnabled });
    await page.goto("/account/activity");
    await press(page.getByRole("navigation", { name: "Kinds of activity" }).getByText("Bids"));
    await expect(page).toHaveURL(/type=bid/u);
    await expect(page.getByRole("row", { name: /Bid placed/u }).first()).toBeVisible();
    await expect(page.getByRole("row", { name: /Signed in/u })).toHaveCount(0);
    await page.getByLabel("From").fill("2020-01-01");
    await page.getByLabel("To").fill("2020-12-31");
    await press(page.getByRole("button", { name: "Apply" }));
    await expect(page).toHaveURL(/type=bid&from=2020-01-01&to=2020-12-31$/u);
    await expect(page.getByRole("heading", { name: "Nothing to show" })).toBeVisible();
    await press(page.getByRole("link", { name: "Any time" }));
    await expect(page).toHaveURL(/activity\?type=bid$/u);
    await expect(page.getByRole("row", { name: /Bid placed/u }).first()).toBeVisible();
  }
});
