import type { Page } from "@playwright/test";
import { v7 as makeUuid } from "uuid";
import { createAuction } from "../../contract/http/auctions.ts";
import { listCategories } from "../../contract/http/categories.ts";
import { createProduct, deleteProduct } from "../../contract/http/products.ts";
import { answerReview, writeReview } from "../../contract/http/reviews.ts";
import { sendCommand } from "../../contract/http/rooms.ts";
import { saveSellerProfile } from "../../contract/http/sellers.ts";
import { editProfile, readProfile } from "../../contract/http/users.ts";
import { give } from "../../scripts/demo/host.ts";
import { addSale } from "../support/workers/sales.ts";
import { demoSeller } from "./support/accounts.ts";
import { expectAccessibleEverywhere } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";

/** What would run, were it ever taken for markup, for the end of a script, or for the inside of an attribute. */
const payloads = {
  markup: `<img src=x onerror="window.ran=1">`,
  /** Ends the script in which a page hands its data over. */
  script: `</script><script>window.ran=2</script>`,
  attribute: `" autofocus onfocus="window.ran=3" x="`,
  /** Inside of a script it would hide the script's own end. */
  comment: `<!--<script>window.ran=4`,
  vector: `<svg/onload=window.ran=5>`,
  /** Ends a line in JavaScript, though not in JSON. */
  line: `\u2028window.ran=6//`,
  address: `javascript:window.ran=7`,
};
const all = Object.values(payloads).join(" ");

