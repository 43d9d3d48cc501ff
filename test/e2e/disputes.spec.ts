import { shipOrder } from "../../contract/http/orders.ts";
import { expectAccessibleEverywhere } from "./support/accessibility.ts";
import { sellTo } from "./support/sellers.ts";
import { expect, test } from "./support/test.ts";

test("a buyer opens a dispute, its seller answers in time, and both follow it", async ({
  open,
  openBuyer,
  openSeller,
  press,
}) => {
  test.setTimeout(180_000);
  const [seller, buyer] = await Promise.all([openSeller(), openBuyer("Nora")]);
  const orderId = await sellTo(buyer, seller, { title: "A cracked vase", priceMinor: 10_000 });
  await seller.api.call(shipOrder, { params: { id: orderId }, body: { carrier: "DHL" } });
  // The buyer does all of it without scripts.
  const theirs = await open({ as: buyer, javaScriptEnabled: false });
  await theirs.goto(`/orders/${orderId}`);
  await press(theirs.getByText("Something is wrong with it"));
  await theirs.getByLabel("What is wrong?").selectOption("damaged");
  await theirs.getByLabel("Tell the seller and us what happened").fill("It came in two pieces.");
  await press(theirs.getByRole("button", { name: "Open a dispute" }));
  await expect(theirs.getByRole("heading", { name: "Dispute" })).toBeVisible();
  await expect(theirs.getByText("The seller has to answer within", { exact: false })).toBeVisible();

  const page = await open({ as: seller });
  await page.goto(`/orders/${orderId}`);
  const thread = page.getByRole("list", { name: "What was said" });
  await expect(thread).toContainText("It came in two pieces.");
  await expect(page.getByRole("timer")).toHaveText("Answer within 2d 23h");
  await expectAccessibleEverywhere(page);
  const answer = page.getByLabel("Your answer");
  await answer.fill("It was whole when it left.\nThe carrier has photos.");
  await press(page.getByRole("button", { name: "Send" }));
  await expect(thread.getByRole("listitem")).toHaveCount(2);
  await expect(answer).toHaveValue("");
  await expect(page.getByRole("timer")).toHaveCount(0);
  await expectAccessibleEverywhere(page);
  const download = page.waitForEvent("download");
  await press(page.getByRole("link", { name: "Download the evidence" }));
  expect((await download).suggestedFilename()).toBe(`evidence-${orderId}.json`);

  await theirs.goto(`/orders/${orderId}`);
  await expect(theirs.getByRole("list", { name: "What was said" })).toContainText("The carrier has photos.");
  await expect(theirs.getByRole("link", { name: "Download the evidence" })).toHaveCount(0);
  await theirs.getByLabel("Add something").fill("Here they are.");
  await press(theirs.getByRole("button", { name: "Send" }));
  await expect(theirs.getByRole("listitem").filter({ hasText: "Here they are." })).toBeVisible();
});

test("what a buyer's bank disputes is told to its seller, and who decides, and gets their evidence", async ({
  open,
  openBuyer,
  openSeller,
  press,
}) => {
  test.setTimeout(180_000);
  // Its charges are disputed as unauthorised after ten seconds.
  const [seller, buyer] = await Promise.all([openSeller(), openBuyer("Noah", "4000000000000259")]);
  const orderId = await sellTo(buyer, seller, { title: "A lamp", priceMinor: 10_000 });
  const page = await open({ as: seller });
  await expect(async () => {
    await page.goto(`/orders/${orderId}`);
    const heading = page.getByRole("heading", { name: "Dispute at the buyer’s bank" });
    await expect(heading).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText("It decides", { exact: false })).toBeVisible();
  const evidence = page.getByRole("region", { name: "Your evidence for the bank" });
  await expect(evidence.getByText("Not sent", { exact: true })).toBeVisible();
  await evidence.getByLabel("What the bank should know").fill("It was handed over: winning_evidence.");
  await expectAccessibleEverywhere(page);
  await press(evidence.getByRole("button", { name: "Send the evidence to the bank" }));
  await expect(page.getByRole("list", { name: "What was said" })).toContainText("It was handed over");
  await expect(async () => {
    await page.goto(`/orders/${orderId}`);
    await expect(evidence.getByText("Sent", { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await expect(evidence.getByRole("button")).toHaveCount(0);
  // What the bank has cannot be given back a second time.
  await expect(page.getByText("Give money back")).toHaveCount(0);
  await expectAccessibleEverywhere(page);
});
