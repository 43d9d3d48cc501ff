import { expectAccessibleEverywhere } from "./support/accessibility.ts";
import { findLink } from "./support/mailbox.ts";
import { expect, test } from "./support/test.ts";

/** What browsers say about a form that was refused. */
const refusedForm = /status of 4\d\d/u;
const newPassword = "orchard-violin-quiet-9";

test("the link of a mail confirms the address, once", async ({ open, openBuyer, origin, press, watch }) => {
  watch.forgive(refusedForm);
  const buyer = await openBuyer("Vera");
  const page = await open({ as: buyer });
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Confirm your e-mail" })).toBeVisible();
  await press(page.getByRole("button", { name: "Send it again" }));
  await expect(page.getByText("Sent. It can take a minute to arrive.")).toBeVisible();
  const link = await findLink(origin, buyer.email, "Confirm your e-mail address");
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Your e-mail is confirmed" })).toBeVisible();
  expect(page.url(), "the secret does not stay in the address").not.toContain("token");
  await expectAccessibleEverywhere(page);
  await press(page.getByRole("link", { name: "Go to your account" }));
  await expect(page.getByRole("heading", { name: "Vera" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Confirm your e-mail" })).toHaveCount(0);

  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link did not work" })).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("a forgotten password is replaced by a link, and ends what was signed in", async ({
  open,
  openBuyer,
  origin,
  page,
  press,
  watch,
}) => {
  watch.forgive(refusedForm);
  const buyer = await openBuyer("Flora");
  const elsewhere = await open({ as: buyer });
  await page.goto("/login");
  await press(page.getByRole("link", { name: "Forgot your password?" }));
  await expectAccessibleEverywhere(page);
  await page.getByLabel("E-mail").fill(buyer.email);
  await press(page.getByRole("button", { name: "Send the link" }));
  await expect(page.getByRole("status").filter({ hasText: buyer.email })).toBeVisible();
  await expect(page.getByRole("link", { name: "try another address" })).toBeFocused();

  const link = await findLink(origin, buyer.email, "Choose a new password");
  await page.goto(link);
  const field = page.getByLabel("New password", { exact: true });
  await test.step("a weak one is told what to change, beside the field", async () => {
    await field.fill("password1234");
    await press(page.getByRole("button", { name: "Change password" }));
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByText("It is among the first that are guessed", { exact: false })).toBeVisible();
    await expectAccessibleEverywhere(page);
  });
  await test.step("it can be looked at while it is typed", async () => {
    await field.fill(newPassword);
    await press(page.getByRole("button", { name: "Show password" }));
    await expect(field).toHaveAttribute("type", "text");
  });
  await press(page.getByRole("button", { name: "Change password" }));
  await expect(page.getByText("Your password is changed. Sign in with the new one.")).toBeVisible();
  await page.getByLabel("E-mail").fill(buyer.email);
  await page.getByLabel("Password", { exact: true }).fill(newPassword);
  await press(page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }));
  await expect(page.getByRole("button", { name: "Your account" })).toBeVisible();

  await test.step("[SEC-9] whoever was signed in before is out", async () => {
    await elsewhere.goto("/account/security");
    await expect(elsewhere.getByRole("heading", { name: "Sign in" })).toBeVisible();
  });
  await test.step("the link works once", async () => {
    await page.goto(link);
    await page.getByLabel("New password", { exact: true }).fill("another-orchard-quiet-3");
    await press(page.getByRole("button", { name: "Change password" }));
    await expect(page.getByRole("alert")).toContainText("This link was used before or has run out.");
    await expect(page.getByRole("link", { name: "Ask for a new link" })).toBeVisible();
  });
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the code of a mail is pasted", async ({ openBuyer, origin, page, press, watch }) => {
    watch.forgive(refusedForm);
    const buyer = await openBuyer("Nils");
    const link = await findLink(origin, buyer.email, "Confirm your e-mail address");
    await page.goto(link);
    await page.getByLabel("Code from the mail").fill(link.split("#token=")[1] ?? "");
    await press(page.getByRole("button", { name: "Confirm", exact: true }));
    await expect(page.getByRole("heading", { name: "Your e-mail is confirmed" })).toBeVisible();

    await page.goto("/forgot-password");
    await page.getByLabel("E-mail").fill(buyer.email);
    await press(page.getByRole("button", { name: "Send the link" }));
    const reset = await findLink(origin, buyer.email, "Choose a new password");
    await page.goto(reset);
    await page.getByLabel("Code from the mail").fill(reset.split("#token=")[1] ?? "");
    await page.getByLabel("New password", { exact: true }).fill(newPassword);
    await press(page.getByRole("button", { name: "Change password" }));
    await expect(page.getByText("Your password is changed. Sign in with the new one.")).toBeVisible();
  });
});
