import type { Page } from "@playwright/test";
import { expectAccessibleEverywhere } from "./support/accessibility.ts";
import { makeEmail } from "./support/accounts.ts";
import { expect, test } from "./support/test.ts";

/** The provider is a place of its own; a browser is asked to go there. */
const atProvider = /asked for http:\/\/127\.0\.0\.1:/u;
const refusedForm = /status of 4\d\d/u;

/** What a person does at the provider. It remembers them, so it asks once in each browser. */
async function continueAs(page: Page, email: string): Promise<void> {
  await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:/u);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
}

test("an account is opened with Google, and shows that it is linked", async ({
  open,
  origin,
  press,
  watch,
}) => {
  watch.forgive(atProvider);
  const page = await open();
  await page.goto("/login?to=/account/security");
  await expectAccessibleEverywhere(page);
  await press(page.getByRole("link", { name: "Continue with Google" }));
  const email = makeEmail();
  await continueAs(page, email);
  await expect(page, "back where they were going").toHaveURL(`${origin}/account/security`);
  const row = page.getByRole("listitem").filter({ hasText: "Google" });
  await expect(row).toContainText(email);
  await expectAccessibleEverywhere(page);
  await page.goto("/account/activity?type=account");
  await expect(page.getByRole("row", { name: /Account opened/u })).toBeVisible();

  await test.step("it is the only way in, so it stays", async () => {
    await page.goto("/account/security");
    await press(row.getByRole("button", { name: /Unlink/u }));
    watch.forgive(refusedForm);
    await press(page.getByRole("dialog").getByRole("button", { name: /Unlink/u }));
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(row).toContainText(email);
  });

  await test.step("a second time it is the same account", async () => {
    const again = await open();
    await again.goto("/login");
    await press(again.getByRole("link", { name: "Continue with Google" }));
    await continueAs(again, email);
    await expect(again.getByRole("button", { name: "Your account" })).toBeVisible();
    await again.goto("/account/profile");
    await expect(again.getByText(email).first()).toBeVisible();
  });
});

test("who has a password links Google besides", async ({ open, openBuyer, press, watch }) => {
  watch.forgive(atProvider);
  const buyer = await openBuyer("Gia");
  const page = await open({ as: buyer });
  await page.goto("/account/security");
  await press(page.getByRole("button", { name: /Link .*Google/u }));
  const elsewhere = makeEmail();
  await continueAs(page, elsewhere);
  await expect(page.getByRole("listitem").filter({ hasText: "Google" })).toContainText(elsewhere);
});
