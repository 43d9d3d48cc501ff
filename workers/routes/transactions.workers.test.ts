import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { addSale } from "../../test/support/workers/sales.ts";

let api: TestApi;
let seller: TestPerson;
let buyer: TestPerson;
let orderIds: readonly string[];

const day = (number: number): Date => new Date(Date.UTC(2026, 4, number));

beforeAll(async () => {
  api = await createTestApi();
  [seller, buyer] = [await api.join("Seller", "seller"), await api.join("Buyer")];
  const sale = { sellerId: seller.id, buyerId: buyer.id, shippingMinor: 100 };
  const made = [
    await addSale(api, { ...sale, soldAt: day(1), title: "A vase" }),
    await addSale(api, { ...sale, soldAt: day(2), status: "refunded", refundedAt: day(9), currency: "EUR" }),
    await addSale(api, { ...sale, soldAt: day(3), status: "cancelled" }),
    await addSale(api, { ...sale, soldAt: day(4), status: "shipped" }),
    // The seller buys as well, from somebody else, at the very same moment.
    await addSale(api, {
      sellerId: (await api.join("Other", "seller")).id,
      buyerId: seller.id,
      soldAt: day(4),
      status: "paid",
    }),
  ];
  orderIds = made.map(({ orderId }) => orderId);
  await addRefunds(orderIds[1] ?? "");
  await addPayouts();
});