/** The page as the server wrote it has none of them as it stands, and none runs once the browser has it. */
async function expectHarmless(page: Page, path: string): Promise<void> {
  const html = await (await page.request.get(path)).text();
  expect(html, `${path} shows what they wrote`).toContain("window.ran=");
  for (const raw of [
    "<img src=x",
    "</script><script>window",
    "<!--<script",
    "<svg/onload",
    `" autofocus onfocus="`,
  ]) {
    expect(html, `${path} has ${raw}`).not.toContain(raw);
  }
  await page.goto(path, { waitUntil: "load" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectNothingRan(page);
}

/** What a payload would have made of an element, had it become one. */
const brokenOut = "[src=x], [onerror], [onload], [onfocus], [href^='javascript:']";

const shown = (page: Page, text: string) => page.getByText(text).filter({ visible: true }).first();

async function expectNothingRan(page: Page): Promise<void> {
  expect(await page.evaluate<boolean>("'ran' in window")).toBe(false);
  await expect(page.locator(brokenOut)).toHaveCount(0);
}

test("[SEC-38] what people write stays text on every page that shows it", async ({
  open,
  openBuyer,
  seller,
}) => {
  const reader = await openBuyer(payloads.script);
  const page = await open({ as: reader });
  page.on("dialog", (dialog) => {
    throw new Error(`a dialog: ${dialog.message()}`);
  });
  const { displayName } = await seller.call(readProfile, { params: { userId: "me" } });
  const rename = (name: string) =>
    seller.call(editProfile, { params: { userId: "me" }, body: { displayName: name } });
  const [category] = await seller.call(listCategories, {});
  const product = await seller.call(createProduct, {
    body: {
      categoryId: category?.id ?? "",
      title: payloads.script + payloads.markup,
      description: all,
      specifications: { [payloads.vector]: payloads.script + payloads.attribute },
      condition: "good",
      status: "active",
      currency: "USD",
      startingPriceMinor: 1_000,
    },
  });
  const lots = [
    { title: payloads.comment, description: all, startingPriceMinor: 3_000, durationMs: 600_000 },
    { productId: product.id, startingPriceMinor: 3_000 },
  ];
  const auction = await seller.call(createAuction, {
    body: {
      title: payloads.comment + payloads.vector,
      description: all,
      scheduledStart: new Date().toISOString(),
      currency: "USD",
      lots,
    },
  });
  const params = { id: auction.id };
  await rename(payloads.vector);
  try {
    await test.step("a product and its seller's name", async () => {
      await expectHarmless(page, `/products/${product.id}`);
      // Words without an end make no page wider than its phone.
      const other = await open({ as: reader });
      await other.goto(`/products/${product.id}`);
      await expectAccessibleEverywhere(other);
    });
    await test.step("a sale to come", () => expectHarmless(page, `/auctions/${auction.id}`));
    await test.step("lists, and the words that were searched for", async () => {
      await expectHarmless(page, `/browse?q=${encodeURIComponent(payloads.script)}`);
      await expectHarmless(page, `/browse?show=sales&q=${encodeURIComponent(payloads.vector)}`);
    });
    await test.step("a live room, its lots and its chat", async () => {
      await give(seller, auction.id, { type: "auction.start" });
      await give(seller, auction.id, { type: "lot.open", lotId: auction.lots[0]?.id ?? "" });
      const says = async (text: string): Promise<void> => {
        await reader.api.call(sendCommand, { params, body: { type: "chat.post", id: makeUuid(), text } });
      };
      await says(payloads.markup);
      await expectHarmless(page, `/auctions/${auction.id}`);
      await expect(shown(page, payloads.markup)).toBeVisible();
      // And what arrives while one is there.
      await says(payloads.vector);
      await expect(shown(page, payloads.vector)).toBeVisible();
      await expect(shown(page, payloads.script)).toBeVisible();
      await expectNothingRan(page);
    });
    await test.step("the log, and the host's console", async () => {
      await expectHarmless(page, `/auctions/${auction.id}/log`);
      await expectHarmless(await open({ as: demoSeller }), `/seller/auctions/${auction.id}/live`);
    });
    await test.step("one's own pages", () => expectHarmless(page, "/account"));
  } finally {
    await rename(displayName);
    await give(seller, auction.id, { type: "auction.end" });
    // The shop hears of the end a moment after the room.
    await expect(async () => {
      await seller.call(deleteProduct, { params: { id: product.id } });
    }).toPass();
  }
});

test("[SEC-38] what a shop and its buyers say stays text", async ({
  open,
  openBuyer,
  openSeller,
  runSql,
}) => {
  const [seller, buyer] = [await openSeller(), await openBuyer(payloads.vector)];
  const me = { params: { userId: "me" } };
  const [{ id: sellerId }, { id: buyerId }] = await Promise.all([
    seller.api.call(readProfile, me),
    buyer.api.call(readProfile, me),
  ]);
  const sql = async (statement: string, values?: unknown[]) => {
    await runSql(statement, values);
    return [];
  };
  const sale = {
    sellerId,
    buyerId,
    soldAt: new Date(),
    status: "delivered",
    title: payloads.comment,
  } as const;
  const { orderId } = await addSale({ sql }, sale);
  // Nobody paid for it, so the books must not miss anything.
  await runSql("UPDATE orders SET hammer_minor = 0, total_minor = 0 WHERE id = $1", [orderId]);
  const { slug } = await seller.api.call(saveSellerProfile, {
    body: {
      shopName: payloads.markup.slice(0, 60),
      slug: `shop-${makeUuid().slice(-12)}`,
      about: all,
      country: "US",
      policies: { returns: payloads.script, shipping: payloads.attribute, payments: payloads.vector },
    },
  });
  const params = { id: orderId };
  await buyer.api.call(writeReview, { params, body: { rating: 1, text: all } });
  await seller.api.call(answerReview, { params, body: { text: all } });
  for (const [reader, path] of [
    [buyer, `/sellers/${slug}`],
    [buyer, `/orders/${orderId}`],
    [seller, "/seller/shop"],
    [seller, `/orders/${orderId}`],
  ] as const)
    await test.step(path, async () => expectHarmless(await open({ as: reader }), path));
});

test("[SEC-38] an address that somebody made up runs nothing", async ({ page, watch }) => {
  watch.forgive(/status of 404/u);
  const addresses = [
    `/${encodeURIComponent(payloads.markup)}`,
    `/products/${encodeURIComponent(payloads.script)}`,
    ...[payloads.address, "//evil.example", String.raw`/\evil.example`].map(
      (to) => `/login?to=${encodeURIComponent(to)}&problem=${encodeURIComponent(payloads.vector)}`,
    ),
  ];
  for (const address of addresses) {
    await page.goto(address, { waitUntil: "load" });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNothingRan(page);
  }
});
