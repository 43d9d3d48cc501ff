import { expectAccessibleEverywhere } from "./support/accessibility.ts";
import { demoSeller } from "./support/accounts.ts";
import { expect, test } from "./support/test.ts";

/** What browsers say about a file that was refused. */
const refusedFile = /status of 4\d\d/u;

test("a seller's pictures are sent as they are chosen, put in order and described", async ({
  open,
  press,
  watch,
}) => {
  watch.forgive(refusedFile);
  watch.forgive(/Connecting to 'blob:/u);
  const page = await open({ as: demoSeller });
  await page.goto("/styleguide");
  const uploader = page.getByRole("group", { name: "Pictures" }).nth(1);
  const items = uploader.getByRole("listitem");
  const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 700, height: 500 } });
  const asFile = (name: string, mimeType = "image/png", buffer = picture) => ({ name, mimeType, buffer });
  const field = uploader.getByLabel("Choose pictures");
  await field.setInputFiles([
    asFile("one.png"),
    asFile("two.png"),
    asFile("evil.png", "image/png", Buffer.from("<svg onload='alert(1)'/>")),
    asFile("notes.txt", "text/plain", Buffer.from("notes")),
    asFile("five.png"),
  ]);
  await expect(items).toHaveCount(4);
  await expect(uploader.getByText("Only 4 pictures fit. The rest was left out.")).toBeVisible();
  await expect(uploader.locator("input[name=imageId]")).toHaveCount(2);
  await expect(uploader.getByRole("alert")).toHaveCount(2);
  const shown = items.first().locator("img");
  await shown.scrollIntoViewIfNeeded();
  await expect(shown).toHaveAttribute("src", /^\/media\/pictures\/[0-9a-f-]{36}\/700\.webp$/u);
  await expect
    .poll(
      async () => shown.evaluate((image) => (image as unknown as { readonly currentSrc: string }).currentSrc),
      "the smallest that is sharp",
    )
    .toMatch(/\.avif$/u);
  await expectAccessibleEverywhere(page);

  const ids = async () => {
    const inputs = await uploader.locator("input[name=imageId]").all();
    return Promise.all(inputs.map(async (input) => input.getAttribute("value")));
  };
  const [first, second] = await ids();
  await items.nth(1).getByLabel("What it shows").fill("The left side");
  await page.keyboard.press("Alt+ArrowLeft");
  expect(await ids()).toEqual([second, first]);
  await expect(uploader.getByRole("status")).toHaveText("Picture 2 is now picture 1.");
  await press(items.first().getByRole("button", { name: "Move picture 1 back" }));
  expect(await ids()).toEqual([first, second]);
  await press(items.nth(2).getByRole("button", { name: "Remove picture 3" }));
  await expect(items).toHaveCount(3);
});
