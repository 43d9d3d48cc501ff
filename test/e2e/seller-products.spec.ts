import { expectAccessible, expectAccessibleEverywhere } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";

const file = (rows: string) => ({
  name: "products.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(`sku,title,category,condition,currency,startingPrice\n${rows}`),
});

test("a seller lists a product, and many at once from a file", async ({ open, openSeller, press, watch }) => {
  test.setTimeout(180_000);
  watch.forgive(/status of 4\d\d/u);
  const page = await open({ as: await openSeller() });
  await page.goto("/seller/products");
  await expect(page.getByText("Nothing here yet")).toBeVisible();
  await expectAccessible(page);

  await test.step("by itself, with what is wrong beside its field", async () => {
    await page.goto("/seller/products/new");
    await page.getByRole("textbox", { name: "Title" }).fill("Brass sextant");
    await page.getByRole("textbox", { name: "Starts at" }).fill("a lot");
    await press(page.getByRole("button", { name: "Save" }));
    await expect(page.getByText("Write an amount, such as 12.50.")).toBeVisible();
    await expectAccessibleEverywhere(page);
    await page.getByRole("textbox", { name: "Starts at" }).fill("120");
    await page.getByRole("textbox", { name: "Details" }).fill("Maker: Plath");
    await page.getByRole("combobox", { name: "Sent from" }).selectOption("DE");
    await press(page.getByRole("button", { name: "Save" }));
    await expect(page).toHaveURL(/\/seller\/products\?status=draft$/u);
    await press(page.getByRole("button", { name: "Put up: Brass sextant" }));
    await expect(page.getByText("It is for sale.").first()).toBeVisible();
  });

  await test.step("many, looked at before they are written", async () => {
    await page.goto("/seller/products/import");
    const category = "nowhere";
    await page.getByLabel("CSV file").setInputFiles(file(`A-1,Compass,${category},good,USD,10\n`));
    await press(page.getByRole("button", { name: "Check only" }));
    await expect(page.getByRole("cell", { name: "is not the slug of a category" })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("which is found with its details, a typo and all", async () => {
    await page.goto("/browse");
    await page.getByRole("combobox", { name: "Search" }).first().fill("sext");
    await expect(page.locator("datalist option[value='Brass sextant']").first()).toBeAttached();
    await page.goto("/browse?q=sextnat");
    await press(page.getByRole("link", { name: "Brass sextant" }));
    await expect(page.getByText("Plath")).toBeVisible();
    await expect(page.getByText("Germany")).toBeVisible();
  });
});
