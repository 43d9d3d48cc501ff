import type { Page } from "@playwright/test";
import type { Api } from "../../client/http/api.ts";
import { listAuctions } from "../../contract/http/auctions.ts";
import { listOrders } from "../../contract/http/orders.ts";
import { listProducts } from "../../contract/http/products.ts";
import { demoBidders, demoPassword } from "../../scripts/demo/people.ts";
import { signIn } from "../../scripts/demo/person.ts";
import { expectAccessible, expectAccessibleEverywhere } from "./support/accessibility.ts";
import { demoSeller } from "./support/accounts.ts";
import { enterRoom } from "./support/room.ts";
import { setUpSale } from "./support/sales.ts";
import { expect, test } from "./support/test.ts";

// Every test here also fails on anything the console, the page's policy or the network complains about [SEC-39].

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** Once scripts run and pictures are there, the page is what people see. */
async function visit(page: Page, path: string, status = 200): Promise<void> {
  const answer = await page.goto(path, { waitUntil: "load" });
  expect(answer?.status()).toBe(status);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

async function findSale(api: Api, status: "scheduled" | "live" | "ended"): Promise<string> {
  const { items } = await api.page(listAuctions, { query: { status, sellerId: "me", limit: 1 } });
  return items[0]?.id ?? "";
}

for (const path of [
  "/",
  "/browse",
  "/browse?show=sales",
  "/browse?q=nothing-like-it",
  "/login",
  "/register",
  "/account/reset-password",
  "/account/verify-email",
  "/styleguide",
]) {
  test(`${path} is for everybody`, async ({ page }) => {
    await visit(page, path);
    await expectAccessibleEverywhere(page);
  });
}

test("a product is for everybody", async ({ page, seller }) => {
  const { items } = await seller.page(listProducts, { query: { status: "active", limit: 1 } });
  await visit(page, `/products/${items[0]?.id ?? ""}`);
  await expectAccessibleEverywhere(page);
});

test("an address that leads nowhere says so", async ({ page, watch }) => {
  watch.forgive(/status of 404/u);
  await visit(page, "/nowhere", 404);
  await expect(page.getByRole("main").getByRole("link", { name: "Go to the start page" })).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("a sale to come is for everybody", async ({ page, seller }) => {
  await visit(page, `/auctions/${await findSale(seller, "scheduled")}`);
  await expectAccessibleEverywhere(page);
});

test("a sale that is over and its log are for everybody", async ({ page, seller }) => {
  const id = await findSale(seller, "ended");
  await visit(page, `/auctions/${id}`);
  await expectAccessibleEverywhere(page);
  await visit(page, `/auctions/${id}/log`);
  await expect(page.getByRole("status").filter({ hasText: "Verified." })).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("a live room is for everybody, wherever one stands in it", async ({
  open,
  openBuyer,
  press,
  seller,
}) => {
  const sale = await setUpSale(seller, { title: "For everybody", lotCount: 3 });
  await sale.start();
  await sale.openLot(0);
  const [buyer, rival] = await Promise.all([openBuyer("Abby"), openBuyer("Rio")]);
  const room = await enterRoom(await open({ as: buyer }), sale.id);
  const { page } = room;
  await room.bid("$30", press);
  await expectAccessibleEverywhere(page);
  await sale.bid(rival, 3_100);
  await expect(room.bidButton("$32")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await press(room.panel.getByRole("button", { name: "Max" }));
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page, "with a dialog");
});

test("the host's console is for everybody, from the start of a sale to its end", async ({
  open,
  openBuyer,
  press,
  seller,
}) => {
  const sale = await setUpSale(seller, { title: "From the desk", lotCount: 2 });
  const page = await open({ as: demoSeller });
  await visit(page, `/seller/auctions/${sale.id}/live`);
  await expect(page.getByRole("button", { name: "Start the sale" })).toBeEnabled();
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await press(page.getByRole("button", { name: "Start the sale" }));
  await press(page.getByRole("button", { name: "Open lot 1" }));
  await expect(page.getByRole("button", { name: "Hold" })).toBeVisible();
  await sale.bid(await openBuyer("Rio"), 3_000);
  await expect(page.getByRole("list", { name: "Bids" })).toContainText("Paddle 1");
  await press(page.getByRole("tab", { name: "Bidders" }));
  await expectAccessibleEverywhere(page);
  await press(page.getByRole("button", { name: "Hold" }));
  await expect(page.getByText("The clock is stopped for everyone.")).toBeVisible();
  await expectAccessible(page, "held");
});

test("one's own pages are for everybody", async ({ open, openBuyer }) => {
  const page = await open({ as: await openBuyer("Olga") });
  for (const path of ["/account", "/account/payment", "/orders"]) {
    await visit(page, path);
    await expectAccessibleEverywhere(page);
  }
});

test("orders are for everybody", async ({ open, origin }) => {
  // Somebody who won in the demo's sales.
  const orders = await Promise.all(
    demoBidders.map(async ({ email }) => {
      const { api } = await signIn(origin, email);
      const { items } = await api.page(listOrders, { query: { limit: 1 } });
      return { email, orderId: items[0]?.id };
    }),
  );
  const winner = orders.find(({ orderId }) => orderId !== undefined);
  const page = await open({ as: { email: winner?.email ?? "", password: demoPassword } });
  for (const path of ["/orders", `/orders/${winner?.orderId ?? ""}`]) {
    await visit(page, path);
    await expectAccessibleEverywhere(page);
  }
});

test("a seller's pages are for everybody", async ({ open }) => {
  const page = await open({ as: demoSeller });
  for (const path of ["/seller", "/seller/auctions/new"]) {
    await visit(page, path);
    await expectAccessibleEverywhere(page);
  }
});
