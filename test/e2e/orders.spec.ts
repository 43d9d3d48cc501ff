import { listOrders } from "../../contract/http/orders.ts";
import { expectAccessibleEverywhere } from "./support/accessibility.ts";
import { demoSeller } from "./support/accounts.ts";
import { expect, test } from "./support/test.ts";

test("a seller ships what was paid, and its papers are there", async ({ open, seller }) => {
  const { items } = await seller.page(listOrders, { query: { side: "seller", status: "paid", limit: 1 } });
  const order = items[0];
  const page = await open({ as: demoSeller });
  await page.goto(`/orders/${order?.id ?? ""}`);
  await expectAccessibleEverywhere(page);
  // From the bundle that is deployed: a library that only loads under test would not get this far.
  for (const paper of ["invoice", "packing-slip"]) {
    const answer = await page.context().request.get(`/api/v1/orders/${order?.id ?? ""}/${paper}`);
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
