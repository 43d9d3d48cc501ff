import type { Page } from "@playwright/test";
import { createAuction } from "../../contract/http/auctions.ts";
import { listProducts } from "../../contract/http/products.ts";
import { must } from "../../domain/result.ts";
import { expectAccessibleEverywhere } from "./support/accessibility.ts";
import type { Buyer } from "./support/accounts.ts";
import { expect, test } from "./support/test.ts";

const findProduct = async ({ api }: Buyer) => {
  const { items } = await api.page(listProducts, { query: { limit: 1, sort: "popular" } });
  return must(items[0], "the demo sells something");
};
/** A button that is not pressed, and how it is called once it is and the answer is there. */
const watchButton = (page: Page, title: string) =>
  page.getByRole("button", { name: `Watch: ${title}`, exact: true }).first();
const watchingButton = (page: Page, title: string) =>
  page
    .locator("button:not([aria-busy])")
    .and(page.getByRole("button", { name: `Watching: ${title}. Press to stop.` }))
    .first();

test("a product is watched on its page, stands on the watch list, and is let go there", async ({
  open,
  openBuyer,
  press,
}) => {
  const buyer = await openBuyer("Wanda");
  const product = await findProduct(buyer);
  const page = await open({ as: buyer });

  await page.goto("/watchlist");
  await expect(page.getByRole("heading", { name: "You are not watching anything yet" })).toBeVisible();
  await expectAccessibleEverywhere(page);
  await press(page.getByRole("link", { name: "Browse the market" }));
  await expect(page).toHaveURL(/\/browse$/u);

  await page.goto(`/products/${product.id}`);
  await press(watchButton(page, product.title));
  await expect(watchingButton(page, product.title)).toBeVisible();
  await page.reload();
  await expect(watchingButton(page, product.title)).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.goto("/watchlist");
  await expect(page.getByRole("link", { name: product.title })).toHaveAttribute(
    "href",
    `/products/${product.id}`,
  );
  await expectAccessibleEverywhere(page);
  await press(page.getByRole("link", { name: "Sales", exact: true }));
  await expect(page.getByRole("heading", { name: "You watch none of these" })).toBeVisible();
  await press(page.getByRole("link", { name: "All", exact: true }));
  await press(page.getByRole("button", { name: `Stop watching ${product.title}` }));
  await expect(page.getByRole("heading", { name: "You are not watching anything yet" })).toBeVisible();
  await page.goto(`/products/${product.id}`);
  await expect(watchButton(page, product.title)).toBeVisible();
});

test("a button to watch comes back to its page without scripts, and leads strangers to where they sign in", async ({
  open,
  openBuyer,
  press,
}) => {
  const buyer = await openBuyer("Walt");
  const { title } = await findProduct(buyer);
  const page = await open({ as: buyer, javaScriptEnabled: false });
  await page.goto(`/browse?q=${encodeURIComponent(title)}`);
  await press(watchButton(page, title));
  await expect(page).toHaveURL(/\/browse\?q=/u);
  await press(watchingButton(page, title));
  await expect(watchButton(page, title)).toBeVisible();

  for (const javaScriptEnabled of [true, false]) {
    const stranger = await open({ javaScriptEnabled });
    await stranger.goto("/browse");
    await press(stranger.getByRole("button", { name: /^Watch: /u }).first());
    await expect(stranger).toHaveURL(/\/login\?to=%2Fbrowse/u);
  }
});

test("a sale to come and one of its lots: a reminder, and where both stand", async ({
  open,
  openBuyer,
  openSeller,
  press,
}) => {
  const [buyer, seller] = await Promise.all([openBuyer("Wim"), openSeller()]);
  const sale = await seller.api.call(createAuction, {
    body: {
      title: "Clocks at noon",
      scheduledStart: new Date(Date.now() + 86_400_000).toISOString(),
      currency: "EUR",
      lots: [{ title: "A carriage clock", startingPriceMinor: 12_000 }],
    },
  });
  const page = await open({ as: buyer });
  await page.goto(`/auctions/${sale.id}`);
  await press(page.getByRole("button", { name: "Remind me before it starts: Clocks at noon" }));
  await expect(page.getByRole("button", { name: /^We will remind you: Clocks at noon/u })).toBeVisible();
  await press(watchButton(page, "A carriage clock"));
  await expect(watchingButton(page, "A carriage clock")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.goto("/watchlist");
  const lot = page.getByRole("listitem").filter({ hasText: "A carriage clock" });
  await expect(lot).toContainText("Coming up");
  await expect(lot).toContainText("€120");
  await expect(lot.getByRole("button", { name: /^We will remind you/u })).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("a search is saved with its filters, run, made quiet and deleted", async ({
  open,
  openBuyer,
  press,
}) => {
  const page = await open({ as: await openBuyer("Sana") });
  await page.goto("/saved-searches");
  await expect(page.getByRole("heading", { name: "No saved searches yet" })).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.goto("/browse?show=products&q=card&condition=good&max=500");
  const chips = page.getByRole("list", { name: "Filters in use" });
  await expect(chips.getByRole("listitem")).toHaveText(["Good", "up to 500 USD"]);
  await press(page.getByText("Save this search"));
  await expectAccessibleEverywhere(page);
  await page.getByLabel("Name").fill("Good cards");
  await press(page.getByRole("button", { name: "Save", exact: true }));
  await expect(page).toHaveURL(/\/saved-searches$/u);
  const row = page.getByRole("listitem").filter({ hasText: "Good cards" });
  await expect(row).toContainText("“card” · Good · up to $500");
  await expectAccessibleEverywhere(page);

  await press(page.getByRole("button", { name: /^Letters on about Good cards/u }));
  await expect(page.getByRole("button", { name: /^Letters off about Good cards/u })).toBeVisible();
  await press(page.getByRole("link", { name: "Run Good cards" }));
  await expect(page).toHaveURL(/\/browse\?q=card&condition=good&currency=USD&max=500/u);
  await page.goBack();
  await press(page.getByRole("button", { name: "Delete Good cards" }));
  await press(page.getByRole("dialog").getByRole("button", { name: "Delete" }));
  await expect(page.getByRole("heading", { name: "No saved searches yet" })).toBeVisible();
});

test("filters have counts, stand in the address and come off one by one, without scripts too", async ({
  open,
  press,
}) => {
  const page = await open({ javaScriptEnabled: false });
  await page.goto("/browse?show=products&condition=good");
  await press(page.locator("summary", { hasText: "Filters" }));
  const format = page.getByLabel("How it is sold");
  await expect(format.getByRole("option", { name: /^Rising bids \(\d+\+?\)$/u })).toBeAttached();
  await format.selectOption("english");
  await press(page.getByRole("button", { name: "Show", exact: true }));
  await expect(page).toHaveURL(/format=english/u);
  await press(page.getByRole("link", { name: "Remove the filter Good" }));
  await expect(page).not.toHaveURL(/condition=good/u);
  await expect(page).toHaveURL(/format=english/u);

  const phone = await open({ viewport: { width: 390, height: 844 } });
  await phone.goto("/browse?show=products");
  const filters = phone.locator("summary", { hasText: "Filters" });
  await expect(phone.getByLabel("Condition")).toBeHidden();
  await press(filters);
  await expect(phone.getByLabel("Condition")).toBeVisible();
  await expectAccessibleEverywhere(phone);
  await phone.setViewportSize({ width: 390, height: 844 });
  await phone.keyboard.press("Escape");
  await expect(phone.getByLabel("Condition")).toBeHidden();
  await expect(filters).toBeFocused();
});
