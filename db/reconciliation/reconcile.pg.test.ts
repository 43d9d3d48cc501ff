import { v7 as makeUuidV7 } from "uuid";
import { beforeEach, describe, expect, test } from "vitest";
import { addUser, getValue, openTestGround } from "../../test/support/ground.ts";
import { addPaidOrder, refundPart, sendOrder } from "../../test/support/paid-order.ts";
import { applyPayout } from "../payouts/apply-payout.ts";
import { keepPayoutAccount } from "../payouts/payout-accounts.ts";
import { releaseOrder } from "../payouts/release-order.ts";
import { requestPayout } from "../payouts/request-payout.ts";
import { checks, runCheck } from "./reconcile.ts";
import { listOpenFindings, listWalks, readKindSums } from "./sums.ts";

const ground = await openTestGround();
const { client, database, pool } = ground;
const now = new Date(Date.UTC(2026, 10, 21, 12));
const minuteMs = 60_000;

const [sellerId, buyerId] = [(await addUser(database, "seller")).id, (await addUser(database)).id];

/** Looks at everything; what is new, as `check: subject`. */
async function look(at = now, { since = new Date(0), walkLimit = 1_000 } = {}): Promise<string[]> {
  const fresh = [];
  for (const check of checks) fresh.push(...(await runCheck(client, check, { at, since, walkLimit })));
  return fresh.map(({ name, subject, expectedMinor, foundMinor }) =>
    [name, subject, `${expectedMinor} is ${foundMinor}`].join(": "),
  );
}

/** Statements of one database transaction, with the triggers off that would refuse them: a hand in the till. */
async function tamper(
  ...statements: (readonly [text: string, values?: readonly unknown[]])[]
): Promise<void> {
  const connection = await pool.connect();
  try {
    await connection.query("begin");
    await connection.query("set local session_replication_role = replica");
    for (const [text, values = []] of statements) await connection.query(text, [...values]);
    await connection.query("commit");
  } finally {
    connection.release();
  }
}

/** An entry of an order's movement, by the kind of its account. */
const moveCent = (key: string, kind: string, amountMinor: number) =>
  [
    `update ledger_entries entry set amount_minor = amount_minor + $3
     from ledger_transactions told, ledger_accounts account
     where told.id = entry.transaction_id and account.id = entry.account_id and told.key = $1 and account.kind = $2`,
    [key, kind, amountMinor],
  ] as const;

interface Books {
  readonly orderId: string;
  readonly paymentId: string;
  readonly refundId: string;
  readonly payoutId: string;
}

/** An order that was paid, given back in part, released and paid out, and one that is still held. */
async function keepBooks(): Promise<Books> {
  const { orderId, paymentId } = await addPaidOrder(ground, { sellerId, buyerId, at: now });
  await addPaidOrder(ground, { sellerId, buyerId, at: now, hammerMinor: 300 });
  const refundId = await refundPart(ground, { orderId, paymentId, amountMinor: 777, at: now });
  await sendOrder(pool, orderId, { shippedAt: now, deliveredAt: now, releaseAt: now });
  await releaseOrder(client, orderId, now);
  const account = { userId: sellerId, provider: "test", country: "US", canBePaid: true } as const;
  await keepPayoutAccount(database, { ...account, providerReference: makeUuidV7() });
  const asked = { sellerId, provider: "test", currency: "USD", amountMinor: 1_000, at: now } as const;
  const { id: payoutId } = getValue(await requestPayout(client, asked));
  return { orderId, paymentId, refundId, payoutId };
}

let books: Books;
beforeEach(async () => {
  await tamper(
    ["truncate ledger_entries, ledger_transactions, ledger_accounts, ledger_findings, ledger_walks cascade"],
    ["truncate payouts, payout_accounts, refunds, payments, orders cascade"],
  );
  books = await keepBooks();
});

