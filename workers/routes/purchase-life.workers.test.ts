import { beforeAll, expect, test } from "vitest";
import type { TestPerson } from "../../test/support/workers/api.ts";
import { openSaleLife } from "../../test/support/workers/sale-life.ts";
import { bringUpToDate } from "../jobs/project-room.ts";

const { api, ask, refuse, read, expectBooksInOrder } = await openSaleLife();

let seller: TestPerson;
beforeAll(async () => {
  seller = await api.join("Seller", "seller");
});

/** A sale of cups at a price that stands, and somebody in it. Gives the ids of the orders as they are bought. */
async function openShelf() {
  const buyer = await api.joinAsBidder("Buyer");
  const { id, lots } = await ask(
    seller,
    "POST /auctions",
    {
      title: "Cups",
      scheduledStart: new Date(Date.now() + 3_600_000).toISOString(),
      currency: "USD",
      lots: [
        { title: "A cup", format: "fixed", quantity: 9, startingPriceMinor: 1_000, durationMs: 600_000 },
      ],
    },
    201,
  );
  const command = (person: TestPerson, content: object) =>
    ask(person, `POST /auctions/${id}/commands`, { id: crypto.randomUUID(), ...content });
  await command(seller, { type: "auction.start" });
  await command(seller, { type: "lot.open", lotId: lots[0].id });
  await ask(buyer, `POST /auctions/${id}/join`, {});
  const buy = () => command(buyer, { type: "lot.buy", lotId: lots[0].id });
  const buyAndPay = async (): Promise<{ readonly id: string; readonly shippingMinor: number }> => {
    await buy();
    await bringUpToDate(api.env, api.database.client, id);
    await api.work();
    const [order] = await ask(buyer, "GET /orders");
    expect(order).toMatchObject({ status: "paid", isPurchase: true });
    return order;
  };
  return { buyer, buy, buyAndPay };
}

test("[P9] the lot that pays the way of others is called off after them, and the next one pays it again", async () => {
  const { buyer, buyAndPay } = await openShelf();
  const [first, second] = [await buyAndPay(), await buyAndPay()];
  expect([first.shippingMinor, second.shippingMinor]).toEqual([795, 0]);
  expect((await read(buyer, first.id)).actions).not.toContain("cancel");
  expect((await read(buyer, second.id)).actions).toContain("cancel");
  await refuse(buyer, `POST /orders/${first.id}/cancel`, "parcel_shared");
  for (const { id } of [second, first])
    expect(await ask(buyer, `POST /orders/${id}/cancel`, {})).toMatchObject({ status: "refunded" });
  const [third, fourth] = [await buyAndPay(), await buyAndPay()];
  expect([third.shippingMinor, fourth.shippingMinor]).toEqual([795, 0]);
  await api.work();
  await expectBooksInOrder();
});

test("[P9] what is bought behind a parcel that left pays its own way", async () => {
  const { buyAndPay } = await openShelf();
  const { id } = await buyAndPay();
  await ask(seller, `POST /orders/${id}/ship`, { carrier: "DHL" });
  expect(await buyAndPay()).toMatchObject({ shippingMinor: 795 });
  expect(await buyAndPay()).toMatchObject({ shippingMinor: 0 });
});

test("[P9] a lot bought a moment ago, of which Postgres has not heard, counts too", async () => {
  const { buyer, buy, buyAndPay } = await openShelf();
  const { id } = await buyAndPay();
  await buy();
  await refuse(buyer, `POST /orders/${id}/cancel`, "parcel_shared");
  expect((await read(buyer, id)).actions).not.toContain("cancel");
});
