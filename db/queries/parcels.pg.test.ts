import { expect, test } from "vitest";
import { must } from "../../domain/result.ts";
import { addBidder, addUser, getValue, openTestGround } from "../../test/support/ground.ts";
import { makeLot, setUpSale } from "../../test/support/played-sale.ts";
import { projectRoom } from "../projection/project-room.ts";
import { findBidderTerms } from "./bidder-terms.ts";
import { hasOpenParcel } from "./parcels.ts";

const { client, pool } = await openTestGround();
const { database } = client;
const seller = await addUser(database, "seller");
const ann = await addBidder(database);
const bob = await addBidder(database);

/** A sale of many units in which people buy one after the other; what was bought is projected at once. */
function openSale(...others: readonly string[]) {
  const lot = makeLot({ format: "fixed", quantity: 20 }, { title: "A cup" });
  const room = setUpSale({ sellerId: seller.id, bidderIds: [ann.id, bob.id, ...others] }, [lot]);
  room.send(seller.id, { type: "auction.start" });
  room.send(seller.id, { type: "lot.open", lotId: lot.lotId });
  const projected = { entries: 0 };
  const buy = async (...userIds: readonly string[]): Promise<readonly string[]> => {
    for (const userId of userIds) room.send(userId, { type: "lot.buy", lotId: lot.lotId });
    const entries = room.entries.slice(projected.entries);
    projected.entries = room.entries.length;
    return getValue(await projectRoom(client, room.auctionId, entries)).orderIds;
  };
  return { auctionId: room.auctionId, buy };
}

interface ParcelOrder {
  readonly parcel_id: string;
  readonly buyer_id: string;
  readonly line1: string;
}

async function readOrders(auctionId: string): Promise<ParcelOrder[]> {
  const { rows } = await pool.query<ParcelOrder>(
    `select parcel_id, buyer_id, shipping_address ->> 'line1' as line1 from orders
     where auction_id = $1 order by sale_number`,
    [auctionId],
  );
  return rows;
}

const ship = (parcelId: string) =>
  pool.query("update parcels set shipped_at = now() where id = $1 and shipped_at is null", [parcelId]);

test("[P9] what one buyer has of one sale is one parcel, in one batch or in several", async () => {
  const sale = openSale();
  await sale.buy(ann.id, bob.id, ann.id);
  await sale.buy(ann.id);
  const orders = await readOrders(sale.auctionId);
  const parcelsOf = (userId: string) =>
    new Set(orders.filter((order) => order.buyer_id === userId).map((order) => order.parcel_id));
  expect(orders.map((order) => order.buyer_id)).toEqual([ann.id, bob.id, ann.id, ann.id]);
  expect([parcelsOf(ann.id).size, parcelsOf(bob.id).size]).toEqual([1, 1]);
  expect(parcelsOf(ann.id)).not.toEqual(parcelsOf(bob.id));
  const other = openSale();
  await other.buy(ann.id);
  expect(parcelsOf(ann.id)).not.toContain((await readOrders(other.auctionId))[0]?.parcel_id);
});

test("[P9] a parcel that left takes nothing more; what comes later waits in another", async () => {
  const sale = openSale();
  await sale.buy(ann.id);
  const [first] = await readOrders(sale.auctionId);
  await ship(must(first, "one order").parcel_id);
  expect(await client.transact((tx) => hasOpenParcel(tx, sale.auctionId, ann.id))).toBe(false);
  await sale.buy(ann.id, ann.id);
  const [, second, third] = await readOrders(sale.auctionId);
  expect(second?.parcel_id).not.toBe(first?.parcel_id);
  expect(third?.parcel_id).toBe(second?.parcel_id);
  expect(await client.transact((tx) => hasOpenParcel(tx, sale.auctionId, ann.id))).toBe(true);
});

test("[P9] everything in a parcel goes where its first order goes", async () => {
  const sale = openSale();
  await sale.buy(ann.id);
  await pool.query("update addresses set line1 = 'Elsewhere' where user_id = $1", [ann.id]);
  await sale.buy(ann.id);
  expect((await readOrders(sale.auctionId)).map((order) => order.line1)).toEqual([
    "1 Main Street",
    "1 Main Street",
  ]);
});

test("[P9] what else is won is counted for where its parcel goes, and for the new address in other sales", async () => {
  const cat = await addBidder(database);
  const sale = openSale(cat.id);
  await sale.buy(cat.id);
  await pool.query("update addresses set country = 'DE', region = null where user_id = $1", [cat.id]);
  const ask = async (auctionId: string | null) => {
    const of = { userId: cat.id, sellerId: seller.id, auctionId, currency: "USD", at: new Date() };
    const found = await findBidderTerms(database, of);
    return found?.ok === true ? [found.value.shippingMinor, found.value.taxBps] : found;
  };
  expect(await ask(null)).toEqual([2_495, 1_900]);
  expect(await ask(sale.auctionId)).toEqual([795, 400]);
  const [first] = await readOrders(sale.auctionId);
  await ship(must(first, "one order").parcel_id);
  expect(await ask(sale.auctionId)).toEqual([2_495, 1_900]);
});

test("a parcel that leaves while something is put in: one of the two is first, and nothing is left behind", async () => {
  const sale = openSale();
  await sale.buy(ann.id);
  const [first] = await readOrders(sale.auctionId);
  const parcelId = must(first, "one order").parcel_id;
  const leaving = await pool.connect();
  await leaving.query("begin");
  await leaving.query("update parcels set shipped_at = now() where id = $1", [parcelId]);
  const bought = sale.buy(ann.id);
  await leaving.query("commit");
  leaving.release();
  await bought;
  const [, second] = await readOrders(sale.auctionId);
  expect(second?.parcel_id).not.toBe(parcelId);
});
