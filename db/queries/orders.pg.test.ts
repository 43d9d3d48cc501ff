import { expect, test } from "vitest";
import { makeLot, setUpSale } from "../../test/support/played-sale.ts";
import { projectRoom } from "../projection/project-room.ts";
import {
  addBidder,
  addUser,
  anAddress,
  getValue,
  openTestGround,
  readAllPages,
} from "../../test/support/ground.ts";
import { findOrderOf, listOrders } from "./orders.ts";

const { client, database } = await openTestGround();
const seller = await addUser(database, "seller");
const buyer = await addBidder(database);
const stranger = await addUser(database);

// All units are bought at one moment: the list has nothing but ties.
const lot = makeLot(
  { format: "fixed", quantity: 7 },
  { title: "A cup", imageUrls: ["/media/cup.webp", "/media/2.webp"] },
);
const room = setUpSale({ sellerId: seller.id, bidderIds: [buyer.id] }, [lot]);
room.send(seller.id, { type: "auction.start" });
room.send(seller.id, { type: "lot.open", lotId: lot.lotId });
for (let unit = 0; unit < 7; unit += 1) room.send(buyer.id, { type: "lot.buy", lotId: lot.lotId });
const { orderIds } = getValue(await projectRoom(client, room.auctionId, room.entries));

test("both sides list their orders once each, in any pages", async () => {
  const sides = [
    { userId: buyer.id, side: "buyer" },
    { userId: seller.id, side: "seller" },
  ] as const;
  for (const side of sides) {
    for (const limit of [1, 3, 100]) {
      const rows = await readAllPages(async (cursor) =>
        getValue(await listOrders(database, side, { limit, cursor })),
      );
      expect(rows.map((row) => row.id)).toEqual(orderIds.toSorted().toReversed());
    }
  }
});

test("the other side of an order, and anybody else, has none of it in their list", async () => {
  for (const of of [
    { userId: buyer.id, side: "seller" },
    { userId: seller.id, side: "buyer" },
    { userId: stranger.id, side: "buyer" },
    { userId: "nonsense", side: "buyer" },
    { userId: buyer.id, side: "buyer", status: "paid" },
  ] as const) {
    expect(getValue(await listOrders(database, of, { limit: 10 }))).toEqual({ rows: [], nextCursor: null });
  }
});

test("[SEC-22] an order is there for its two parties only", async () => {
  const orderId = orderIds[0] ?? "";
  for (const { id: userId } of [buyer, seller]) {
    expect(await findOrderOf(database, { orderId, userId })).toMatchObject({
      id: orderId,
      title: "A cup",
      imageUrl: "/media/cup.webp",
      status: "pending",
      sellerName: "A seller",
      buyerName: "A buyer",
      hammerMinor: 1_000,
      premiumMinor: 100,
      shippingMinor: 500,
      taxMinor: 128,
      totalMinor: 1_728,
      shippingAddress: { ...anAddress, line2: null, phone: null },
    });
  }
  expect(await findOrderOf(database, { orderId, userId: stranger.id })).toBeUndefined();
  expect(await findOrderOf(database, { orderId: "nonsense", userId: buyer.id })).toBeUndefined();
});
