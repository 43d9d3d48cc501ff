import type { Page } from "@playwright/test";
import { z } from "../../contract/zod.ts";
import { expectAccessible, expectAccessibleEverywhere } from "./support/accessibility.ts";
import type { Account } from "./support/accounts.ts";
import { addPasskeyDevice, computeCode } from "./support/authenticator.ts";
import { expect, test } from "./support/test.ts";

/** What browsers say about a form that was refused. */
const refusedForm = /status of 4\d\d/u;

async function fillPassword(page: Page, { email, password }: Account): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
}

const unfinished = z.object({ error: z.object({ details: z.object({ mfaToken: z.string() }) }) });

const isSignedIn = (page: Page) => expect(page.getByRole("button", { name: "Your account" })).toBeVisible();

test("an authenticator app is set up, asked for, replaced by a recovery code, and turned off", async ({
  open,
  openBuyer,
  origin,
  press,
  watch,
}) => {
  watch.forgive(refusedForm);
  const buyer = await openBuyer("Tara");
  const page = await open({ as: buyer });
  await page.goto("/account/security");
  await press(page.getByRole("button", { name: "Set up" }));
  await expect(page.getByRole("img", { name: "QR code for your authenticator app" })).toBeVisible();
  const secret = (await page.getByLabel("Or type this in by hand", { exact: true }).textContent()) ?? "";
  const code = page.getByLabel("Code from the app");
  await expect(code).toBeFocused();
  await expectAccessibleEverywhere(page);

  await test.step("a wrong code is said, and the picture stays", async () => {
    await code.fill("000000");
    await press(page.getByRole("button", { name: "Turn it on" }));
    await expect(page.getByText("That code does not match.", { exact: false })).toBeVisible();
    await expect(page.getByRole("img", { name: "QR code for your authenticator app" })).toBeVisible();
  });

  await code.fill(computeCode(secret));
  await press(page.getByRole("button", { name: "Turn it on" }));
  await expect(page.getByRole("heading", { name: "Keep these recovery codes" })).toBeFocused();
  const codes = await page
    .getByRole("list", { name: "Your recovery codes" })
    .getByRole("listitem")
    .allTextContents();
  expect(codes).toHaveLength(10);
  await expectAccessibleEverywhere(page);
  const download = page.waitForEvent("download");
  await press(page.getByRole("link", { name: "Download" }));
  expect((await download).suggestedFilename()).toBe("blytz-recovery-codes.txt");
  await press(page.getByRole("link", { name: "I have kept them" }));
  await expect(page.getByText("10 codes left.", { exact: false })).toBeVisible();

  await test.step("a password alone does not sign in", async () => {
    const phone = await open();
    await phone.goto("/login?to=/orders");
    await fillPassword(phone, buyer);
    await expect(phone.getByLabel("Code", { exact: true })).toBeFocused();
    await expectAccessibleEverywhere(phone);
    await phone.getByLabel("Code", { exact: true }).fill("111111");
    await phone.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(phone.getByRole("alert")).toContainText("That code is wrong or was used before.");
    await phone.getByLabel("Code", { exact: true }).fill(computeCode(secret, 1));
    await phone.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(phone, "taken to where they were going").toHaveURL(/\/orders$/u);
  });

  await test.step("coming back from a provider, the code is asked for too", async () => {
    const asked = await page.context().request.post("/api/v1/auth/login", {
      headers: { "X-Client": "mobile" },
      data: { email: buyer.email, password: buyer.password },
    });
    const { error } = unfinished.parse(await asked.json());
    const phone = await open();
    await phone.context().addCookies([{ name: "pending", value: error.details.mfaToken, url: origin }]);
    await phone.goto("/login?step=code&methods=totp,recovery&to=/orders");
    await press(phone.getByRole("button", { name: "Use a recovery code" }));
    await phone.getByLabel("Recovery code").fill(codes[1] ?? "");
    await phone.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(phone).toHaveURL(/\/orders$/u);
  });

  await test.step("a recovery code opens once", async () => {
    const phone = await open();
    await phone.goto("/login");
    await fillPassword(phone, buyer);
    await press(phone.getByRole("button", { name: "Use a recovery code" }));
    await phone.getByLabel("Recovery code").fill(codes[0] ?? "");
    await phone.getByRole("button", { name: "Sign in", exact: true }).click();
    await isSignedIn(phone);
    await phone.goto("/account/security");
    await expect(phone.getByText("8 codes left.", { exact: false })).toBeVisible();
  });

  await press(page.getByRole("button", { name: "Turn off" }));
  await press(page.getByRole("dialog").getByRole("button", { name: "Turn off" }));
  await expect(page.getByRole("button", { name: "Set up" })).toBeVisible();
});

