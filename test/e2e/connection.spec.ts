import { enterRoom } from "./support/room.ts";
import { setUpSale } from "./support/sales.ts";
import { expect, test } from "./support/test.ts";

test("while the network is away nobody can bid blindly; then the room catches up", async ({
  open,
  openBuyer,
  press,
  seller,
  watch,
}) => {
  // What the browser says about the network we take from it.
  watch.forgive(/ERR_INTERNET_DISCONNECTED|WebSocket connection/u);
  const sale = await setUpSale(seller, { title: "In the tunnel" });
  await sale.start();
  await sale.openLot(0);
  const [buyer, rival] = await Promise.all([openBuyer("Tess"), openBuyer("Rio")]);
  const room = await enterRoom(await open({ as: buyer }), sale.id);
  await room.bid("$30", press);
  const context = room.page.context();

  await context.setOffline(true);
  await expect(room.page.getByText("Offline", { exact: true })).toBeVisible();
  const off = room.panel.getByRole("button", { name: /^Waiting for the room/u });
  await expect(off).toContainText("Bids are off until we see the latest price.");
  await expect(off).toHaveAttribute("aria-disabled", "true");
  await expect(room.panel.getByRole("button", { name: "Max bid" })).toBeDisabled();
  await sale.bid(rival, 3_100);
  await expect(room.price, "what it last knew").toHaveText("$30");

  await context.setOffline(false);
  await expect(room.price).toHaveText("$31");
  await expect(room.panel.getByText("Outbid.", { exact: true })).toBeVisible();
  await room.bid("$32", press);
});
