import { v7 as makeUuid } from "uuid";
import { createAuction } from "../../contract/http/auctions.ts";
import { listOrders, shipOrder } from "../../contract/http/orders.ts";
import { joinAuction } from "../../contract/http/rooms.ts";
import { must } from "../../domain/result.ts";
import { give } from "../../scripts/demo/host.ts";
import { expectAccessibleEverywhere } from "./support/accessibility.ts";
import type { Buyer } from "./support/accounts.ts";
import { demoSeller } from "./support/accounts.ts";
import type { Seller } from "./support/sellers.ts";
import { sellTo } from "./support/sellers.ts";
import { expect, test } from "./support/test.ts";

/** Its bank asks whoever has it each time, on a page of its own. */
const askingCard = "4000002500003155";

test("a seller ships what was paid, and its papers are there", async ({ open, seller }) => {
  const { items } = await seller.page(listOrders, { query: { side: "seller", status: "paid", limit: 1 } });
  const order = items[0];
  const page = await open({ as: demoSeller });
  await page.goto(`/orders/${order?.id ?? ""}`);
  await expectAccessibleEverywhere(page);
  // From the bundle that is deployed: a library that only loads under test would not get this far.
  for (const paper of ["invoice", "packing-slip"]) {
    const answer = await page.context().request.get(`/orders/${order?.id ?? ""}/papers/${paper}`);
    expect([paper, answer.status(), answer.headers()["content-type"]]).toEqual([
      paper,
      200,
      "application/pdf",
    ]);
    expect((await answer.body()).subarray(0, 5).toString()).toBe("%PDF-");
  }
  await page.getByLabel("Carrier").fill("DHL");
  await page.getByLabel("Tracking number").fill("JD014600003828");
  await page.getByRole("button", { name: "Mark as shipped" }).click();
  await expect(page.getByText("JD014600003828")).toBeVisible();
  await expect(page.getByRole("button", { name: "Mark as shipped" })).toBeHidden();
});

/** A lot that its buyer won, whose card was not charged because its bank wants to ask first. */
async function winAsked(buyer: Buyer, seller: Seller): Promise<string> {
  const timing = { durationMs: 5_000, windowMs: 0, extensionMs: 0 };
  const sale = await seller.api.call(createAuction, {
    body: {
      title: "Asked by the bank",
      scheduledStart: new Date().toISOString(),
      currency: "USD",
      lots: [{ title: "A vase", startingPriceMinor: 3_000, ...timing }],
    },
  });
  const lotId = must(sale.lots[0], "the sale has its lot").id;
  await buyer.api.call(joinAuction, { params: { id: sale.id } });
  await give(seller.api, sale.id, { type: "auction.start" });
  await give(seller.api, sale.id, { type: "lot.open", lotId });
  const bid = {
    type: "bid.place" as const,
    id: makeUuid(),
    lotId,
    amountMinor: 3_000,
    mode: "exact" as const,
  };
  expect(await give(buyer.api, sale.id, bid), "the bid was taken").toBe(true);
  const findUnpaid = async () => {
    const [order] = (await buyer.api.page(listOrders, { query: {} })).items;
    return order === undefined || order.paymentDueAt === null ? "" : order.id;
  };
  await expect.poll(findUnpaid, { timeout: 60_000 }).not.toBe("");
  return `/orders/${await findUnpaid()}`;
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`a buyer whose bank asks answers it on the bank's page, and is back with what they paid: ${how}`, async ({
    open,
    openBuyer,
    openSeller,
    origin,
    press,
  }) => {
    test.setTimeout(180_000);
    const [seller, buyer] = await Promise.all([openSeller(), openBuyer("Asa", askingCard)]);
    const path = await winAsked(buyer, seller);
    const page = await open({ as: buyer, javaScriptEnabled });
    // Pages that are told by their scripts where to go next are the ones that can lose their way.
    await page.goto(path, { waitUntil: "networkidle" });
    const pay = page.getByRole("button", { name: /^Pay \$/u });

    await press(pay);
    await expect(page.getByRole("heading", { name: "Approve this payment?" })).toBeVisible();
    await press(page.getByRole("button", { name: "Approve" }));
    await expect(page).toHaveURL(`${origin}${path}`);
    // The bank tells behind its customer's back. A page with scripts finds out by itself, and one without says how.
    await expect(async () => {
      const again = page.getByRole("link", { name: "Look again" });
      if (!javaScriptEnabled && (await again.isVisible())) await again.click();
      await expect(pay).toBeHidden({ timeout: 2_000 });
    }).toPass({ timeout: 30_000 });
    await expect(page.getByText("Paid", { exact: true }).first()).toBeVisible();
    await expect(page.getByText("Won on")).toBeVisible();
    const { items } = await buyer.api.page(listOrders, { query: {} });
    expect(items[0]?.status).toBe("paid");
  });
}

test("both sides of an order see how long its money and its dispute wait", async ({
  open,
  openBuyer,
  openSeller,
}) => {
  test.setTimeout(180_000);
  const [seller, buyer] = await Promise.all([openSeller(), openBuyer("Nora")]);
  const orderId = await sellTo(buyer, seller, { title: "A vase with ash glaze", priceMinor: 10_000 });
  const [atSeller, atBuyer] = [await open({ as: seller }), await open({ as: buyer })];
  await atSeller.goto(`/orders/${orderId}`);
  await expect(atSeller.getByText("Your money waits until you ship it.")).toBeVisible();
  await seller.api.call(shipOrder, { params: { id: orderId }, body: { carrier: "DHL" } });
  await atSeller.reload();
  await expect(atSeller.getByText("Sold on")).toBeVisible();
  await expect(atSeller.getByRole("timer")).toHaveText("in 20d 23h");
  await expectAccessibleEverywhere(atSeller);
  await atBuyer.goto(`/orders/${orderId}`);
  await expect(atBuyer.getByText("Bought on")).toBeVisible();
  await expect(atBuyer.getByRole("timer")).toHaveText("ends in 119d 23h");
  await expectAccessibleEverywhere(atBuyer);
  // Not the other's to see.
  await expect(atBuyer.getByText("Your money")).toBeHidden();
  await expect(atSeller.getByText("The time to open a dispute")).toBeHidden();
});
