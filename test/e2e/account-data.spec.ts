import { readFile } from "node:fs/promises";
import { expectAccessibleEverywhere } from "./support/accessibility.ts";
import { demoSeller } from "./support/accounts.ts";
import { expect, test } from "./support/test.ts";

/** What browsers say about a form that was refused. */
const refusedForm = /status of 4\d\d/u;

test("one's data is downloaded, and one's account deleted", async ({ open, openBuyer, press, watch }) => {
  watch.forgive(refusedForm);
  const buyer = await openBuyer("Lena");
  const page = await open({ as: buyer });
  await page.goto("/account/data");
  await expectAccessibleEverywhere(page);

  await test.step("the file is whole and about its owner", async () => {
    const download = page.waitForEvent("download");
    await press(page.getByRole("link", { name: "Download" }));
    const file = await download;
    expect(file.suggestedFilename()).toBe("blytz-live-account.json");
    const kept: unknown = JSON.parse(await readFile(await file.path(), "utf8"));
    expect(kept).toMatchObject({
      success: true,
      data: { profile: { email: buyer.email }, addresses: [{ city: "Portland" }] },
    });
    await expect(page.getByText("Your file is on its way to your downloads.")).toBeVisible();
  });

  await test.step("another address deletes nothing", async () => {
    await page.getByLabel("Your e-mail, to confirm").fill("somebody@else.test");
    await press(page.getByRole("button", { name: "Delete my account" }));
    await expect(page.getByText("This is not the e-mail of your account.")).toBeVisible();
    await expect(page.getByLabel("Your e-mail, to confirm")).toBeFocused();
  });

  await page.getByLabel("Your e-mail, to confirm").fill(buyer.email);
  await press(page.getByRole("button", { name: "Delete my account" }));
  await expect(page.getByText("Your account is gone.", { exact: false })).toBeVisible();
  await page.getByLabel("E-mail").fill(buyer.email);
  await page.getByLabel("Password", { exact: true }).fill(buyer.password);
  await press(page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }));
  await expect(page.getByText("That e-mail and password do not go together.")).toBeVisible();
});

test("an account with a sale under way is kept, and its owner told why", async ({ open, press, watch }) => {
  watch.forgive(refusedForm);
  const page = await open({ as: demoSeller });
  await page.goto("/account/data");
  await page.getByLabel("Your e-mail, to confirm").fill(demoSeller.email);
  await press(page.getByRole("button", { name: "Delete my account" }));
  await expect(page.getByRole("alert")).toContainText("Your account cannot be deleted yet. First finish:");
  await expect(page.getByRole("alert")).toContainText(/\d+ sales? of yours, scheduled or live/u);
});
