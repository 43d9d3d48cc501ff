import { v7 as makeUuid } from "uuid";
import { saveSellerProfile } from "../../contract/http/sellers.ts";
import { readProfile } from "../../contract/http/users.ts";
import { addSale } from "../support/workers/sales.ts";
import { expectAccessibleEverywhere } from "./support/accessibility.ts";
import { expect, test } from "./support/test.ts";

const me = { params: { userId: "me" } };

test("a buyer asks to sell, without scripts, and is told how it stands", async ({
  open,
  openBuyer,
  press,
  runSql,
}) => {
  const buyer = await openBuyer("Ida");
  await runSql("UPDATE users SET email_verified_at = now() WHERE email = $1", [buyer.email]);
  const page = await open({ as: buyer, javaScriptEnabled: false });
  await page.goto("/seller/apply");
  await page.getByLabel("Name of your shop").fill("Ida’s Kiln");
  await page.getByLabel("Its address").fill(`kiln-${makeUuid().slice(-12)}`);
  await page.getByLabel("About you and your shop").fill("Stoneware, fired in wood.");
  await page.getByLabel("What you want to sell").fill("Bowls and cups");
  await page.getByLabel(/I own what I sell/u).check();
  await press(page.getByRole("button", { name: "Send the application" }));
  await expect(page.getByRole("heading", { name: "We are looking at your application" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Send the application" })).toHaveCount(0);
});

test("a buyer reviews what arrived, without scripts, and the shop shows it", async ({
  open,
  openBuyer,
  openSeller,
  press,
  runSql,
}) => {
  const [seller, buyer] = [await openSeller(), await openBuyer("Juno")];
  const [{ id: sellerId }, { id: buyerId }] = await Promise.all([
    seller.api.call(readProfile, me),
    buyer.api.call(readProfile, me),
  ]);
  const sql = async (statement: string, values?: unknown[]) => {
    await runSql(statement, values);
    return [];
  };
  const { orderId } = await addSale(
    { sql },
    { sellerId, buyerId, soldAt: new Date(), status: "delivered", title: "A brass lamp" },
  );
  // Nobody paid for it, so the books must not miss anything.
  await runSql("UPDATE orders SET hammer_minor = 0, total_minor = 0 WHERE id = $1", [orderId]);
  const slug = `lamps-${makeUuid().slice(-12)}`;
  await seller.api.call(saveSellerProfile, {
    body: {
      shopName: "Mara’s Lamps",
      slug,
      about: "Lamps of the fifties, rewired and tested.",
      country: "US",
      policies: { returns: "Within 14 days.", shipping: "Tracked.", payments: "At the hammer." },
    },
  });
  const page = await open({ as: buyer, javaScriptEnabled: false });
  await page.goto(`/orders/${orderId}`);
  await page.getByLabel("4 stars of five").check({ force: true });
  await page.getByLabel("What should others know?").fill("It shines.");
  await press(page.getByRole("button", { name: "Publish the review" }));
  await expect(page.getByText("It shines.").first()).toBeVisible();
  await page.goto(`/sellers/${slug}`);
  await expect(page.getByRole("heading", { level: 1, name: "Mara’s Lamps" })).toBeVisible();
  await expect(page.getByText("It shines.")).toBeVisible();
  await press(page.getByRole("button", { name: "Follow Mara’s Lamps" }));
  await expect(page.getByText("1 follower")).toBeVisible();

  await test.step("the pages are for everybody", async () => {
    const withScripts = await open({ as: buyer });
    for (const path of [
      `/sellers/${slug}`,
      `/orders/${orderId}`,
      "/account/limits",
      "/seller/apply",
      `/report/user/${sellerId}`,
    ]) {
      await withScripts.goto(path);
      await expectAccessibleEverywhere(withScripts);
    }
    const sellers = await open({ as: seller });
    for (const path of ["/seller/shop", `/orders/${orderId}`]) {
      await sellers.goto(path);
      await expectAccessibleEverywhere(sellers);
    }
  });
});
