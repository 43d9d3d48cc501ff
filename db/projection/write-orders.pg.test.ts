import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { computeAllIn } from "../../domain/order/all-in.ts";
import {
  addBidder,
  addCategory,
  addUser,
  anAddress,
  getValue,
  openTestGround,
} from "../../test/support/ground.ts";
import { type SaleRehearsal, makeLot, setUpSale } from "../../test/support/played-sale.ts";
import { createProduct, findProduct } from "../queries/products.ts";
import { lots } from "../schema/lots.ts";
import { projectRoom } from "./project-room.ts";

const { client, database, pool } = await openTestGround();

const seller = await addUser(database, "seller");
const first = await addBidder(database);
const second = await addBidder(database);
const people = { sellerId: seller.id, bidderIds: [first.id, second.id] };

const project = async (room: SaleRehearsal) =>
  getValue(await projectRoom(client, room.auctionId, room.entries));

describe("[S1] an order", () => {
  const readOrders = async (auctionId: string) => {
    const { rows } = await pool.query("select * from orders where auction_id = $1 order by sale_number", [
      auctionId,
    ]);
    return rows;
  };

  test("has the all-in price of the hammer, the buyer's address as it was, and the product is sold", async () => {
    const product = getValue(
      await createProduct(client, seller.id, {
        categoryId: await addCategory(database, "clocks"),
        title: "Clock",
        condition: "new",
        status: "active",
        currency: "USD",
        startingPriceMinor: 1_000,
      }),
    );
    const lot = makeLot({}, { productId: product.id });
    const room = setUpSale(people, [lot]);
    room.send(seller.id, { type: "auction.start" });
    room.send(seller.id, { type: "lot.open", lotId: lot.lotId });
    const bid = { type: "bid.place", lotId: lot.lotId, mode: "max" } as const;
    room.send(first.id, { ...bid, amountMinor: 5_000 });
    room.send(second.id, { ...bid, amountMinor: 3_000 });
    room.wait(60_000);
    const projected = await project(room);
    expect(projected.orderIds).toHaveLength(1);
    expect(projected.movedProductIds).toEqual([product.id]);

    const price = computeAllIn(3_100, {
      currency: "USD",
      premiumBps: 1_000,
      shippingMinor: 500,
      taxBps: 800,
    });
    await pool.query("update addresses set line1 = 'Elsewhere' where user_id = $1", [first.id]);
    const [order] = await readOrders(room.auctionId);
    expect(order).toMatchObject({
      lot_id: lot.lotId,
      sale_number: 1,
      product_id: product.id,
      buyer_id: first.id,
      seller_id: seller.id,
      status: "pending",
      currency: "USD",
      hammer_minor: String(price.priceMinor),
      total_minor: String(price.totalMinor),
      shipping_address: { ...anAddress, line2: null, phone: null },
    });
    expect(await findProduct(database, product.id)).toMatchObject({ status: "sold" });
  });

  test("is one per unit of a fixed lot", async () => {
    const lot = makeLot({ format: "fixed", quantity: 3 });
    const room = setUpSale(people, [lot]);
    room.send(seller.id, { type: "auction.start" });
    room.send(seller.id, { type: "lot.open", lotId: lot.lotId });
    for (const buyer of [first, second, first]) room.send(buyer.id, { type: "lot.buy", lotId: lot.lotId });
    await project(room);
    expect(await readOrders(room.auctionId)).toMatchObject([
      { sale_number: 1, buyer_id: first.id },
      { sale_number: 2, buyer_id: second.id },
      { sale_number: 3, buyer_id: first.id },
    ]);
  });

  test("names no product that is not there", async () => {
    const gone = "019aa000-0000-7000-8000-000000000002";
    const lot = makeLot({}, { productId: gone, rerunOf: gone });
    const room = setUpSale(people, [lot]);
    room.send(seller.id, { type: "auction.start" });
    room.send(seller.id, { type: "lot.open", lotId: lot.lotId });
    room.send(first.id, { type: "bid.place", lotId: lot.lotId, mode: "max", amountMinor: 5_000 });
    room.wait(60_000);
    await project(room);
    expect(await readOrders(room.auctionId)).toMatchObject([{ product_id: null }]);
    expect(await database.select().from(lots).where(eq(lots.auctionId, room.auctionId))).toMatchObject([
      { productId: null, rerunOf: null, status: "sold" },
    ]);
  });
});
