import { makeEmail, password } from "./support/accounts.ts";
import { enterRoom } from "./support/room.ts";
import { setUpSale } from "./support/sales.ts";
import { expect, test } from "./support/test.ts";

/** What browsers say about a form that was refused. */
const refusedForm = /status of 4\d\d/u;

test("somebody new becomes a bidder and bids", async ({ page, press, seller, watch }) => {
  watch.forgive(refusedForm);
  const sale = await setUpSale(seller, { title: "For somebody new" });
  await sale.start();
  await sale.openLot(0);
  const room = await enterRoom(page, sale.id);
  await press(room.panel.getByRole("link", { name: "Sign in to bid" }));
  await press(page.getByRole("main").getByRole("link", { name: "Create account" }));

  await test.step("a weak password is told what to change", async () => {
    await page.getByLabel("Name in the chat").fill("Newt");
    await page.getByLabel("E-mail").fill(makeEmail());
    await page.getByLabel("Password", { exact: true }).fill("short");
    await press(page.getByRole("button", { name: "Create account" }));
    await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await page.getByLabel("Password", { exact: true }).fill(password);
    await press(page.getByRole("button", { name: "Create account" }));
    await expect(page.getByRole("heading", { name: "Two things before your first bid" })).toBeVisible();
  });

  await test.step("a declined card is said, a good one is taken", async () => {
    await page.getByLabel("Card number").fill("4000 0000 0000 0002");
    await page.getByLabel("Month").fill("04");
    await page.getByLabel("Year").fill("2034");
    await press(page.getByRole("button", { name: "Save card" }));
    await expect(page.getByText("The card was declined.")).toBeVisible();
    await page.getByLabel("Card number").fill("4242 4242 4242 4242");
    await press(page.getByRole("button", { name: "Save card" }));
    await expect(page.getByText("Verified")).toBeVisible();
  });

  await test.step("an address", async () => {
    await page.getByLabel("Full name").fill("Newt Example");
    await page.getByLabel("Street and number").fill("12 Harbor Street");
    await page.getByLabel("City").fill("Portland");
    await page.getByLabel("State or region").fill("ME");
    await page.getByLabel("Postal code").fill("04101");
    await page.getByLabel("Country").selectOption("US");
    await press(page.getByRole("button", { name: "Save address" }));
    await expect(page.getByRole("heading", { name: "You are ready to bid" })).toBeVisible();
  });

  await press(page.getByRole("link", { name: "Back to where you were" }));
  await room.bid("$30", press);
  await expect(room.panel.getByText(/^You · 1 bid$/u)).toBeVisible();
});

test("signing out, and in again with a wrong password first", async ({ open, openBuyer, press, watch }) => {
  watch.forgive(refusedForm);
  const buyer = await openBuyer("Ines");
  const page = await open({ as: buyer });
  await page.goto("/orders");
  await expect(page.getByRole("heading", { name: "No orders yet" })).toBeVisible();
  await press(page.getByRole("button", { name: "Your account" }));
  await press(page.getByRole("menuitem", { name: "Sign out" }));
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();

  await page.goto("/orders");
  await page.getByLabel("E-mail").fill(buyer.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await press(page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }));
  await expect(page.getByText("That e-mail and password do not go together.")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(buyer.password);
  await press(page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }));
  await expect(page, "taken back to where they were going").toHaveURL(/\/orders$/u);
});
