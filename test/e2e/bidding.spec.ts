import { demoSeller } from "./support/accounts.ts";
import { enterRoom } from "./support/room.ts";
import { setUpSale } from "./support/sales.ts";
import { expect, test } from "./support/test.ts";

test("a maximum bids for its owner, and no further than it has to", async ({
  open,
  openBuyer,
  press,
  seller,
}) => {
  const sale = await setUpSale(seller, { title: "A maximum" });
  await sale.start();
  await sale.openLot(0);
  const [buyer, rival] = await Promise.all([openBuyer("Max"), openBuyer("Rio")]);
  const room = await enterRoom(await open({ as: buyer }), sale.id);
  await press(room.panel.getByRole("button", { name: "Max bid" }));
  const dialog = room.page.getByRole("dialog");
  await dialog.getByLabel("Your maximum").fill("50");
  await press(dialog.getByRole("button", { name: "Bid up to $50" }));
  await expect(room.leading).toBeVisible();
  await expect(room.price).toHaveText("$30");
  await sale.bid(rival, 4_000);
  await expect(room.price).toHaveText("$41");
  await expect(room.leading).toBeVisible();
  await sale.bid(rival, 5_100);
  await expect(room.panel.getByText("Outbid.", { exact: true })).toBeVisible();
});

test("an amount that looks like a slip is asked about", async ({ open, openBuyer, press, seller }) => {
  const sale = await setUpSale(seller, { title: "A slip" });
  await sale.start();
  await sale.openLot(0);
  const room = await enterRoom(await open({ as: await openBuyer("Slip") }), sale.id);
  await press(room.panel.getByRole("button", { name: "Max bid" }));
  const dialog = room.page.getByRole("dialog");
  await dialog.getByLabel("Your maximum").fill("3000");
  await press(dialog.getByRole("button", { name: "Bid up to $3,000" }));
  await expect(dialog.getByRole("alert")).toContainText("100 times the next bid");
  await expect(room.leading).toBeHidden();
  await press(dialog.getByRole("button", { name: "Yes, up to $3,000" }));
  await expect(room.leading).toBeVisible();
});

test("a press that meets a price that just moved asks again", async ({ open, openBuyer, seller }) => {
  const sale = await setUpSale(seller, { title: "A moving price" });
  await sale.start();
  await sale.openLot(0);
  const [buyer, rival] = await Promise.all([openBuyer("Mona"), openBuyer("Rio")]);
  const room = await enterRoom(await open({ as: buyer }), sale.id);
  await expect(room.bidButton("$30")).toBeVisible();
  const box = await room.bidButton("$30").boundingBox();
  await room.page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 20);
  await room.page.mouse.down();
  await sale.bid(rival, 3_000);
  await expect(room.bidButton("$31")).toBeVisible();
  await room.page.mouse.up();
  await expect(room.panel.getByRole("button", { name: "Price moved. Bid $31?" })).toBeVisible();
  await expect(room.price).toHaveText("$30");
  await room.bid("$31", (what, options) => what.click(options));
});

const isFocused = (element: { ownerDocument: { activeElement: unknown } }): boolean =>
  element === element.ownerDocument.activeElement;

test("a bid by keyboard alone", async ({ open, openBuyer, seller }) => {
  const sale = await setUpSale(seller, { title: "By keyboard" });
  await sale.start();
  await sale.openLot(0);
  const room = await enterRoom(await open({ as: await openBuyer("Kay") }), sale.id);
  const { keyboard } = room.page;
  const walkTo = async (target: typeof room.leading): Promise<void> => {
    for (let step = 0; step < 60; step += 1) {
      await keyboard.press("Tab");
      if (await target.evaluate(isFocused)) return;
    }
    throw new Error("the Tab key never got there");
  };
  await expect(room.bidButton("$30")).toBeVisible();
  await keyboard.press("Tab");
  await expect(room.page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await keyboard.press("Enter");
  await walkTo(room.bidButton("$30"));
  await expect(room.bidButton("$30"), "a focus ring that is seen").not.toHaveCSS("outline-style", "none");
  await keyboard.press("Enter");
  await expect(room.leading).toBeVisible();

  const raise = room.panel.getByRole("button", { name: "Raise your max" });
  await walkTo(raise);
  await keyboard.press("Enter");
  await expect(room.page.getByRole("textbox", { name: "Your maximum" })).toBeFocused();
  await keyboard.type("45");
  await keyboard.press("Enter");
  await expect(room.page.getByRole("dialog")).toBeHidden();
  await expect(raise).toBeFocused();
});

test("the host holds the clock and lets it go on", async ({ open, openBuyer, press, seller }) => {
  const timing = { durationMs: 60_000, windowMs: 5_000, extensionMs: 5_000 };
  const sale = await setUpSale(seller, { title: "Held", timing });
  await sale.start();
  await sale.openLot(0);
  const [room, host] = await Promise.all([
    open({ as: await openBuyer("Hal") }).then((page) => enterRoom(page, sale.id)),
    open({ as: demoSeller }),
  ]);
  await host.goto(`/seller/auctions/${sale.id}/live`);
  await press(host.getByRole("button", { name: "Hold" }));
  await expect(host.getByText("The clock is stopped for everyone.")).toBeVisible();
  await expect(room.ring).toHaveAttribute("data-phase", "held");
  await expect(room.panel.getByRole("button", { name: "Paused by the host" })).toBeVisible();
  const left = await room.readSecondsLeft();
  await host.keyboard.press("h");
  await expect(room.ring).toHaveAttribute("data-phase", "running");
  expect(Math.abs((await room.readSecondsLeft()) - left), "what was left is what goes on").toBeLessThan(3);
  await room.bid("$30", press);
});
