import { expect, test } from "vitest";
import { addBidder, addUser, getValue, openTestGround } from "../../test/support/ground.ts";
import { makeLot, setUpSale } from "../../test/support/played-sale.ts";
import { must } from "../../domain/result.ts";
import { projectRoom } from "../projection/project-room.ts";
import { assignInvoiceNumber } from "./invoice-numbers.ts";

const { client, database, pool } = await openTestGround();
const seller = await addUser(database, "seller");
const buyer = await addBidder(database);
const lot = makeLot({ format: "fixed", quantity: 24 }, { title: "A cup" });
const room = setUpSale({ sellerId: seller.id, bidderIds: [buyer.id] }, [lot]);
room.send(seller.id, { type: "auction.start" });
room.send(seller.id, { type: "lot.open", lotId: lot.lotId });
for (let unit = 0; unit < 24; unit += 1) room.send(buyer.id, { type: "lot.buy", lotId: lot.lotId });
const projected = getValue(await projectRoom(client, room.auctionId, room.entries));
const orderIds = [...projected.orderIds];
const nextOrder = (): string => must(orderIds.pop(), "as many orders as the tests need");

const assign = (orderId: string, paidAt: Date): Promise<string> =>
  client.transact((transaction) => assignInvoiceNumber(transaction, { orderId, paidAt }));

test("orders paid at one moment are numbered without a gap or a double", async () => {
  const paidAt = new Date("2031-05-01T12:00:00Z");
  const numbers = await Promise.all(Array.from({ length: 12 }, () => assign(nextOrder(), paidAt)));
  const wanted = Array.from({ length: 12 }, (_none, at) => `BLZ-2031-${String(at + 1).padStart(6, "0")}`);
  expect(numbers.toSorted()).toEqual(wanted);
  const { rows } = await pool.query<{ invoice_number: string }>(
    "select invoice_number from orders where invoice_number like 'BLZ-2031-%' order by 1",
  );
  expect(rows.map((row) => row.invoice_number)).toEqual(wanted);
});

test("an order that has a number keeps it, whenever it is paid again", async () => {
  const orderId = nextOrder();
  const first = await assign(orderId, new Date("2032-01-01T00:00:00Z"));
  expect(await assign(orderId, new Date("2033-01-01T00:00:00Z"))).toBe(first);
  expect(await assign(nextOrder(), new Date("2032-01-01T00:00:00Z"))).toBe("BLZ-2032-000002");
});

test("a payment that is rolled back gives its number back", async () => {
  const [orderId, paidAt] = [nextOrder(), new Date("2034-01-01T00:00:00Z")];
  await expect(
    client.transact(async (transaction) => {
      await assignInvoiceNumber(transaction, { orderId, paidAt });
      throw new Error("the rest went wrong");
    }),
  ).rejects.toThrow("the rest went wrong");
  expect(await assign(nextOrder(), paidAt)).toBe("BLZ-2034-000001");
});

test("years are counted apart, and turn by UTC", async () => {
  expect(await assign(nextOrder(), new Date("2035-12-31T23:59:59.999Z"))).toBe("BLZ-2035-000001");
  expect(await assign(nextOrder(), new Date("2036-01-01T00:00:00Z"))).toBe("BLZ-2036-000001");
});
