import { expectAccessible, expectAccessibleEverywhere } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";

const file = (rows: string) => ({
  name: "products.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(`sku,title,category,condition,currency,startingPrice\n${rows}`),
});

/** The beginning of an MP4, which is as much as is looked at. */
const film = Buffer.from("\0\0\0\x18ftypisom\0\0\x02\0isomavc1\0\0\0\x0emdatmoving", "latin1");

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

  await test.step("with a video, which is sent as it is chosen and taken away again", async () => {
    await page.goto("/seller/products");
    await page.getByRole("link", { name: "Brass sextant" }).first().click();
    const video = page.getByRole("group", { name: "Video" });
    const field = video.getByLabel("Choose a video");
    await field.setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("notes") });
    await expect(video.getByRole("alert")).toHaveText("Not an MP4 or WebM video.");
    await field.setInputFiles({ name: "sextant.mp4", mimeType: "video/mp4", buffer: film });
    await expect(video.locator("video")).toHaveAttribute("src", /^\/media\/videos\/[0-9a-f-]{36}\.mp4$/u);
    await expectAccessible(page);
    await press(page.getByRole("button", { name: "Save" }));
    await page.getByRole("link", { name: "Brass sextant" }).first().click();
    await press(video.getByRole("button", { name: "Remove the video" }));
    await press(page.getByRole("button", { name: "Save" }));
    await page.getByRole("link", { name: "Brass sextant" }).first().click();
    await expect(page.getByLabel("Choose a video")).toBeVisible();
    await expect(page.locator("video")).toHaveCount(0);
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
