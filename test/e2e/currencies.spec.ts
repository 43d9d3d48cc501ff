import { listProducts } from "../../contract/http/products.ts";
import { enterRoom } from "./support/room.ts";
import { setUpSale } from "./support/sales.ts";
import { expect, test } from "./support/test.ts";

test("a sale in yen is bid on in whole yen and in its own steps, as a Japanese reader writes them", async ({
  open,
  openBuyer,
  press,
  seller,
}) => {
  const sale = await setUpSale(seller, { title: "In yen", currency: "JPY" });
  await sale.start();
  await sale.openLot(0);
  const [buyer, rival] = await Promise.all([openBuyer("Yuki"), openBuyer("Rio")]);
  const room = await enterRoom(await open({ as: buyer, locale: "ja-JP", timezoneId: "Asia/Tokyo" }), sale.id);
  await expect(room.bidButton("¥3,000")).toBeVisible();
  await room.bid("¥3,000", press);
  await expect(room.price).toHaveText("¥3,000");
  await sale.bid(rival, 3_100);
  await expect(room.bidButton("¥3,200")).toBeVisible();
  await press(room.panel.getByRole("button", { name: "Max bid" }));
  const dialog = room.page.getByRole("dialog");
  await dialog.getByLabel("Your maximum").fill("4000.5");
  await expect(dialog.getByRole("button", { name: "Bid up to ¥4,000" })).toBeHidden();
  await dialog.getByLabel("Your maximum").fill("4,000");
  await press(dialog.getByRole("button", { name: "Bid up to ¥4,000" }));
  await expect(room.leading).toBeVisible();
});

test("a choice of one's own goes before the browser's, on every page", async ({
  open,
  openBuyer,
  press,
  seller,
}) => {
  const { items } = await seller.page(listProducts, {
    query: { currency: "JPY", sort: "-price", limit: "1" },
  });
  const dearest = items[0]?.startingPriceMinor ?? 0;
  const page = await open({ as: await openBuyer("Greta"), locale: "en-US" });
  await page.goto("/browse?currency=JPY&sort=-price");
  await expect(page.getByRole("article").first()).toContainText(`¥${dearest.toLocaleString("en")}`);
  await page.goto("/account/profile");
  await page.getByLabel("Numbers and dates").selectOption("de-DE");
  await press(page.getByRole("button", { name: "Save profile" }));
  await expect(page.getByText(/saved/iu).first()).toBeVisible();
  await page.goto("/browse?currency=JPY&sort=-price");
  await expect(page.getByRole("article").first()).toContainText(`${dearest.toLocaleString("de")} ¥`);
  // Typed as it is written there.
  await page.goto(`/browse?currency=JPY&min=${dearest.toLocaleString("de")}`);
  await expect(page.getByRole("article").first()).toBeVisible();
  await page.goto(`/browse?currency=JPY&min=${(dearest + 1).toLocaleString("de")}`);
  await expect(page.getByRole("article")).toHaveCount(0);
});

test("prices are compared in one currency, dollars where none is named", async ({ open }) => {
  const page = await open();
  await page.goto("/browse?sort=price");
  await expect(page.getByLabel("Currency")).toHaveValue("USD");
  await expect(page.getByRole("article").first()).toContainText("$");
  await expect(page.getByRole("article").filter({ hasText: /[¥€]/u })).toHaveCount(0);
});
