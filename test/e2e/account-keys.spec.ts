import { expectAccessible, expectAccessibleEverywhere } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";

/** What browsers say about a form that was refused. */
const refusedForm = /status of 4\d\d/u;

test("a key made on the page opens what it was made for, until it is revoked", async ({
  open,
  openBuyer,
  origin,
  press,
  watch,
}) => {
  watch.forgive(refusedForm);
  const page = await open({ as: await openBuyer("Kai") });
  await page.goto("/account/keys");
  await expect(page.getByRole("heading", { name: "No keys yet" })).toBeVisible();
  await expectAccessibleEverywhere(page);

  await test.step("a key for nothing is refused", async () => {
    await page.getByLabel("Name").fill("Stock script");
    await press(page.getByRole("button", { name: "Create key" }));
    await expect(page.getByText("Choose at least one.")).toBeVisible();
  });
  await page.getByLabel("Read your orders").check();
  await press(page.getByRole("button", { name: "Create key" }));
  await expect(page.getByRole("heading", { name: "Copy your key now" })).toBeFocused();
  const key = (await page.getByLabel("Stock script", { exact: true }).textContent()) ?? "";
  expect(key).toMatch(/^blz_/u);
  await expectAccessibleEverywhere(page);

  const ask = async (path: string) =>
    (await fetch(`${origin}/api/v1${path}`, { headers: { Authorization: `Bearer ${key}` } })).status;
  expect([await ask("/orders"), await ask("/addresses")]).toEqual([200, 403]);

  await press(page.getByRole("link", { name: "I have kept it" }));
  await expect(page.getByText(key), "it is not shown again").toHaveCount(0);
  await press(page.getByRole("button", { name: "Revoke: Stock script" }));
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page, "with a question");
  await press(page.getByRole("dialog").getByRole("button", { name: "Revoke" }));
  await expect(page.getByRole("heading", { name: "No keys yet" })).toBeVisible();
  await expect.poll(() => ask("/orders"), { timeout: 40_000 }).toBe(401);
});
