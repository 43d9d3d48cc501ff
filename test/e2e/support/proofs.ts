import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { computeCode } from "./authenticator.ts";

type Press = (what: Locator) => Promise<void>;

export const readCodes = (page: Page): Promise<string[]> =>
  page.getByRole("list", { name: "Your recovery codes" }).getByRole("listitem").allTextContents();

/** Turns an authenticator app on; gives the recovery codes, of which each is one proof. */
export async function addSecondFactor(page: Page, press: Press): Promise<string[]> {
  await page.goto("/account/security");
  await press(page.getByRole("button", { name: "Set up" }));
  const secret = (await page.getByLabel("Or type this in by hand", { exact: true }).textContent()) ?? "";
  await page.getByLabel("Code from the app").fill(computeCode(secret));
  await press(page.getByRole("button", { name: "Turn it on" }));
  await expect(page.getByRole("heading", { name: "Keep these recovery codes" })).toBeVisible();
  return readCodes(page);
}

/** Answers the question that a page asks before it goes on. */
export async function prove(page: Page, code: string | undefined, press: Press): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Confirm it is you" });
  await dialog.getByLabel("Code").fill(code ?? "");
  await press(dialog.getByRole("button", { name: "Confirm" }));
  await expect(dialog).toBeHidden();
}
