import { v7 as makeUuidV7 } from "uuid";
import { describe, expect, test } from "vitest";
import { openTestGround } from "../../test/support/ground.ts";
import { ofHouse, ofProvider, ofUser } from "../../domain/ledger/account.ts";
import type { LedgerTransaction } from "../../domain/ledger/transaction.ts";
import { makeTransaction } from "../../domain/ledger/transaction.ts";
import { readBalances, writeLedger } from "./ledger.ts";

const { client, database, pool } = await openTestGround();
const at = new Date(Date.UTC(2026, 10, 21));

/** A seller is owed `amountMinor` and the house keeps a tenth of as much. */
const sale = (
  sellerId: string,
  { key = makeUuidV7(), amountMinor = 1_000, currency = "USD" } = {},
): LedgerTransaction =>
  makeTransaction({
    key,
    kind: "order-paid",
    currency,
    orderId: null,
    entries: [
      { account: ofProvider("provider", "test"), amountMinor: amountMinor * 1.1 },
      { account: ofUser("seller-held", sellerId), amountMinor: -amountMinor },
      { account: ofHouse("fees"), amountMinor: -amountMinor / 10 },
    ],
  });

const write = (entry: LedgerTransaction): Promise<boolean> =>
  client.transact((transaction) => writeLedger(transaction, entry, at));
const held = (ownerId: string) => readBalances(database, { ownerId, kinds: ["seller-held"] });

/** Statements of one database transaction, which are checked as it commits. */
async function run(...statements: (readonly [text: string, values: readonly unknown[]])[]): Promise<void> {
  const connection = await pool.connect();
  try {
    await connection.query("begin");
    for (const [text, values] of statements) await connection.query(text, [...values]);
    await connection.query("commit");
  } catch (error) {
    await connection.query("rollback");
    throw error;
  } finally {
    connection.release();
  }
}

/** A transaction row and lines for it, as somebody at a psql prompt would write them. */
const addTransaction = (id: string, entryCount: number, currency = "USD") =>
  [
    "insert into ledger_transactions (id, key, kind, currency, entry_count, at) values ($1, $2, 'payout', $3, $4, $5)",
    [id, makeUuidV7(), currency, entryCount, at],
  ] as const;
const addEntry = (
  transactionId: string,
  position: number,
  { accountId, amountMinor, currency = "USD" }: { accountId: string; amountMinor: number; currency?: string },
) =>
  [
    "insert into ledger_entries (transaction_id, position, account_id, currency, amount_minor) values ($1, $2, $3, $4, $5)",
    [transactionId, position, accountId, currency, amountMinor],
  ] as const;

async function addAccount(currency = "USD"): Promise<string> {
  const id = makeUuidV7();
  await run([
    "insert into ledger_accounts (id, kind, owner_id, currency) values ($1, 'seller-held', $2, $3)",
    [id, id, currency],
  ]);
  return id;
}

describe("the ledger", () => {
  test("[S3] has a movement as it was told, and the balances it leads to", async () => {
    const sellerId = makeUuidV7();
    const entry = sale(sellerId);
    expect(await write(entry)).toBe(true);
    expect(await held(sellerId)).toEqual([{ kind: "seller-held", currency: "USD", balanceMinor: -1_000 }]);
    const { rows } = await pool.query(
      `select entry.position, account.kind, account.owner_id, entry.amount_minor::int, told.entry_count, told.at
       from ledger_transactions told join ledger_entries entry on entry.transaction_id = told.id
       join ledger_accounts account on account.id = entry.account_id where told.key = $1 order by entry.position`,
      [entry.key],
    );
    const told = { entry_count: 3, at };
    expect(rows).toEqual([
      { position: 0, kind: "provider", owner_id: "test", amount_minor: 1_100, ...told },
      { position: 1, kind: "seller-held", owner_id: sellerId, amount_minor: -1_000, ...told },
      { position: 2, kind: "fees", owner_id: null, amount_minor: -100, ...told },
    ]);
  });

  test("[S3] has the same event once", async () => {
    const sellerId = makeUuidV7();
    const entry = sale(sellerId);
    expect([await write(entry), await write(entry), await write(entry)]).toEqual([true, false, false]);
    expect(await held(sellerId)).toMatchObject([{ balanceMinor: -1_000 }]);
  });

  test("[S3] has the same event once when many write it at the same time, on accounts that nobody used yet", async () => {
    const sellerId = makeUuidV7();
    const entry = sale(sellerId, { currency: "SEK" });
    const written = await Promise.all(Array.from({ length: 12 }, () => write(entry)));
    expect(written.filter(Boolean)).toHaveLength(1);
    expect(await held(sellerId)).toEqual([{ kind: "seller-held", currency: "SEK", balanceMinor: -1_000 }]);
  });

  test("[S3] loses nothing of different events at the same time, and makes each account once", async () => {
    const sellerId = makeUuidV7();
    const written = await Promise.all(
      Array.from({ length: 12 }, () => write(sale(sellerId, { currency: "NOK" }))),
    );
    expect(written.every(Boolean)).toBe(true);
    expect(await held(sellerId)).toMatchObject([{ balanceMinor: -12_000 }]);
    const { rows } = await pool.query(
      "select kind from ledger_accounts where currency = 'NOK' order by kind",
    );
    expect(rows.map(({ kind }) => kind)).toEqual(["fees", "provider", "seller-held"]);
  });

  test("[S3] keeps nothing of a database transaction that fails behind it", async () => {
    const sellerId = makeUuidV7();
    const entry = sale(sellerId);
    await expect(
      client.transact(async (transaction) => {
        await writeLedger(transaction, entry, at);
        throw new Error("the Worker died");
      }),
    ).rejects.toThrow("the Worker died");
    expect(await held(sellerId)).toEqual([]);
    expect(await write(entry)).toBe(true);
  });

  test("[S3] does not keep what moves nothing", async () => {
    const empty = makeTransaction({
      key: makeUuidV7(),
      kind: "release",
      currency: "USD",
      orderId: null,
      entries: [],
    });
    expect(await write(empty)).toBe(false);
    const { rows } = await pool.query("select from ledger_transactions where key = $1", [empty.key]);
    expect(rows).toEqual([]);
  });

  test("[S3] keeps currencies apart", async () => {
    const sellerId = makeUuidV7();
    await write(sale(sellerId, { currency: "USD" }));
    await write(sale(sellerId, { currency: "JPY", amountMinor: 20 }));
    expect(await held(sellerId)).toEqual([
      { kind: "seller-held", currency: "JPY", balanceMinor: -20 },
      { kind: "seller-held", currency: "USD", balanceMinor: -1_000 },
    ]);
  });
});

