import type { Page } from "@playwright/test";
import { v7 as makeUuid } from "uuid";
import { openDispute } from "../../contract/http/disputes.ts";
import { report } from "../../contract/http/moderation.ts";
import { shipOrder } from "../../contract/http/orders.ts";
import { listProducts } from "../../contract/http/products.ts";
import { applyToSell } from "../../contract/http/seller-applications.ts";
import { readProfile } from "../../contract/http/users.ts";
import { must } from "../../domain/result.ts";
import { demoAdmin, demoPassword } from "../../scripts/demo/people.ts";
import { expectAccessibleEverywhere } from "./support/accessibility.ts";
import { sellTo } from "./support/sellers.ts";
import { expect, test } from "./support/test.ts";

const admin = { email: demoAdmin.email, password: demoPassword };
const me = { params: { userId: "me" } };

/** The last entry of the log about a thing, as the pages show it. */
async function expectInLog(page: Page, subjectId: string, action: string): Promise<void> {
  await page.goto(`/admin/audit?subjectId=${subjectId}`);
  await expect(page.getByRole("cell", { name: action, exact: true })).toBeVisible();
}

test("nobody but an admin finds the pages of the house", async ({ open, openBuyer, openSeller, watch }) => {
  watch.forgive(/status of 404/u);
  const pages = [
    "",
    "/applications",
    "/reports",
    "/disputes",
    "/refunds",
    "/appeals",
    "/links",
    "/categories",
    "/audit",
  ];
  for (const person of [await openBuyer("Ned"), await openSeller()]) {
    const page = await open({ as: person });
    for (const path of pages) {
      const answer = await page.goto(`/admin${path}`);
      expect([path, answer?.status()]).toEqual([path, 404]);
    }
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  }
});

test("an admin approves one application, rejects another, and finds both in the audit log", async ({
  open,
  openBuyer,
  press,
  runSql,
}) => {
  const page = await open({ as: admin, javaScriptEnabled: false });
  const apply = async (name: string) => {
    const buyer = await openBuyer(name);
    await runSql("UPDATE users SET email_verified_at = now() WHERE email = $1", [buyer.email]);
    await buyer.api.call(applyToSell, {
      body: {
        shopName: `${name}’s Kiln`,
        slug: `kiln-${makeUuid().slice(-12)}`,
        about: "Stoneware, fired in wood.",
        country: "US",
        goods: "Bowls and cups",
        agreesToPolicies: true,
      },
    });
    const { id: userId } = await buyer.api.call(readProfile, me);
    return { buyer, userId };
  };
  const [good, bad] = [await apply("Ida"), await apply("Otto")];
  await page.goto("/admin/applications");
  await press(page.getByRole("button", { name: "Approve Ida’s Kiln" }));
  await expect(page.getByRole("button", { name: "Approve Ida’s Kiln" })).toHaveCount(0);
  const card = page.getByRole("listitem").filter({ hasText: "Otto’s Kiln" });
  await press(card.getByText("Reject Otto’s Kiln"));
  await card.getByLabel("Reason").fill("Say what you fire it with.");
  await press(card.getByRole("button", { name: "Reject", exact: true }));
  await expect(page.getByRole("button", { name: "Approve Otto’s Kiln" })).toHaveCount(0);
  await press(page.getByRole("link", { name: "Rejected", exact: true }));
  await expect(card).toContainText("Say what you fire it with.");

  expect(await good.buyer.api.call(readProfile, me)).toMatchObject({ role: "seller" });
  expect(await bad.buyer.api.call(readProfile, me)).toMatchObject({ role: "buyer" });
  await expectInLog(page, good.userId, "seller-application.approved");
  await expectInLog(page, bad.userId, "seller-application.rejected");
  await page.goto("/admin/audit?actorId=nobody");
  await expect(page.getByText("Is not an id.")).toBeVisible();
});

