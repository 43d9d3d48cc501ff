import { refundOrder } from "../../contract/http/orders.ts";
import { demoAdmin, demoPassword } from "../../scripts/demo/people.ts";
import { expectAccessibleEverywhere } from "./support/accessibility.ts";
import { addSecondFactor, prove } from "./support/proofs.ts";
import { sellTo } from "./support/sellers.ts";
import { expect, test } from "./support/test.ts";

/** What browsers say about a form that was refused. */
const refusedForm = /status of 4\d\d/u;

test("a seller gives a part back and then the rest, and the buyer sees both", async ({
  open,
  openBuyer,
  openSeller,
  press,
  watch,
}) => {
  test.setTimeout(240_000);
  watch.forgive(refusedForm);
  const [seller, buyer] = await Promise.all([openSeller(), openBuyer("Nora")]);
  // Signed in before there was a second factor, so it has proved none.
  const page = await open({ as: seller });
  const codes = await addSecondFactor(await open({ as: seller }), press);
  const orderId = await sellTo(buyer, seller, { title: "A dented teapot", priceMinor: 10_000 });
  await page.goto(`/orders/${orderId}`);
  const form = page.getByRole("group").filter({ hasText: "Give money back" });
  const review = form.getByRole("button", { name: "Look at it first" });
  await press(form.getByText("Give money back"));
  await expectAccessibleEverywhere(page);

  await test.step("no amount, and too large a one, are refused in words", async () => {
    await press(review);
    await expect(form.getByText("Write an amount such as 12.50.")).toBeVisible();
    await form.getByRole("textbox", { name: "Amount" }).fill("100000");
    await press(review);
    await expect(form.getByRole("alert")).toContainText("That is more than is left of what was paid.");
  });

  await test.step("it is looked at first, with everybody's part of it", async () => {
    await form.getByRole("textbox", { name: "Amount" }).fill("10.00");
    await form.getByLabel("Why?").selectOption("damaged");
    await form.getByLabel("A line to the buyer").fill("Sorry about the dent.");
    await press(review);
    await expect(form.getByRole("heading", { name: "Give $10.00 back to Nora?" })).toBeVisible();
    await expect(form.getByRole("region", { name: "Where it comes from" })).toContainText(
      /Your part of the price\$\d.*Back to the buyer\$10\.00/u,
    );
    await expectAccessibleEverywhere(page);
    await press(form.getByRole("button", { name: "Give $10.00 back" }));
    await prove(page, codes.pop(), press);
    await expect(page.getByText("The refund is on its way to the buyer.", { exact: true })).toBeVisible();
  });

  const theirs = await open({ as: buyer });
  await test.step("the buyer sees it among what they paid", async () => {
    await theirs.goto(`/orders/${orderId}`);
    const money = theirs.getByRole("main");
    await expect(money.getByText("Refund: damaged")).toBeVisible();
    await expect(money.getByText("-$10.00")).toBeVisible();
    await expect(money.getByText("“Sorry about the dent.”")).toBeVisible();
    await expect(money.getByText("Paid in the end")).toBeVisible();
    await expectAccessibleEverywhere(theirs);
  });

  await test.step("all that is left ends the order", async () => {
    await press(form.getByText("Give money back"));
    await form.getByLabel("All that is left", { exact: false }).check();
    await press(review);
    await expect(form.getByText("Nothing is left after it", { exact: false })).toBeVisible();
    await press(form.getByRole("button", { name: /^Give \$[\d.]+ back$/u }));
    await expect(page.getByText("Refunded", { exact: true }).first()).toBeVisible();
    await expect(form).toHaveCount(0);
  });
});

test("without scripts a refund is looked at and done too", async ({
  open,
  openBuyer,
  openSeller,
  press,
  watch,
}) => {
  test.setTimeout(180_000);
  watch.forgive(refusedForm);
  const [seller, buyer] = await Promise.all([openSeller(), openBuyer("Noah")]);
  const page = await open({ as: seller, javaScriptEnabled: false });
  const codes = await addSecondFactor(await open({ as: seller }), press);
  const orderId = await sellTo(buyer, seller, { title: "A chipped bowl", priceMinor: 5_000 });
  const giveBack = async () => {
    await press(page.getByText("Give money back"));
    await page.getByRole("textbox", { name: "Amount" }).fill("5.00");
    await press(page.getByRole("button", { name: "Look at it first" }));
    await press(page.getByRole("button", { name: "Give $5.00 back" }));
  };
  await page.goto(`/orders/${orderId}`);
  await giveBack();
  await press(page.getByRole("main").getByRole("alert").getByRole("link"));
  await page.getByLabel("Code", { exact: true }).fill(codes[0] ?? "");
  await press(page.getByRole("button", { name: "Confirm" }));
  await press(page.getByRole("link", { name: "Back" }));
  await giveBack();
  await expect(page.getByText("-$5.00")).toBeVisible();
});

test("a refund that came back is sent again by its buyer, and then paid by hand", async ({
  open,
  openBuyer,
  openSeller,
  press,
}) => {
  test.setTimeout(180_000);
  // Its refunds are pending for ten seconds, and come back.
  const [seller, buyer] = await Promise.all([openSeller(), openBuyer("Nora", "4000000000005126")]);
  const orderId = await sellTo(buyer, seller, { title: "A dented teapot", priceMinor: 10_000 });
  await seller.api.call(refundOrder, { params: { id: orderId }, body: {} });
  const page = await open({ as: buyer, javaScriptEnabled: false });
  const section = page.getByRole("heading", { name: "Your refund came back" });
  await expect(async () => {
    await page.goto(`/orders/${orderId}`);
    await expect(section).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText(/\$1\d\d\.\d\d is kept for you\./u)).toBeVisible();
  await press(page.getByRole("button", { name: "Send it again" }));
  await expect(section).toHaveCount(0);
  await expect(page.getByText("On its way to the card", { exact: false })).toBeVisible();
  // It comes back again, as the card is what it is.
  await expect(async () => {
    await page.goto(`/orders/${orderId}`);
    await expect(section).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  const scripted = await open({ as: buyer });
  await scripted.goto(`/orders/${orderId}`);
  await expectAccessibleEverywhere(scripted);

  await test.step("the house pays it by hand, and the buyer reads how", async () => {
    const house = await open({ as: { email: demoAdmin.email, password: demoPassword } });
    await house.goto("/admin/refunds");
    const waiting = house.getByRole("listitem").filter({ hasText: "Nora" });
    await press(waiting.getByText("Paid by hand: A dented teapot"));
    await expectAccessibleEverywhere(house);
    await waiting.getByLabel("Reference").fill("TR-2026-118");
    await press(waiting.getByRole("button", { name: "It was paid" }));
    const proof = house.getByRole("dialog", { name: "Confirm it is you" });
    const written = house.getByText("Written down.").first();
    await expect(proof.or(written).first()).toBeVisible();
    if (await proof.isVisible()) {
      await proof.getByLabel("Password").fill(demoPassword);
      await press(proof.getByRole("button", { name: "Confirm" }));
    }
    await expect(written).toBeVisible();
    await expect(waiting).toHaveCount(0);
    await press(house.getByRole("link", { name: "Paid by hand", exact: true }));
    await expect(waiting).toContainText("TR-2026-118");
    await scripted.reload();
    await expect(scripted.getByText("TR-2026-118")).toBeVisible();
  });
});
