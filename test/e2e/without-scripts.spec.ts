import { makeEmail, password } from "./support/accounts.ts";
import { setUpSale } from "./support/sales.ts";
import { expect, test } from "./support/test.ts";

test.use({ javaScriptEnabled: false });

/** What browsers say about a form that was refused. */
const refusedForm = /status of 4\d\d/u;

test("signing in and bidding", async ({ page, openBuyer, press, seller, watch }) => {
  watch.forgive(refusedForm);
  const sale = await setUpSale(seller, { title: "No scripts" });
  await sale.start();
  await sale.openLot(0);
  const [buyer, rival] = await Promise.all([openBuyer("Nell"), openBuyer("Rio")]);
  await page.goto(`/auctions/${sale.id}`);
  await press(page.getByRole("link", { name: "Sign in to bid" }));
  await page.getByLabel("E-mail").fill(buyer.email);
  await page.getByLabel("Password", { exact: true }).fill(buyer.password);
  await press(page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }));
  await press(page.getByRole("button", { name: /Bid \$30/u }));
  await expect(page.getByText("Paddle 1 leads. $31 is next.")).toBeVisible();

  await test.step("a bid that comes too late is told why", async () => {
    await sale.bid(rival, 3_100);
    await press(page.getByRole("button", { name: /Bid \$31/u }));
    await expect(page.getByRole("alert")).toContainText("Someone was faster. The price has moved.");
    await expect(page.getByRole("button", { name: /Bid \$32/u })).toBeVisible();
  });
});

test("looking for something and narrowing it down", async ({ page, press }) => {
  await page.goto("/");
  const search = page.getByRole("combobox", { name: "Search" }).first();
  await search.fill("camera");
  await search.press("Enter");
  await expect(page.getByRole("heading", { name: "Results for “camera”" })).toBeVisible();
  await expect(
    page
      .getByRole("main")
      .getByRole("link", { name: /camera/iu })
      .first(),
  ).toBeVisible();
  await press(page.locator("summary").filter({ hasText: "Filters" }));
  await page.getByLabel("Sort by").selectOption("price");
  await press(page.getByRole("button", { name: "Show", exact: true }));
  await expect(page).toHaveURL(/sort=price/u);
  await expect(page).toHaveURL(/q=camera/u);
});

test("registering, and the two things before a first bid", async ({ page, press }) => {
  await page.goto("/register");
  await page.getByLabel("Name in the chat").fill("Nils");
  await page.getByLabel("E-mail").fill(makeEmail());
  await page.getByLabel("Password", { exact: true }).fill(password);
  await press(page.getByRole("main").getByRole("button", { name: "Create account" }));
  await page.getByLabel("Card number").fill("4242 4242 4242 4242");
  await page.getByLabel("Month").fill("04");
  await page.getByLabel("Year").fill("2034");
  await press(page.getByRole("button", { name: "Save card" }));
  await expect(page.getByText("Verified")).toBeVisible();
  await page.getByLabel("Full name").fill("Nils Example");
  await page.getByLabel("Street and number").fill("12 Harbor Street");
  await page.getByLabel("City").fill("Portland");
  await page.getByLabel("State or region").fill("ME");
  await page.getByLabel("Postal code").fill("04101");
  await page.getByLabel("Country").selectOption("US");
  await press(page.getByRole("button", { name: "Save address" }));
  await expect(page.getByRole("heading", { name: "You are ready to bid" })).toBeVisible();
});
