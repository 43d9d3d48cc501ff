import { expectAccessibleEverywhere } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";

/** What browsers say about a form that was refused. */
const refusedForm = /status of 4\d\d/u;

test("devices are listed, and signed out one by one or all at once", async ({ open, openBuyer, press }) => {
  const buyer = await openBuyer("Sena");
  const others = [await open({ as: buyer }), await open({ as: buyer })];
  const page = await open({ as: buyer });
  await page.goto("/account/security");
  // Registering through the interface was the fourth.
  const rows = page.getByRole("listitem").filter({ hasText: "Last seen" });
  await expect(rows).toHaveCount(4);
  await expect(rows.first()).toContainText("This device");
  await expect(rows.first().getByRole("button")).toHaveCount(0);
  await expectAccessibleEverywhere(page);

  await press(rows.nth(1).getByRole("button", { name: /Sign out:/u }));
  await expect(rows).toHaveCount(3);
  await expect(
    page.getByRole("heading", { name: "Security", level: 1 }),
    "the pressed one is gone",
  ).toBeFocused();
  await press(page.getByRole("button", { name: "Sign out 2 other devices" }));
  await expect(rows).toHaveCount(1);
  await expect(page.getByText("You are signed in nowhere else.")).toBeVisible();
  for (const other of others) {
    await other.goto("/account/security");
    await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
  }
});

test("a password is changed where one is signed in", async ({ open, openBuyer, press, watch }) => {
  watch.forgive(refusedForm);
  const buyer = await openBuyer("Pia");
  const page = await open({ as: buyer });
  await page.goto("/account/security");
  await press(page.getByText("Change password").first());
  const current = page.getByLabel("Current password");
  await current.fill("not the password");
  await page.getByLabel("New password", { exact: true }).fill("orchard-violin-quiet-9");
  await press(page.getByRole("button", { name: "Change password" }));
  await expect(page.getByText("This is not your current password.")).toBeVisible();
  await expect(current, "the first field that needs another look").toBeFocused();
  await expectAccessibleEverywhere(page);
  await current.fill(buyer.password);
  await press(page.getByRole("button", { name: "Change password" }));
  await expect(
    page.getByText("Password changed. Other devices are signed out.", { exact: true }),
  ).toBeVisible();
  await page.goto("/account/activity");
  await expect(page.getByRole("row", { name: /Password changed/u })).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("a profile is changed, and says so", async ({ open, openBuyer, press }) => {
  const page = await open({ as: await openBuyer("Old name") });
  await page.goto("/account/profile");
  await page.getByLabel("Name in the chat").fill("New name");
  await page.getByLabel("Phone").fill("+1 555 0100");
  await press(page.getByRole("button", { name: "Save profile" }));
  await expect(page.getByText("Profile saved.", { exact: true })).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "New name" })).toBeVisible();
});