/** The EUR order was given back in two parts, of which one has arrived; the seller had ten elevenths of it. */
async function addRefunds(orderId: string): Promise<void> {
  const paymentId = crypto.randomUUID();
  await api.sql("UPDATE orders SET refunded_minor = total_minor WHERE id = $1", [orderId]);
  await api.sql(
    `INSERT INTO payments (id, order_id, user_id, attempt, idempotency_key, status, amount_minor, currency, provider,
       completed_at) VALUES ($1, $2, $3, 1, $4, 'completed', 1100, 'EUR', 'test', now())`,
    [paymentId, orderId, buyer.id, paymentId],
  );
  const [held, house] = [crypto.randomUUID(), crypto.randomUUID()];
  await api.sql(
    `INSERT INTO ledger_accounts (id, kind, owner_id, currency)
     VALUES ($1, 'seller-held', $2, 'EUR'), ($3, 'refunds', null, 'EUR')`,
    [held, seller.id, house],
  );
  const parts = [
    { at: day(9), amount: 660, seller: 600, reason: "damaged", status: "completed" },
    { at: day(10), amount: 440, seller: 400, reason: "other", status: "pending" },
    // Of a second charge, which bought nothing.
    { at: day(11), amount: 1_100, seller: 0, reason: "late", status: "completed" },
  ];
  for (const { at, amount, seller: share, reason, status } of parts) {
    const id = crypto.randomUUID();
    await api.sql(
      `INSERT INTO refunds (id, order_id, payment_id, amount_minor, reason, status, completed_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, orderId, paymentId, amount, reason, status, status === "completed" ? at : null, at],
    );
    if (share === 0) continue;
    await api.sql(
      `WITH told AS (
         INSERT INTO ledger_transactions (id, key, kind, currency, entry_count, at)
         VALUES (gen_random_uuid(), $1, 'refund', 'EUR', 2, $2) RETURNING id)
       INSERT INTO ledger_entries SELECT id, 0, $3::uuid, 'EUR', $5::bigint FROM told
       UNION ALL SELECT id, 1, $4::uuid, 'EUR', -$5::bigint FROM told`,
      [`refund:${id}`, at, held, house, share],
    );
  }
}

async function addPayouts(): Promise<void> {
  await api.sql(
    `INSERT INTO payouts (id, seller_id, currency, amount_minor, provider, account_reference, status, paid_at, failed_at,
       created_at)
     VALUES (gen_random_uuid(), $1, 'USD', 700, 'test', 'a', 'paid', now(), null, $2),
       (gen_random_uuid(), $1, 'USD', 800, 'test', 'a', 'failed', null, now(), $3),
       (gen_random_uuid(), $1, 'USD', 900, 'test', 'a', 'in_transit', null, null, $4)`,
    [seller.id, day(20), day(21), day(22)],
  );
}

const list = async (person: TestPerson, query = "") =>
  api.call(`GET /users/me/transactions?${query}`, { token: person.token });
const summarise = ({ body }: Awaited<ReturnType<typeof list>>): unknown[] =>
  body.data.map((row: Record<string, unknown>) =>
    [
      row["type"],
      row["direction"],
      row["amountMinor"],
      row["currency"],
      row["status"],
      orderIds.indexOf(String(row["orderId"])),
    ].join(" "),
  );

describe("transactions", () => {
  test("are what the two sides see of a sale, latest first", async () => {
    const bought = await list(buyer);
    expect(summarise(bought)).toEqual([
      "refund in 440 EUR pending 1",
      "refund in 660 EUR completed 1",
      "purchase out 1100 USD completed 3",
      "purchase out 1100 USD cancelled 2",
      "purchase out 1100 EUR completed 1",
      "purchase out 1100 USD pending 0",
    ]);
    expect(bought.body.data.at(-1)).toEqual({
      id: `purchase-${orderIds[0]}`,
      at: "2026-05-01T00:00:00.000Z",
      type: "purchase",
      direction: "out",
      amountMinor: 1_100,
      currency: "USD",
      status: "pending",
      orderId: orderIds[0],
      title: "A vase",
      counterparty: "Seller",
    });
    expect(bought.body.meta).toEqual({ nextCursor: null, hasMore: false });
    expect(summarise(await list(seller))).toEqual([
      "payout out 900 USD pending -1",
      "payout out 800 USD cancelled -1",
      "payout out 700 USD completed -1",
      "refund out 400 EUR pending 1",
      "refund out 600 EUR completed 1",
      "purchase out 1000 USD completed 4",
      "sale in 1000 USD completed 3",
      "sale in 1000 USD cancelled 2",
      "sale in 1000 EUR completed 1",
      "sale in 1000 USD pending 0",
    ]);
  });

  test.each([1, 2, 3, 100])("come in pages of %i without a gap or a repetition", async (limit) => {
    const whole = summarise(await list(seller));
    const pages: unknown[] = [];
    for (let cursor = "", more = true; more;) {
      const page = await list(seller, `limit=${limit}${cursor}`);
      pages.push(...summarise(page));
      more = page.body.meta.hasMore;
      cursor = `&cursor=${page.body.meta.nextCursor}`;
    }
    expect(pages).toEqual(whole);
  });

  test.each([
    ["type=refund", ["refund in 440 EUR pending 1", "refund in 660 EUR completed 1"]],
    ["type=payout", []],
    ["type=sale", []],
    [
      "from=2026-05-04T00:00:00Z&to=2026-05-10T00:00:00Z",
      ["refund in 660 EUR completed 1", "purchase out 1100 USD completed 3"],
    ],
    ["to=2026-05-02T00:00:00Z", ["purchase out 1100 USD pending 0"]],
    [
      "type=purchase&from=2026-05-02T01:00:00%2B01:00&to=2026-05-03T00:00:00Z",
      ["purchase out 1100 EUR completed 1"],
    ],
  ])("with %s are those alone", async (query, expected) => {
    expect(summarise(await list(buyer, query))).toEqual(expected);
  });

  test.each(["type=bribe", "from=yesterday", "to=2026-13-01T00:00:00Z", "cursor=nonsense", "since=x"])(
    "refuse %s",
    async (query) => {
      expect((await list(buyer, query)).status).toBe(400);
    },
  );

  test("[SEC-22] are their owner's alone", async () => {
    const foreign = await api.call(`GET /users/${buyer.id}/transactions`, { token: seller.token });
    expect(foreign.status).toBe(404);
    expect((await api.call(`GET /users/${buyer.id}/transactions`)).status).toBe(401);
  });
});
