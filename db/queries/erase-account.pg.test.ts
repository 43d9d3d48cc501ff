import { getTableName } from "drizzle-orm";
import { expect, test } from "vitest";
import { addBidder, addUser, openTestGround } from "../../test/support/ground.ts";
import { eraseAccount, ownerColumns } from "./erase-account.ts";
import { ofProvider, ofUser } from "../../domain/ledger/account.ts";
import { makeTransaction } from "../../domain/ledger/transaction.ts";
import { writeLedger } from "./ledger.ts";
import { createUser } from "./users.ts";

const { client, database, pool } = await openTestGround();
const erase = (userId: string) => eraseAccount(client, { userId, at: new Date(), request: {} });

/** What stays though it names the account: statements about two accounts, the house's own terms, counts, and what was said. */
const staying = [
  "account_links.linked_user_id",
  "account_links.user_id",
  "chat_messages.sender_id",
  "fee_rates.seller_id",
  "link_suspicions.linked_user_id",
  "link_suspicions.user_id",
  "premium_rates.seller_id",
  "seller_blocks.user_id",
  "seller_tallies.seller_id",
];

test("every table whose rows go with an account is emptied of it", async () => {
  const { rows } = await pool.query<{ place: string }>(
    `select relation.relname || '.' || attribute.attname as place
     from pg_constraint con
     join pg_class relation on relation.oid = con.conrelid
     join pg_attribute attribute on attribute.attrelid = con.conrelid and attribute.attnum = con.conkey[1]
     where con.contype = 'f' and con.confrelid = 'users'::regclass and con.confdeltype = 'c'`,
  );
  const erased = ownerColumns.map((owner) => `${getTableName(owner.table)}.${owner.name}`);
  expect([...erased, ...staying].toSorted()).toEqual(rows.map(({ place }) => place).toSorted());
});

test("a second time finds nobody; the address is free at once", async () => {
  const { id, email } = await addBidder(database);
  expect(await erase(id)).toMatchObject({ ok: true, value: { email } });
  expect(await erase(id)).toEqual({ ok: false, refusal: { code: "not_found" } });
  expect(await erase("nonsense")).toEqual({ ok: false, refusal: { code: "not_found" } });
  const back = await createUser(database, { email, passwordHash: null, displayName: "Back" });
  expect(back.ok).toBe(true);
});

test("nobody leaves money behind", async () => {
  const { id } = await addUser(database, "seller");
  const credit = makeTransaction({
    key: `credit:${id}`,
    kind: "release",
    currency: "USD",
    orderId: null,
    entries: [
      { account: ofProvider("provider", "test"), amountMinor: 1 },
      { account: ofUser("seller-available", id), amountMinor: -1 },
    ],
  });
  await client.transact((transaction) => writeLedger(transaction, credit, new Date()));
  expect(await erase(id)).toMatchObject({ ok: false, refusal: { code: "obligations_open" } });
});

test("of all admins who leave at once one stays", async () => {
  const admins = [
    await addUser(database, "admin"),
    await addUser(database, "admin"),
    await addUser(database, "admin"),
  ];
  const results = await Promise.all(admins.map(({ id }) => erase(id)));
  expect(results.map((result) => (result.ok ? "gone" : result.refusal.code)).toSorted()).toEqual([
    "gone",
    "gone",
    "last_admin",
  ]);
});
