import { listOrders } from "../../contract/http/orders.ts";
import { expectAccessibleEverywhere } from "./support/accessibility.ts";
import { demoSeller } from "./support/accounts.ts";
import { setUpSale } from "./support/sales.ts";
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

test("a buyer whose bank asks answers it on the bank's page, and is back with what they paid", async ({
  open,
  openBuyer,
  origin,
  press,
  seller,
}) => {
  const buyer = await openBuyer("Asa", askingCard);
  const sale = await setUpSale(seller, {
    title: "Asked by the bank",
    timing: { durationMs: 5_000, windowMs: 0, extensionMs: 0 },
  });
  await sale.start();
  await sale.openLot(0);
  await sale.bid(buyer, 3_000);
  const readOrderId = async () => (await buyer.api.page(listOrders, { query: {} })).items[0]?.id ?? "";
  await expect.poll(readOrderId, { timeout: 30_000 }).not.toBe("");
  const path = `/orders/${await readOrderId()}`;

  const page = await open({ as: buyer });
  // Pages that are told by their scripts where to go next are the ones that can lose their way.
  await page.goto(path, { waitUntil: "networkidle" });
  await press(page.getByRole("button", { name: /^Pay \$/u }));
  await expect(page.getByRole("heading", { name: "Approve this payment?" })).toBeVisible();
  await press(page.getByRole("button", { name: "Approve" }));
  await expect(page).toHaveURL(`${origin}${path}`);
  // The page finds out by itself what the bank says behind its customer's back.
  await expect(page.getByRole("button", { name: /^Pay \$/u })).toBeHidden({ timeout: 30_000 });
  await expect
    .poll(async () => (await buyer.api.page(listOrders, { query: {} })).items[0]?.status)
    .toBe("paid");
});
