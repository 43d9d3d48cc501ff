import { beforeAll, describe, expect, test } from "vitest";
import type { Activity } from "../../contract/http/activity.ts";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestAnswer, TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { addSale } from "../../test/support/workers/sales.ts";

let api: TestApi;
let seller: TestPerson;
let buyer: TestPerson;
let sales: readonly Awaited<ReturnType<typeof addSale>>[];

const day = (number: number): Date => new Date(Date.UTC(2026, 4, number));

beforeAll(async () => {
  api = await createTestApi();
  [seller, buyer] = [await api.join("Seller", "seller"), await api.join("Buyer")];
  const other = await api.join("Other", "seller");
  const sale = { sellerId: seller.id, buyerId: buyer.id, shippingMinor: 100 };
  sales = [
    await addSale(api, { ...sale, soldAt: day(1), title: "A vase" }),
    await addSale(api, { ...sale, soldAt: day(2), currency: "EUR" }),
    // The seller buys as well, and sells at the very same moment.
    await addSale(api, { ...sale, soldAt: day(4) }),
    await addSale(api, { sellerId: other.id, buyerId: seller.id, soldAt: day(4) }),
  ];
  // A sealed bid, opened later; and what the account itself does at the moment of a sale.
  await api.sql(
    `UPDATE bids SET kind = 'committed', price_minor = NULL, revealed_amount_minor = $2 WHERE auction_id = $1 AND seq = 3`,
    [sales[1]?.auctionId, null],
  );
  await api.sql(
    `INSERT INTO audit_log (id, at, actor_id, action, subject_type, subject_id, ip_address)
     SELECT gen_random_uuid(), $2, $1::uuid, 'user.password-changed', 'user', $1::uuid::text, '2001:db8::7' FROM generate_series(1, 3)`,
    [seller.id, day(4)],
  );
});

const list = async (person: TestPerson, query = ""): Promise<TestAnswer> =>
  api.call(`GET /users/me/activity?${query}`, { token: person.token });
const summarise = ({ body }: TestAnswer): unknown[] =>
  body.data.map(({ type, action, lot }: Activity) => {
    const auction = sales.findIndex(({ auctionId }) => auctionId === lot?.auctionId);
    const about = lot === null ? "" : ` ${lot.amountMinor} ${lot.currency} ${auction}`;
    return `${type} ${action}${about}`;
  });
const bidsOf = (sale: number, currency = "USD"): string[] => [
  `bid bid.placed 1000 ${currency} ${sale}`,
  `bid bid.placed-for-you 1000 ${currency} ${sale}`,
  `bid bid.placed 1000 ${currency} ${sale}`,
];

const ofBuyer = [
  "purchase order.bought 1100 USD 2",
  ...bidsOf(2),
  "purchase order.bought 1100 EUR 1",
  "bid bid.sealed null EUR 1",
  ...bidsOf(1, "EUR").slice(1),
  "purchase order.bought 1100 USD 0",
  ...bidsOf(0),
];
const ofSeller = [
  "sale order.sold 1000 USD 2",
  "purchase order.bought 1000 USD 3",
  ...bidsOf(3),
  ...Array.from({ length: 3 }, () => "account user.password-changed"),
  "sale order.sold 1000 EUR 1",
  "sale order.sold 1000 USD 0",
];

describe("activity", () => {
  test("is what somebody did, bid, bought and sold, latest first", async () => {
    const answer = await list(buyer);
    expect(summarise(answer)).toEqual(["account user.registered", ...ofBuyer]);
    expect(answer.body.meta).toEqual({ nextCursor: null, hasMore: false });
    const [vase] = sales;
    expect(answer.body.data.slice(-4, -2)).toEqual([
      {
        id: `purchase-${vase?.orderId}`,
        at: "2026-05-01T00:00:00.000Z",
        type: "purchase",
        action: "order.bought",
        subjectType: "order",
        subjectId: vase?.orderId,
        ipAddress: null,
        lot: { auctionId: vase?.auctionId, title: "A vase", amountMinor: 1_100, currency: "USD" },
      },
      {
        id: `${vase?.auctionId}-3`,
        at: "2026-05-01T00:00:00.000Z",
        type: "bid",
        action: "bid.placed",
        subjectType: "lot",
        subjectId: vase?.lotId,
        ipAddress: null,
        lot: { auctionId: vase?.auctionId, title: "A vase", amountMinor: 1_000, currency: "USD" },
      },
    ]);
    const own = await list(seller);
    expect(summarise(own)).toEqual(["account user.registered", ...ofSeller]);
    expect(own.body.data[6]).toMatchObject({ type: "account", ipAddress: "2001:db8::7", lot: null });
  });

  test.each([1, 2, 3, 4, 5, 100])("comes in pages of %i without a gap or a repetition", async (limit) => {
    for (const person of [seller, buyer]) {
      const whole = await list(person, "limit=100");
      const pages: unknown[] = [];
      for (let cursor = "", more = true; more;) {
        const page = await list(person, `limit=${limit}${cursor}`);
        pages.push(...page.body.data);
        more = page.body.meta.hasMore;
        cursor = `&cursor=${page.body.meta.nextCursor}`;
      }
      expect(pages).toEqual(whole.body.data);
    }
  });

  test.each([
    ["type=purchase", ofBuyer.filter((line) => line.startsWith("purchase"))],
    ["type=bid&from=2026-05-03T00:00:00Z", bidsOf(2)],
    ["type=account", ["account user.registered"]],
    ["type=sale", []],
    ["to=2026-05-02T00:00:00Z", ofBuyer.slice(-4)],
    ["from=2026-05-02T01:00:00%2B01:00&to=2026-05-03T00:00:00Z", ofBuyer.slice(4, 8)],
  ])("with %s is that alone", async (query, expected) => {
    expect(summarise(await list(buyer, query))).toEqual(expected);
  });

  test("reads on behind a cursor of another kind, by its time", async () => {
    const first = await list(seller, "limit=2&type=sale");
    const rest = await list(seller, `type=account&cursor=${first.body.meta.nextCursor}`);
    expect(summarise(rest)).toEqual([]);
    const bids = await list(
      seller,
      `type=bid&cursor=${(await list(seller, "limit=1")).body.meta.nextCursor}`,
    );
    expect(summarise(bids)).toEqual(bidsOf(3));
  });

  test.each(["type=bribe", "from=yesterday", "to=2026-13-01T00:00:00Z", "cursor=nonsense", "kind=all"])(
    "refuses %s",
    async (query) => {
      expect((await list(buyer, query)).status).toBe(400);
    },
  );

  test("[SEC-23] tells a key what its scopes tell it, and no more", async () => {
    const ask = async (scopes: readonly string[], query = ""): Promise<TestAnswer> => {
      const made = await api.call("POST /api-keys", {
        token: buyer.token,
        body: { name: "A program", scopes },
      });
      return api.call(`GET /users/me/activity?${query}`, { token: made.body.data.key });
    };
    const typesOf = ({ body }: TestAnswer) => new Set(body.data.map(({ type }: Activity) => type));
    expect(typesOf(await ask(["account:read"]))).toEqual(new Set(["account"]));
    expect(typesOf(await ask(["account:read", "auctions:read"]))).toEqual(new Set(["account", "bid"]));
    expect(typesOf(await ask(["account:read", "orders:read"]))).toEqual(new Set(["account", "purchase"]));
    expect((await ask(["account:read"], "type=purchase")).body.error.code).toBe("forbidden");
    expect((await ask(["account:read", "orders:read"], "type=bid")).status).toBe(403);
    expect((await ask(["orders:read", "auctions:read"])).status).toBe(403);
  });
});