describe("books that agree", () => {
  test("[S3] have no finding, wherever a payout and a refund are on their way", async () => {
    expect(await look()).toEqual([]);
    const standing = { reference: makeUuidV7(), failure: null };
    await applyPayout(client, books.payoutId, { standing: { ...standing, status: "in_transit" }, at: now });
    expect(await look()).toEqual([]);
    await applyPayout(client, books.payoutId, { standing: { ...standing, status: "paid" }, at: now });
    expect(await look()).toEqual([]);
    await applyPayout(client, books.payoutId, { standing: { ...standing, status: "failed" }, at: now });
    expect(await look()).toEqual([]);
    expect(await listOpenFindings(database, 100)).toEqual([]);
  });

  test("[S3] come to zero as a whole", async () => {
    const sums = await readKindSums(database);
    expect(sums.map(({ kind }) => kind)).toEqual([
      "buyer",
      "fees",
      "payouts",
      "premium",
      "provider",
      "provider-fees",
      "refunds",
      "seller-available",
      "seller-held",
      "shipping",
      "tax",
    ]);
    expect(sums.reduce((total, { balanceMinor }) => total + balanceMinor, 0)).toBe(0);
  });
});

type Tampering = readonly [
  what: string,
  statements: (of: Books) => (readonly [text: string, values?: readonly unknown[]])[],
  found: (of: Books) => string[],
];

const tamperings: readonly Tampering[] = [
  [
    "a cent between two accounts",
    ({ orderId }) => [
      moveCent(`order-paid:${orderId}`, "fees", -1),
      moveCent(`order-paid:${orderId}`, "tax", 1),
    ],
    ({ orderId }) => [
      `order-balance: ${orderId} fees: -750 is -751`,
      `order-balance: ${orderId} tax: -863 is -862`,
    ],
  ],
  [
    "a payment that was not made",
    ({ paymentId }) => [
      ["update payments set status = 'failed', completed_at = null where id = $1", [paymentId]],
    ],
    ({ orderId }) => [
      `order-balance: ${orderId} buyer ${buyerId}: 12420 is 0`,
      `order-balance: ${orderId} provider test: 0 is 12047`,
      `order-balance: ${orderId} provider-fees test: 0 is 373`,
    ],
  ],
  [
    "another amount charged",
    ({ paymentId }) => [["update payments set amount_minor = amount_minor + 1 where id = $1", [paymentId]]],
    ({ orderId }) => [
      `order-balance: ${orderId} buyer ${buyerId}: -1 is 0`,
      `order-balance: ${orderId} provider test: 12048 is 12047`,
    ],
  ],
  [
    "a refund that was not sent",
    ({ refundId }) => [
      ["update refunds set status = 'completed', completed_at = now() where id = $1", [refundId]],
    ],
    ({ orderId }) => [
      `order-balance: ${orderId} provider test: 11270 is 12047`,
      `order-balance: ${orderId} refunds: 0 is -777`,
    ],
  ],
  [
    "a refund that nobody booked",
    ({ orderId, paymentId }) => [
      [
        "insert into refunds (id, order_id, payment_id, amount_minor, reason) values ($1, $2, $3, 5, 'other')",
        [makeUuidV7(), orderId, paymentId],
      ],
    ],
    ({ orderId }) => [
      `order-balance: ${orderId} refunds: -782 is -777`,
      `order-refunded: ${orderId}: 782 is 777`,
    ],
  ],
  [
    "another sum of refunds on the order",
    ({ orderId }) => [["update orders set refunded_minor = refunded_minor + 1 where id = $1", [orderId]]],
    ({ orderId }) => [`order-refunded: ${orderId}: 777 is 778`],
  ],
  [
    "an order that says it was not released",
    ({ orderId }) => [["update orders set released_at = null where id = $1", [orderId]]],
    ({ orderId }) => [
      `order-balance: ${orderId} seller-available ${sellerId}: 0 is -9093`,
      `order-balance: ${orderId} seller-held ${sellerId}: -8624 is 0`,
      `order-balance: ${orderId} shipping ${sellerId}: -469 is 0`,
    ],
  ],
  [
    "a payout that was not sent",
    ({ payoutId }) => [["update payouts set status = 'paid', paid_at = now() where id = $1", [payoutId]]],
    ({ payoutId }) => [
      `payout-balance: ${payoutId} payouts ${sellerId}: 0 is -1000`,
      `payout-balance: ${payoutId} provider test: -1000 is 0`,
    ],
  ],
  [
    "a payout of more",
    ({ payoutId }) => [["update payouts set amount_minor = 1001 where id = $1", [payoutId]]],
    ({ payoutId }) => [
      `payout-balance: ${payoutId} payouts ${sellerId}: -1001 is -1000`,
      `payout-balance: ${payoutId} seller-available ${sellerId}: 1001 is 1000`,
    ],
  ],
];

