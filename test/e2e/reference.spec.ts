import { register } from "../../contract/http/accounts.ts";
import { createApi } from "../../client/http/api.ts";
import { expectAccessible } from "./support/accessibility.ts";
import { makeEmail, password } from "./support/accounts.ts";
import { expect, test } from "./support/test.ts";

test("the reference reads well in both themes at both sizes", async ({ page }) => {
  await page.goto("/docs");
  await page.locator("#uploadAvatar > summary").click();
  await page.locator("#listActivity > summary").click();
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page, `${colorScheme}, ${viewport.width} px`);
    }
    const overflow = await page
      .locator(":root")
      .evaluate((root: { scrollWidth: number; clientWidth: number }) => root.scrollWidth - root.clientWidth);
    expect(overflow, `wider than ${viewport.width} px`).toBeLessThanOrEqual(0);
  }
});

test("a picture is sent from the reference, as a form", async ({ page, origin, press }) => {
  const api = createApi({ baseUrl: origin, headers: { "X-Client": "mobile" } });
  const body = { email: makeEmail(), password, displayName: "Ref" };
  const { accessToken } = await api.call(register, { body });
  await page.goto("/docs");
  await press(page.getByText("Try it as…"));
  await page.locator("#token").fill(accessToken);
  const operation = page.locator("#uploadAvatar");
  await press(operation.locator("summary"));
  await operation.locator("[name=userId]").fill("me");
  await expect(operation.locator(".curl")).toContainText("-F 'file=@file'");
  await operation
    .locator("[name=file]")
    .setInputFiles({ name: "me.png", mimeType: "image/png", buffer: await page.screenshot() });
  await expect(operation.locator(".curl")).toContainText("-F 'file=@me.png'");
  await press(operation.getByRole("button", { name: "Send" }));
  await expect(operation.getByRole("status")).toHaveText(/^Answered 201/u);
  await expect(operation.locator(".answer")).toContainText('"avatarUrl"');
});
