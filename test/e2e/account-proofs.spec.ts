import type { Page } from "@playwright/test";
import { must } from "../../domain/result.ts";
import { makeEmail } from "./support/accounts.ts";
import type { Account } from "./support/accounts.ts";
import { addPasskeyDevice } from "./support/authenticator.ts";
import { addSecondFactor, prove, readCodes } from "./support/proofs.ts";
import { expect, test } from "./support/test.ts";

/** What browsers say about a form that was refused. */
const refusedForm = /status of 4\d\d/u;

test("whatever needs a fresh proof asks for it, and then goes on by itself", async ({
  open,
  openBuyer,
  press,
  watch,
}) => {
  test.setTimeout(240_000);
  watch.forgive(refusedForm);
  const buyer: Account = await openBuyer("Uma");
  /** Each signed in before there was a second factor, so none of them has proved it. */
  const pages: Page[] = [];
  for (let count = 0; count < 6; count += 1) pages.push(await open({ as: buyer }));
  let codes = await addSecondFactor(await open({ as: buyer }), press);
  const next = (): Page => must(pages.pop(), "there is a browser for each");

  await test.step("another e-mail address", async () => {
    const page = next();
    await page.goto("/account/profile");
    await press(page.getByText("Change e-mail"));
    const email = makeEmail();
    await page.getByLabel("New e-mail").fill(email);
    await press(page.getByRole("button", { name: "Send the link" }));
    await prove(page, codes.pop(), press);
    await expect(page.getByText(email)).toBeVisible();
  });

  await test.step("an API key", async () => {
    const page = next();
    await page.goto("/account/keys");
    await page.getByLabel("Name").fill("Report");
    await page.getByLabel("Read your orders").check();
    await press(page.getByRole("button", { name: "Create key" }));
    await prove(page, codes.pop(), press);
    await expect(page.getByRole("heading", { name: "Copy your key now" })).toBeVisible();
  });

  await test.step("one's data", async () => {
    const page = next();
    await page.goto("/account/data");
    await press(page.getByRole("link", { name: "Download" }));
    const download = page.waitForEvent("download");
    await prove(page, codes.pop(), press);
    expect((await download).suggestedFilename()).toBe("blytz-live-account.json");
    await expect(page.getByText("Your file is on its way to your downloads.")).toBeVisible();
  });

  await test.step("a passkey", async () => {
    const page = next();
    await addPasskeyDevice(page);
    await page.goto("/account/security");
    await press(page.getByText("Add a passkey"));
    await press(page.getByRole("button", { name: "Create passkey" }));
    await prove(page, codes.pop(), press);
    await expect(page.getByRole("list", { name: "Passkeys" }).getByRole("listitem")).toHaveCount(1);
  });

  await test.step("new recovery codes", async () => {
    const page = next();
    await page.goto("/account/security");
    await press(page.getByRole("button", { name: "Make new codes" }));
    await press(page.getByRole("dialog").getByRole("button", { name: "Make new codes" }));
    await prove(page, codes.pop(), press);
    await expect(page.getByRole("heading", { name: "Keep these recovery codes" })).toBeVisible();
    codes = await readCodes(page);
    expect(codes).toHaveLength(10);
  });

  await test.step("leaving", async () => {
    const page = next();
    await page.goto("/account/data");
    await page.getByLabel("Your e-mail, to confirm").fill(buyer.email);
    await press(page.getByRole("button", { name: "Delete my account" }));
    await prove(page, codes.pop(), press);
    await expect(page.getByText("Your account is gone.", { exact: false })).toBeVisible();
  });
});

test("a new password needs the second factor too", async ({ open, openBuyer, press, watch }) => {
  watch.forgive(refusedForm);
  const buyer = await openBuyer("Ulla");
  const [page, other] = [await open({ as: buyer }), await open({ as: buyer })];
  const codes = await addSecondFactor(other, press);
  await page.goto("/account/security");
  await press(page.getByText("Change password").first());
  await page.getByLabel("Current password").fill(buyer.password);
  await page.getByLabel("New password", { exact: true }).fill("orchard-violin-quiet-9");
  await press(page.getByRole("button", { name: "Change password" }));
  await prove(page, codes.pop(), press);
  // The screen reader's own line says more than the words.
  await expect(
    page.getByText("Password changed. Other devices are signed out.", { exact: true }),
  ).toBeVisible();
});

test("without scripts a code opens what was refused, and whose factor is a passkey alone is told what to do", async ({
  open,
  openBuyer,
  press,
  watch,
}) => {
  watch.forgive(refusedForm);
  const buyer = await openBuyer("Una");
  const plain = await open({ as: buyer, javaScriptEnabled: false });
  const page = await open({ as: buyer, javaScriptEnabled: true });
  await addPasskeyDevice(page);
  await page.goto("/account/security");
  await press(page.getByText("Add a passkey"));
  await press(page.getByRole("button", { name: "Create passkey" }));
  await expect(page.getByRole("heading", { name: "Keep these recovery codes" })).toBeVisible();
  const codes = await readCodes(page);
  expect(codes).toHaveLength(10);

  await plain.goto("/account/keys");
  await plain.getByLabel("Name").fill("Report");
  await plain.getByLabel("Read your orders").check();
  await press(plain.getByRole("button", { name: "Create key" }));
  await press(plain.getByRole("link", { name: "Confirm it is you" }));
  await expect(plain.getByText("A passkey needs JavaScript.", { exact: false })).toBeHidden();
  for (const code of codes) {
    await plain.goto("/account/step-up?to=/account/keys");
    await plain.getByLabel("Code").fill(code);
    await press(plain.getByRole("button", { name: "Confirm" }));
    await expect(plain.getByText("Go back and send the form again.", { exact: false })).toBeVisible();
  }
  await plain.goto("/account/step-up?to=/account/keys");
  await expect(plain.getByText("A passkey needs JavaScript.", { exact: false })).toBeVisible();
  await expect(plain.getByRole("button", { name: "Use a passkey" })).toBeHidden();
  await page.goto("/account/step-up?to=/account/keys");
  await press(page.getByRole("button", { name: "Use a passkey" }));
  await expect(page.getByText("Go back and send the form again.", { exact: false })).toBeVisible();
});