test("an admin decides a report and a dispute, with a fresh proof for the money, and the log has both", async ({
  open,
  openBuyer,
  openSeller,
  press,
}) => {
  test.setTimeout(180_000);
  const [seller, buyer] = await Promise.all([openSeller(), openBuyer("Nora")]);
  const orderId = await sellTo(buyer, seller, { title: "A cracked vase", priceMinor: 10_000 });
  await seller.api.call(shipOrder, { params: { id: orderId }, body: { carrier: "DHL" } });
  await buyer.api.call(openDispute, {
    params: { id: orderId },
    body: { reason: "damaged", message: "It came in two pieces." },
  });
  const { items } = await buyer.api.page(listProducts, { query: { limit: 1, sort: "popular" } });
  const product = must(items[0], "the demo sells something");
  await buyer.api.call(report, {
    body: { subjectType: "product", subjectId: product.id, reason: "misleading", note: "Another one." },
  });
  const page = await open({ as: admin });

  await test.step("the report", async () => {
    await page.goto("/admin/reports?subject=product");
    await press(page.getByRole("link", { name: /^Product of / }).first());
    await expect(page.getByText("Another one.")).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.getByRole("radio", { name: /^Warn its owner/u }).check();
    await page.getByLabel("Reason").fill("Show it from behind too.");
    await press(page.getByRole("button", { name: "Decide the case" }));
    await expect(page.getByRole("heading", { name: "How it was decided" })).toBeVisible();
    await expectInLog(page, product.id, "moderation.acted");
  });

  await test.step("the dispute", async () => {
    await page.goto("/admin/disputes");
    await expect(page.getByRole("link", { name: "It is damaged" }).first()).toBeVisible();
    await page.goto(`/admin/disputes/${orderId}`);
    await expect(page.getByText("It came in two pieces.")).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.getByRole("radio", { name: /^The buyer/u }).check();
    await page.getByLabel("Amount back to the buyer").fill("40");
    await page.getByLabel("Why", { exact: true }).fill("It can be mended.");
    await press(page.getByRole("button", { name: "Decide the dispute" }));
    const proof = page.getByRole("dialog", { name: "Confirm it is you" });
    const decided = page.getByRole("heading", { name: "How it was decided" });
    await expect(proof.or(decided)).toBeVisible();
    if (await proof.isVisible()) {
      await proof.getByLabel("Password").fill(demoPassword);
      await press(proof.getByRole("button", { name: "Confirm" }));
    }
    await expect(decided).toBeVisible();
    await expect(page.getByText("It can be mended.").first()).toBeVisible();
    await expectInLog(page, orderId, "dispute.resolved");
  });
});

test("an admin adds a category, moves, retires and brings it back, and deletes it", async ({
  open,
  press,
}) => {
  const page = await open({ as: admin });
  const slug = `globes-${makeUuid().slice(-12)}`;
  await page.goto("/admin/categories");
  await press(page.locator("summary", { hasText: "Add a category" }));
  const form = page.locator("form").filter({ has: page.locator('input[value="add"]') });
  await form.getByLabel("Name").fill("Globes");
  await form.getByLabel("In addresses").fill(slug);
  await press(form.getByRole("button", { name: "Add a category" }));
  const row = page.getByRole("listitem").filter({ hasText: slug });
  await expect(row).toBeVisible();
  await press(row.getByLabel("Change Globes"));
  await row.getByLabel("Below").selectOption({ index: 1 });
  await press(row.getByRole("button", { name: "Save" }));
  await expect(row.getByLabel("Below")).not.toHaveValue("");
  await press(row.getByRole("button", { name: "Retire Globes" }));
  await expect(row.getByText("Retired", { exact: true })).toBeVisible();
  await expectAccessibleEverywhere(page);
  await press(row.getByRole("button", { name: "Bring back Globes" }));
  await expect(row.getByText("Retired", { exact: true })).toHaveCount(0);
  await press(row.getByRole("button", { name: "Delete Globes" }));
  await press(page.getByRole("dialog").getByRole("button", { name: "Delete" }));
  await expect(row).toHaveCount(0);
});

test("the pages of the house are for every eye and hand", async ({ open }) => {
  test.setTimeout(180_000);
  const page = await open({ as: admin });
  for (const path of [
    "",
    "/applications",
    "/reports",
    "/disputes",
    "/refunds",
    "/appeals",
    "/links",
    "/audit",
  ]) {
    await page.goto(`/admin${path}`);
    await expectAccessibleEverywhere(page);
  }
  await page.goto("/admin/applications?status=approved");
  await expectAccessibleEverywhere(page);
});

test("a seller keeps a buyer out and lets them in again", async ({ open, openBuyer, openSeller, press }) => {
  const [seller, buyer] = await Promise.all([openSeller(), openBuyer("Bodo")]);
  await sellTo(buyer, seller, { title: "A brass lamp", priceMinor: 5_000 });
  const page = await open({ as: seller });
  await page.goto("/seller/blocked");
  await expect(page.getByRole("heading", { name: "You keep nobody out" })).toBeVisible();
  await press(page.getByText("By what they bought"));
  await expectAccessibleEverywhere(page);
  const form = page.locator("form").filter({ has: page.locator('input[value="block-buyer"]') });
  await form.getByLabel("Why").fill("Never paid before.");
  await press(form.getByRole("button", { name: "Block them" }));
  const row = page.getByRole("listitem").filter({ hasText: "Bodo" });
  await expect(row).toContainText("Never paid before.");
  await expectAccessibleEverywhere(page);
  await press(row.getByRole("button", { name: "Let in again: Bodo" }));
  await press(page.getByRole("dialog").getByRole("button", { name: "Let in again" }));
  await expect(page.getByRole("heading", { name: "You keep nobody out" })).toBeVisible();
});
