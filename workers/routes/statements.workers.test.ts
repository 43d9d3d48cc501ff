import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { addSale } from "../../test/support/workers/sales.ts";

let api: TestApi;
let seller: TestPerson;
let orderId: string;

const accounts: Record<string, string> = {};

/** Writes a movement as `writeLedger` leaves it: lines by kind of account, in one statement as it is in one transaction. */
async function book(
  kind: string,
  at: string,
  lines: Readonly<Record<string, number>>,
  order: string | null = null,
): Promise<void> {
  await api.sql(
    `with told as (
       insert into ledger_transactions (id, key, kind, currency, order_id, entry_count, at)
       values (gen_random_uuid(), gen_random_uuid()::text, $1, 'USD', $2, $3, $4) returning id)
     insert into ledger_entries (transaction_id, position, account_id, currency, amount_minor)
     select told.id, line.position, line.account::uuid, 'USD', line.amount
     from told, unnest($5::text[], $6::bigint[]) with ordinality line (account, amount, position)`,
    [
      kind,
      order,
      Object.keys(lines).length,
      at,
      Object.keys(lines).map((name) => accounts[name]),
      Object.values(lines),
    ],
  );
}

beforeAll(async () => {
  api = await createTestApi();
  seller = await api.join("Seller", "seller");
  const buyer = await api.join("Buyer");
  const soldAt = new Date(Date.UTC(2026, 4, 30));
  const sale = { sellerId: seller.id, buyerId: buyer.id, soldAt, title: "=1+1, a vase" };
  ({ orderId } = await addSale(api, sale));
  for (const kind of ["seller-held", "shipping", "seller-available", "payouts", "fees", "buyer", "refunds"]) {
    const id = crypto.randomUUID();
    const owner = kind === "fees" || kind === "refunds" ? null : kind === "buyer" ? buyer.id : seller.id;
    await api.sql("insert into ledger_accounts (id, kind, owner_id, currency) values ($1, $2, $3, 'USD')", [
      id,
      kind,
      owner,
    ]);
    accounts[kind] = id;
  }
  const paid = { buyer: 10_500, "seller-held": -9_200, shipping: -500, fees: -800 };
  await book("order-paid", "2026-05-31T23:59:59.999Z", paid, orderId);
  await book("refund", "2026-06-01T00:00:00Z", { "seller-held": 920, fees: 80, refunds: -1_000 }, orderId);
  await book("release", "2026-06-02T00:00:00Z", {
    "seller-held": 8_280,
    shipping: 500,
    "seller-available": -8_780,
  });
  await book("payout", "2026-06-03T00:00:00Z", { "seller-available": 8_000, payouts: -8_000 });
  await book("payout-failed", "2026-06-30T23:59:59.999Z", { payouts: 8_000, "seller-available": -8_000 });
  await book("payout", "2026-07-01T00:00:00Z", { "seller-available": 8_780, payouts: -8_780 });
});

const read = (path: string) => api.call(`GET /wallet/statements${path}`, { token: seller.token });
const rows = async (month: string, query = "") => {
  const { body } = await read(`/${month}${query}`);
  return body.data.map((line: Record<string, unknown>) =>
    [line["kind"], line["amountMinor"], line["feeMinor"], line["balanceMinor"]].join(" "),
  );
};

describe("statements", () => {
  test("are the months in which money moved, and each begins where the one before ended", async () => {
    const { body } = await read("");
    const usd = { currency: "USD" };
    expect(body.data).toEqual([
      { month: "2026-07", ...usd, openingMinor: 8_780, inMinor: 0, outMinor: 8_780, closingMinor: 0 },
      { month: "2026-06", ...usd, openingMinor: 9_700, inMinor: 8_000, outMinor: 8_920, closingMinor: 8_780 },
      { month: "2026-05", ...usd, openingMinor: 0, inMinor: 9_700, outMinor: 0, closingMinor: 9_700 },
    ]);
  });

  test("have every movement of the month, with the balance it led to; a release is none", async () => {
    expect(await rows("2026-05")).toEqual(["order-paid 9700 800 9700"]);
    expect(await rows("2026-06")).toEqual([
      "refund -920 -80 8780",
      "payout -8000 0 780",
      "payout-failed 8000 0 8780",
    ]);
    expect(await rows("2026-07")).toEqual(["payout -8780 0 0"]);
    expect(await rows("2026-08")).toEqual([]);
    const { body } = await read("/2026-05");
    expect(body.data[0]).toMatchObject({
      at: "2026-05-31T23:59:59.999Z",
      orderId,
      title: "=1+1, a vase",
      currency: "USD",
    });
  });

  test("come in pages", async () => {
    const first = await read("/2026-06?limit=2");
    expect(first.body.meta.hasMore).toBe(true);
    const rest = await rows("2026-06", `?limit=2&cursor=${first.body.meta.nextCursor}`);
    expect(rest).toEqual(["payout-failed 8000 0 8780"]);
  });

  test("[SEC-38] are a file that a spreadsheet runs nothing of", async () => {
    const { status, headers, body } = await read("/2026-05?format=csv");
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toBe("text/csv; charset=utf-8; header=present");
    expect(headers.get("Content-Disposition")).toBe('attachment; filename="blytz-live-2026-05.csv"');
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(String(body).split("\r\n")).toEqual([
      "at,kind,currency,amount,fee,balance,order,title",
      `2026-05-31T23:59:59.999Z,order-paid,USD,97.00,8.00,97.00,${orderId},"'=1+1, a vase"`,
      "",
    ]);
  });

  test("[SEC-22] are one's own", async () => {
    const other = await api.join("Other", "seller");
    expect((await api.call("GET /wallet/statements", { token: other.token })).body.data).toEqual([]);
    expect((await api.call("GET /wallet/statements/2026-06", { token: other.token })).body.data).toEqual([]);
    expect((await api.call("GET /wallet/statements")).status).toBe(401);
    expect((await api.call("GET /wallet/statements/2026-06?format=csv")).status).toBe(401);
  });

  test.each([
    ["/2026-13", 404],
    ["/2026-6", 404],
    ["/1999-01", 404],
    ["/2026-06?format=pdf", 400],
    ["/2026-06?cursor=nonsense", 400],
    ["/2026-06?limit=0", 400],
  ])("refuse %s", async (path, status) => {
    expect((await read(path)).status).toBe(status);
  });
});