describe("[S3] is found and named:", () => {
  test.each(tamperings)("%s", async (_, statements, found) => {
    await tamper(...statements(books));
    expect((await look()).toSorted()).toEqual([...found(books)].toSorted());
    // Known by now: nobody has to hear of it again.
    expect(await look(new Date(now.getTime() + minuteMs))).toEqual([]);
    expect(await listOpenFindings(database, 100)).toHaveLength(found(books).length);
  });

  test("a cent out of nothing, and a line that is gone", async () => {
    const { orderId } = books;
    await tamper(moveCent(`order-paid:${orderId}`, "fees", 1));
    const key = `order-paid:${orderId}`;
    const { rows } = await pool.query("select id from ledger_transactions where key = $1", [key]);
    expect((await look()).toSorted()).toEqual([
      `order-balance: ${orderId} fees: -750 is -749`,
      `transaction-sum: ${rows[0].id}: 0 is 1`,
    ]);
    await tamper(["delete from ledger_entries where transaction_id = $1 and position = 0", [rows[0].id]]);
    expect(await look()).toContain(`transaction-lines: ${rows[0].id}: 6 is 5`);
  });

  test("a movement that is of nothing", async () => {
    const [id, one, other] = [makeUuidV7(), makeUuidV7(), makeUuidV7()];
    const account =
      "insert into ledger_accounts (id, kind, owner_id, currency) values ($1, 'payouts', $2, 'USD')";
    const line = "insert into ledger_entries values ($1, $2, $3, 'USD', $4)";
    await pool.query(account, [one, one]);
    await pool.query(account, [other, other]);
    await tamper(
      [
        "insert into ledger_transactions (id, key, kind, currency, entry_count, at) values ($1, $2, 'payout', 'USD', 2, $3)",
        [id, `payout:${makeUuidV7()}`, now],
      ],
      [line, [id, 0, one, 5]],
      [line, [id, 1, other, -5]],
    );
    expect(await look()).toEqual([`transaction-stray: ${id}: 0 is 1`]);
  });
});

describe("a finding", () => {
  test("is resolved when it is put right, and is a new one when it comes again", async () => {
    const { orderId } = books;
    const cent = (by: number) =>
      tamper([`update orders set refunded_minor = refunded_minor + ${by} where id = $1`, [orderId]]);
    const at = (minutes: number): Date => new Date(now.getTime() + minutes * minuteMs);
    await cent(1);
    expect(await look(at(0))).toHaveLength(1);
    await cent(1);
    expect(await look(at(1))).toEqual([]);
    expect(await listOpenFindings(database, 100)).toMatchObject([{ foundMinor: 779, foundAt: at(0) }]);
    await cent(-2);
    expect(await look(at(2))).toEqual([]);
    expect(await listOpenFindings(database, 100)).toEqual([]);
    await cent(1);
    expect(await look(at(3))).toHaveLength(1);
    const { rows } = await pool.query("select found_at, resolved_at from ledger_findings order by found_at");
    expect(rows).toEqual([
      { found_at: at(0), resolved_at: at(2) },
      { found_at: at(3), resolved_at: null },
    ]);
  });

  test("is come upon by walking on when it is old, and looked at each time until it is gone", async () => {
    const orderIds = [books.orderId];
    for (let made = 0; made < 4; made += 1)
      orderIds.push((await addPaidOrder(ground, { sellerId, buyerId, at: now, hammerMinor: 100 })).orderId);
    const last = orderIds.at(-1);
    await tamper(["update orders set refunded_minor = 1 where id = $1", [last]]);
    // Nothing is recent; six orders, two at a time.
    const part = { since: new Date(now.getTime() + minuteMs), walkLimit: 2 };
    expect([await look(now, part), await look(now, part), await look(now, part)].flat()).toEqual([
      `order-refunded: ${last}: 0 is 1`,
    ]);
    await tamper(["update orders set refunded_minor = 0 where id = $1", [last]]);
    await look(now, part);
    expect(await listOpenFindings(database, 100)).toEqual([]);
  });

  test("walks begin anew at the end", async () => {
    const part = { since: new Date(now.getTime() + minuteMs), walkLimit: 2 };
    await look(now, part);
    const [orders] = await listWalks(database);
    expect(orders).toMatchObject({ name: "orders", completedAt: null });
    expect(orders?.position).not.toBeNull();
    const then = new Date(now.getTime() + minuteMs);
    await look(then, part);
    expect((await listWalks(database))[0]).toEqual({
      name: "orders",
      position: null,
      lookedAt: then,
      completedAt: then,
    });
  });
});
