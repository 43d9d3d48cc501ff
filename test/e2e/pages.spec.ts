import { expect, test } from "@playwright/test";

const pages = ["/", "/browse", "/login", "/register", "/styleguide"];

for (const path of pages) {
  test(`[SEC-39] ${path} comes up and breaks nothing, its own policy least of all`, async ({ page }) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    const answer = await page.goto(path, { waitUntil: "networkidle" });
    expect(answer?.status()).toBe(200);
    await expect(page).toHaveTitle(/Blytz/u);
    expect(complaints).toEqual([]);
  });
}

test("a page that does not exist says so, with the way back", async ({ page }) => {
  const answer = await page.goto("/no-such-page");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("link", { name: /home|live|browse/iu }).first()).toBeVisible();
});