describe("the ledger's tables refuse", () => {
  test.each(["ledger_accounts", "ledger_transactions", "ledger_entries"])(
    "[S3] any change of %s",
    async (table) => {
      await write(sale(makeUuidV7()));
      const column = table === "ledger_entries" ? "amount_minor = amount_minor + 1" : "currency = 'EUR'";
      await expect(run([`update ${table} set ${column}`, []])).rejects.toThrow("is append-only");
      await expect(run([`delete from ${table}`, []])).rejects.toThrow("is append-only");
    },
  );

  test("[S3] a transaction that does not sum to zero", async () => {
    const [id, one, other] = [makeUuidV7(), await addAccount(), await addAccount()];
    await expect(
      run(
        addTransaction(id, 2),
        addEntry(id, 0, { accountId: one, amountMinor: 100 }),
        addEntry(id, 1, { accountId: other, amountMinor: -99 }),
      ),
    ).rejects.toThrow("sum to 1");
  });

  test("[S3] a transaction without its lines", async () => {
    await expect(run(addTransaction(makeUuidV7(), 2))).rejects.toThrow("has 0 of 2 entries");
  });

  test("[S3] lines that come later, though they sum to zero", async () => {
    const [id, one, other] = [makeUuidV7(), await addAccount(), await addAccount()];
    const pair = [
      addEntry(id, 0, { accountId: one, amountMinor: 100 }),
      addEntry(id, 1, { accountId: other, amountMinor: -100 }),
    ] as const;
    await run(addTransaction(id, 2), ...pair);
    await expect(
      run(
        addEntry(id, 2, { accountId: one, amountMinor: 5 }),
        addEntry(id, 3, { accountId: other, amountMinor: -5 }),
      ),
    ).rejects.toThrow("has 4 of 2 entries");
  });

  test("[S3] a transaction in two currencies", async () => {
    const [id, dollars, euros] = [makeUuidV7(), await addAccount(), await addAccount("EUR")];
    const lines = (currency: string) => [
      addEntry(id, 0, { accountId: dollars, amountMinor: 100 }),
      addEntry(id, 1, { accountId: euros, amountMinor: -100, currency }),
    ];
    await expect(run(addTransaction(id, 2), ...lines("EUR"))).rejects.toThrow(
      "ledger_entries_transaction_fkey",
    );
    await expect(run(addTransaction(id, 2), ...lines("USD"))).rejects.toThrow("ledger_entries_account_fkey");
  });

  test("[S3] a line of nothing, an unknown account and a second account of one name", async () => {
    const [id, accountId] = [makeUuidV7(), await addAccount()];
    await expect(run(addTransaction(id, 2), addEntry(id, 0, { accountId, amountMinor: 0 }))).rejects.toThrow(
      "ledger_entries_amount_check",
    );
    await expect(
      run(addTransaction(id, 2), addEntry(id, 0, { accountId: makeUuidV7(), amountMinor: 1 })),
    ).rejects.toThrow("ledger_entries_account_fkey");
    const house =
      "insert into ledger_accounts (id, kind, owner_id, currency) values ($1, 'tax', null, 'CHF')";
    await run([house, [makeUuidV7()]]);
    await expect(run([house, [makeUuidV7()]])).rejects.toThrow("ledger_accounts_unique");
  });
});
