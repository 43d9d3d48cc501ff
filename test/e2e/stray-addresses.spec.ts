import { listProducts } from "../../contract/http/products.ts";
import { expectAccessibleEverywhere } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("what is not there has a title of its own", async ({ page, watch }) => {
  watch.forgive(/status of 404/u);
  for (const path of ["/nowhere", "/products/01a223f2-6377-7338-9b5c-34cf8d30f574"]) {
    await page.goto(path);
    await expect(page, path).toHaveTitle(/^There is nothing here · /u);
  }
});

test("a place in a list that is gone is the list from its start, and says so", async ({ page }) => {
  for (const path of ["/browse?cursor=long-gone", "/browse?show=sales&cursor=long-gone"]) {
    const answer = await page.goto(path);
    expect([path, answer?.status()]).toEqual([path, 200]);
    await expect(page.getByText("This page of the list is gone. Here it is from the start.")).toBeVisible();
    await expect(page.getByRole("main").getByRole("article").first()).toBeVisible();
  }
  await expectAccessibleEverywhere(page);
});

test("a letter's link without its end asks for nothing", async ({ page }) => {
  await page.goto("/unsubscribe");
  await expect(page.getByText("This link names no search.")).toBeVisible();
  await expect(page.getByRole("button", { name: "End the letters" })).toHaveCount(0);
  await expectAccessibleEverywhere(page);
});

test("what is being sold is found among what is live, and leads to its room", async ({
  page,
  press,
  seller,
}) => {
  const { items } = await seller.page(listProducts, { query: { live: "true", sellerId: "me", limit: 1 } });
  const { title = "" } = items[0] ?? {};
  await page.goto("/browse?live=true");
  await press(page.getByRole("link", { name: title }).first());
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole("heading", { name: "In this sale" })).toBeVisible();
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Picked by the house" })).toBeVisible();
});