test("what needs a fresh proof asks for it, and then goes on by itself", async ({
  open,
  openBuyer,
  press,
  watch,
}) => {
  watch.forgive(refusedForm);
  const buyer = await openBuyer("Stella");
  // Signed in before there was a second factor, so it has proved none.
  const [elsewhere, page] = [await open({ as: buyer }), await open({ as: buyer })];
  await page.goto("/account/security");
  await press(page.getByRole("button", { name: "Set up" }));
  const secret = (await page.getByLabel("Or type this in by hand", { exact: true }).textContent()) ?? "";
  await page.getByLabel("Code from the app").fill(computeCode(secret));
  await press(page.getByRole("button", { name: "Turn it on" }));
  await expect(page.getByRole("heading", { name: "Keep these recovery codes" })).toBeVisible();

  await elsewhere.goto("/account/keys");
  await elsewhere.getByLabel("Name").fill("Report");
  await elsewhere.getByLabel("Read your orders").check();
  await press(elsewhere.getByRole("button", { name: "Create key" }));
  const dialog = elsewhere.getByRole("dialog", { name: "Confirm it is you" });
  await expect(dialog.getByLabel("Code")).toBeFocused();
  await expectAccessible(elsewhere, "with the question");
  await dialog.getByLabel("Code").fill("000000");
  await press(dialog.getByRole("button", { name: "Confirm" }));
  await expect(dialog.getByRole("alert")).toContainText("That is not right. Try again.");
  await dialog.getByLabel("Code").fill(computeCode(secret, 1));
  await press(dialog.getByRole("button", { name: "Confirm" }));
  await expect(elsewhere.getByRole("heading", { name: "Copy your key now" })).toBeFocused();
});

test("a passkey is added, renamed, signs in by itself, and is removed", async ({
  open,
  openBuyer,
  press,
  watch,
}) => {
  watch.forgive(refusedForm);
  const buyer = await openBuyer("Kim");
  const page = await open({ as: buyer });
  await addPasskeyDevice(page);
  await page.goto("/account/security");
  await press(page.getByText("Add a passkey"));
  await page.getByLabel("Name").fill("Kim’s phone");
  await press(page.getByRole("button", { name: "Create passkey" }));
  const passkeys = page.getByRole("list", { name: "Passkeys" });
  await expect(passkeys.getByText("Kim’s phone")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Keep these recovery codes" })).toBeVisible();
  await expectAccessibleEverywhere(page);

  await press(page.getByText("Rename", { exact: true }));
  await passkeys.getByLabel("Name", { exact: true }).fill("Work laptop");
  await press(page.getByRole("button", { name: "Save name" }));
  await expect(passkeys.getByText("Work laptop", { exact: true })).toBeVisible();

  await test.step("it is among what the browser fills in: the device here takes what is offered", async () => {
    await page.context().clearCookies();
    await page.goto("/login?to=/account/security");
    await expect(page.getByRole("heading", { name: "Security" })).toBeVisible();
  });

  // From here on nothing is offered, so that it is the buttons that sign in.
  await page.addInitScript({
    content: "PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);",
  });

  await test.step("it signs in without a password", async () => {
    await page.context().clearCookies();
    await page.goto("/login?to=/account/security");
    await press(page.getByRole("button", { name: "Sign in with a passkey" }));
    await expect(page.getByRole("heading", { name: "Security" })).toBeVisible();
  });

  await test.step("after a password it is the second factor", async () => {
    await page.context().clearCookies();
    await page.goto("/login");
    await fillPassword(page, buyer);
    await press(page.getByRole("button", { name: "Use a passkey instead" }));
    await isSignedIn(page);
  });

  await page.goto("/account/security");
  await press(page.getByRole("button", { name: "Remove: Work laptop" }));
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page, "with a question");
  await press(page.getByRole("dialog").getByRole("button", { name: "Remove" }));
  await expect(page.getByText("Work laptop", { exact: true })).toHaveCount(0);
});
