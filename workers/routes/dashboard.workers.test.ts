import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { addSale } from "../../test/support/workers/sales.ts";

let api: TestApi;
let seller: TestPerson;
let buyer: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  [seller, buyer] = [await api.join("Seller", "seller"), await api.join("Buyer")];
});
afterEach(() => void vi.useRealTimers());

const read = (person: TestPerson, of = "me") =>
  api.call(`GET /users/${of}/dashboard`, { token: person.token });

const none = { total: 0, thisMonth: 0, lastMonth: 0 };
const noOrders = { pending: 0, paid: 0, shipped: 0, delivered: 0, cancelled: 0, refunded: 0, disputed: 0 };

describe("a dashboard", () => {
  test("of somebody new has nothing in it, and nothing about selling", async () => {
    const { status, body } = await read(await api.join("New"));
    expect([status, body.data]).toMatchObject([
      200,
      {
        buying: { bidsPlaced: none, auctionsJoined: none, lotsWon: none, orders: noOrders, money: [] },
        selling: null,
      },
    ]);
  });

  test("counts bids once, orders by status, and money by currency and by the month it was paid in", async () => {
    const [sellerId, buyerId] = [seller.id, buyer.id];
    const now = new Date();
    const thisMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
    const lastMonth = new Date(thisMonth.getTime() - 24 * 3_600_000);
    const longAgo = new Date(Date.UTC(now.getUTCFullYear() - 1, now.getUTCMonth(), 1));
    const sale = { sellerId, buyerId, shippingMinor: 100 };
    await addSale(api, { ...sale, soldAt: thisMonth });
    await addSale(api, { ...sale, soldAt: thisMonth, status: "paid", paidAt: thisMonth, hammerMinor: 2_000 });
    // Sold in the last moments of a month, paid in the next.
    await addSale(api, {
      ...sale,
      soldAt: lastMonth,
      status: "shipped",
      paidAt: thisMonth,
      hammerMinor: 4_000,
    });
    await addSale(api, {
      ...sale,
      soldAt: lastMonth,
      status: "delivered",
      paidAt: lastMonth,
      currency: "EUR",
    });
    await addSale(api, {
      ...sale,
      soldAt: longAgo,
      status: "delivered",
      paidAt: longAgo,
      hammerMinor: 8_000,
    });
    await addSale(api, { ...sale, soldAt: longAgo, status: "refunded" });
    await addSale(api, { ...sale, soldAt: longAgo, status: "cancelled" });

    const orders = { ...noOrders, pending: 1, paid: 1, shipped: 1, delivered: 2, refunded: 1, cancelled: 1 };
    const bought = await read(buyer);
    expect(bought.body.data.buying).toEqual({
      bidsPlaced: { total: 14, thisMonth: 4, lastMonth: 4 },
      auctionsJoined: { total: 7, thisMonth: 2, lastMonth: 2 },
      lotsWon: { total: 6, thisMonth: 2, lastMonth: 2 },
      orders,
      money: [
        { currency: "EUR", paidMinor: 1_100, thisMonthMinor: 0, lastMonthMinor: 1_100, pendingMinor: 0 },
        { currency: "USD", paidMinor: 14_300, thisMonthMinor: 6_200, lastMonthMinor: 0, pendingMinor: 1_100 },
      ],
    });
    const sold = await read(seller, seller.id);
    expect(sold.body.data.selling).toEqual({
      auctions: { scheduled: 0, live: 0, ended: 7, cancelled: 0 },
      lotsSold: { total: 6, thisMonth: 2, lastMonth: 2 },
      orders,
      money: [
        { currency: "EUR", paidMinor: 1_000, thisMonthMinor: 0, lastMonthMinor: 1_000, pendingMinor: 0 },
        { currency: "USD", paidMinor: 14_000, thisMonthMinor: 6_000, lastMonthMinor: 0, pendingMinor: 1_000 },
      ],
    });
    expect(sold.body.data.buying).toMatchObject({ bidsPlaced: none, orders: noOrders });
  });

  test("[SEC-22] is its owner's alone", async () => {
    expect((await read(seller, buyer.id)).status).toBe(404);
    expect((await api.call(`GET /users/${buyer.id}/dashboard`)).status).toBe(401);
  });
});
