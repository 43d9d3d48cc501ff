import { expectAccessibleEverywhere } from "./support/accessibility.ts";
import { demoSeller } from "./support/accounts.ts";
import { expect, test } from "./support/test.ts";

/** What browsers say about a form that was refused. */
const refusedForm = /status of 4\d\d/u;

test("a picture is chosen, seen, kept and removed", async ({ open, openBuyer, press, watch }) => {
  watch.forgive(refusedForm);
  // The recorder of traces fetches what a page shows, previews too; the page itself never does.
  watch.forgive(/Connecting to 'blob:/u);
  const page = await open({ as: await openBuyer("Pic") });
  await page.goto("/account/profile");
  await expectAccessibleEverywhere(page);
  const field = page.getByLabel("Choose a picture");
  await test.step("what is no picture is refused, with what to do", async () => {
    await field.setInputFiles({
      name: "me.png",
      mimeType: "image/png",
      buffer: Buffer.from("not a picture"),
    });
    await press(page.getByRole("button", { name: "Save picture" }));
    await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  });
  await field.setInputFiles({ name: "me.png", mimeType: "image/png", buffer: await page.screenshot() });
  await expect(page.locator("main img[src^='blob:']"), "seen before it is sent").toBeVisible();
  await press(page.getByRole("button", { name: "Save picture" }));
  await expect(page.locator("main img[src^='/media/']")).toBeVisible();
  await expect(page.locator("header img[src^='/media/']"), "in the header too").toBeVisible();
  await press(page.getByRole("button", { name: "Remove picture" }));
  await expect(page.locator("img[src^='/media/']")).toHaveCount(0);
});

test("a seller sees numbers by currency and what was paid", async ({ open }) => {
  const page = await open({ as: demoSeller });
  await page.goto("/account");
  await expect(page.getByRole("main").getByRole("heading", { name: "Selling" })).toBeVisible();
  await expect(page.getByText("Lots sold", { exact: true })).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.goto("/account/transactions");
  await expect(page.getByRole("heading", { name: "Transactions", level: 1 })).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("link", { name: "Refunds", exact: true }).click();
  await expect(page).toHaveURL(/type=refund/u);
  await expect(page.getByRole("link", { name: "Refunds", exact: true })).toHaveAttribute(
    "aria-current",
    "true",
  );
});
