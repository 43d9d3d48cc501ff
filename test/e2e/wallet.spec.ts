import { shipOrder } from "../../contract/http/orders.ts";
import { expectAccessible, expectAccessibleEverywhere } from "./support/accessibility.ts";
import { addSecondFactor, prove } from "./support/proofs.ts";
import { sellTo } from "./support/sellers.ts";
import { expect, test } from "./support/test.ts";

/** What browsers say about a form that was refused. */
const refusedForm = /status of 4\d\d/u;

/** The job that releases money looks once a minute. */
const nextMinute = { timeout: 80_000 };

/** Lets the time pass that an order's money is kept for. */
const ripen = "UPDATE orders SET release_at = now() WHERE id = $1";

test("money goes from on hold to available to a bank, and each step is written down", async ({
  open,
  openBuyer,
  openSeller,
  press,
  runSql,
  watch,
}) => {
  test.setTimeout(300_000);
  watch.forgive(refusedForm);
  const [seller, buyer] = await Promise.all([openSeller(), openBuyer("Nora")]);
  // Signed in before there was a second factor, so it has proved none.
  const page = await open({ as: seller });
  const codes = await addSecondFactor(await open({ as: seller }), press);
  const title = "A vase with ash glaze";
  const orderId = await sellTo(buyer, seller, { title, priceMinor: 10_000 });
  await seller.api.call(shipOrder, { params: { id: orderId }, body: { carrier: "DHL" } });

  await page.goto("/account/wallet");
  const held = page.getByRole("list", { name: "On hold" }).getByRole("listitem");
  await expect(held).toContainText(title);
  await expect(held.getByRole("timer")).toHaveText("in 20d 23h");
  await expectAccessibleEverywhere(page);

  const balances = page.getByRole("region", { name: "Balances" });
  await test.step("it becomes available by itself, in sight", async () => {
    await runSql(ripen, [orderId]);
    await expect(balances).toContainText("Available$9", nextMinute);
    await expect(held).toHaveCount(0);
  });

  await test.step("who is paid is told to who pays, after a second factor", async () => {
    await press(page.getByRole("button", { name: "Set up payouts" }));
    await prove(page, codes.pop(), press);
    await expect(page.getByRole("heading", { name: "Who is paid here?" })).toBeVisible();
    await press(page.getByRole("button", { name: "Let me in", exact: true }));
    await expect(page).toHaveURL(/\/account\/wallet$/u);
    await expect(page.getByText("Ready", { exact: true })).toBeVisible();
    await expectAccessibleEverywhere(page);
  });

  await test.step("too little and too much are refused in words", async () => {
    const amount = page.getByRole("textbox", { name: "Amount" });
    for (const [typed, said] of [
      ["1.00", "That is less than is paid out at once."],
      ["100000", "There is not as much to be paid out."],
    ] as const) {
      await amount.fill(typed);
      await press(page.getByRole("button", { name: "Pay out" }));
      await expect(page.getByRole("alert")).toContainText(said);
    }
    await amount.fill("a lot");
    await press(page.getByRole("button", { name: "Pay out" }));
    await expect(page.getByText("Write an amount such as 25.00.")).toBeVisible();
    await expect(amount).toBeFocused();
    await expectAccessible(page, "with a refusal");
    await amount.fill("20.00");
    await press(page.getByRole("button", { name: "Pay out" }));
    await expect(page.getByText("Your payout is on its way.", { exact: true })).toBeVisible();
    await expect(amount).toHaveValue("");
  });

  await test.step("the payout arrives", async () => {
    const payout = page.getByRole("group", { name: "Payouts" }).getByRole("row", { name: /\$20\.00/u });
    await expect(payout).toContainText("Arrived", nextMinute);
    await expectAccessibleEverywhere(page);
  });

  await test.step("the month's statement has every movement, and is a file too", async () => {
    await press(page.getByRole("group", { name: "Statements" }).getByRole("link").first());
    await expect(page.getByRole("row", { name: /^Sold/u })).toContainText(title);
    await expect(page.getByRole("row", { name: /^Payout/u })).toContainText("-$20.00");
    await expectAccessibleEverywhere(page);
    const download = page.waitForEvent("download");
    await press(page.getByRole("link", { name: "Download CSV" }));
    expect((await download).suggestedFilename()).toMatch(/^blytz-live-20\d\d-\d\d\.csv$/u);
  });
});

test("without scripts a payout asks for a proof on a page of its own", async ({
  open,
  openBuyer,
  openSeller,
  press,
  runSql,
  watch,
}) => {
  test.setTimeout(240_000);
  watch.forgive(refusedForm);
  const [seller, buyer] = await Promise.all([openSeller(), openBuyer("Noah")]);
  const page = await open({ as: seller, javaScriptEnabled: false });
  const codes = await addSecondFactor(await open({ as: seller }), press);
  const orderId = await sellTo(buyer, seller, { title: "A tea bowl", priceMinor: 5_000 });
  await seller.api.call(shipOrder, { params: { id: orderId }, body: { carrier: "DHL" } });
  await runSql(ripen, [orderId]);

  await page.goto("/account/wallet");
  await expect(page.getByRole("timer")).toHaveText("any moment now");
  await page.getByLabel("Offer a lot to the next bidder", { exact: false }).check();
  await press(page.getByRole("button", { name: "Save" }));
  await expect(page.getByLabel("Offer a lot to the next bidder", { exact: false })).toBeChecked();
  await press(page.getByRole("button", { name: "Set up payouts" }));
  await press(page.getByRole("main").getByRole("alert").getByRole("link"));
  await page.getByLabel("Code", { exact: true }).fill(codes[0] ?? "");
  await press(page.getByRole("button", { name: "Confirm" }));
  await press(page.getByRole("link", { name: "Back" }));
  await press(page.getByRole("button", { name: "Set up payouts" }));
  await press(page.getByRole("button", { name: "Let me in", exact: true }));
  await expect(async () => {
    await page.goto("/account/wallet");
    await expect(page.getByRole("button", { name: "Pay out" })).toBeVisible({ timeout: 500 });
  }).toPass(nextMinute);
  await press(page.getByRole("button", { name: "Pay out" }));
  await expect(page.getByRole("group", { name: "Payouts" }).getByRole("row")).toHaveCount(2);
});

test("a buyer's wallet says where their money is instead", async ({ open, openBuyer }) => {
  const page = await open({ as: await openBuyer("Ben") });
  await page.goto("/account/wallet");
  await expect(page.getByRole("heading", { name: "No money here yet" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Set up payouts" })).toHaveCount(0);
  await expectAccessibleEverywhere(page);
});
