import { enterRoom } from "./support/room.ts";
import { playSale } from "./support/play-sale.ts";
import { setUpSale } from "./support/sales.ts";
import { expect, test } from "./support/test.ts";

test("a sale from its start to the proof, with thumbs", async ({ open, openBuyer, press, seller }) => {
  await playSale({ open, openBuyer, press, seller });
});

test("the bid button is in the thumb's reach and stays where it is", async ({
  open,
  openBuyer,
  press,
  seller,
}) => {
  const sale = await setUpSale(seller, { title: "Where the thumb is", lotCount: 2 });
  await sale.start();
  await sale.openLot(0);
  const [buyer, rival] = await Promise.all([openBuyer("Thea"), openBuyer("Rio")]);
  const room = await enterRoom(await open({ as: buyer }), sale.id);
  const height = room.page.viewportSize()?.height ?? 0;
  await expect(room.bidButton("$30")).toBeVisible();
  const first = await room.bidButton("$30").boundingBox();
  expect(first?.height).toBeGreaterThanOrEqual(44);
  expect(first?.y).toBeGreaterThan(height * 0.7);
  expect((first?.y ?? 0) + (first?.height ?? 0)).toBeLessThanOrEqual(height);

  await room.bid("$30", press);
  const raise = room.panel.getByRole("button", { name: "Raise your max" });
  expect(await raise.boundingBox(), "when leading").toEqual(first);
  await sale.bid(rival, 3_100);
  await expect(room.bidButton("$32")).toBeVisible();
  expect(await room.bidButton("$32").boundingBox(), "when outbid").toEqual(first);
});

test("chat and lots are one tap away", async ({ open, openBuyer, press, seller }) => {
  const sale = await setUpSale(seller, { title: "Behind the sheets", lotCount: 3 });
  await sale.start();
  await sale.openLot(0);
  const { page } = await enterRoom(await open({ as: await openBuyer("Cleo") }), sale.id);
  await press(page.getByRole("button", { name: "Open the chat" }));
  const chat = page.getByRole("dialog", { name: "Chat" });
  await chat.getByRole("textbox", { name: "Say something" }).fill("Is the box included?");
  await press(chat.getByRole("button", { name: "Send" }));
  await expect(chat.getByRole("log")).toContainText("Cleo Is the box included?");
  await press(chat.getByRole("button", { name: "Close" }));

  await press(page.getByRole("button", { name: "All lots" }));
  const next = sale.lots[1]?.title ?? "";
  await press(page.getByRole("dialog", { name: "Lots" }).getByRole("button", { name: next }));
  await expect(page.getByRole("heading", { level: 2, name: next })).toBeVisible();
  await press(page.getByRole("button", { name: "Back to the lot on the block" }));
  await expect(page.getByRole("heading", { level: 2, name: sale.lots[0]?.title ?? "" })).toBeVisible();
});
