import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createTestDatabase } from "../test/support/postgres.ts";
import { openDatabase } from "./client.ts";
import { isViolation } from "./queries/constraints.ts";
import { findUser } from "./queries/users.ts";
import { users } from "./schema/users.ts";
import { addUser } from "../test/support/ground.ts";

const { url, bridge, pool } = await createTestDatabase();
const open = () => openDatabase({ connectionString: url, bridge });

const readBackend = sql<{ pid: number }>`select pg_backend_pid() as pid`;

test("values come back as they went, over HTTP and in a transaction", async () => {
  const client = open();
  const statement = sql`select 1000000000000::bigint as amount, true as yes, null as nothing, 'ü' as text`;
  const expected = [{ amount: "1000000000000", yes: true, nothing: null, text: "ü" }];
  expect((await client.database.execute(statement)).rows).toEqual(expected);
  const inside = await client.transact(async (transaction) => transaction.execute(statement));
  expect(inside.rows).toEqual(expected);
  const user = await addUser(client.database);
  expect(await client.transact(async (transaction) => findUser(transaction, user.id))).toEqual(user);
  await client.close();
});

test("a transaction commits whole, and a throw leaves nothing", async () => {
  const client = open();
  const user = await client.transact(async (transaction) => addUser(transaction));
  expect(await findUser(client.database, user.id)).toEqual(user);
  let undone = "";
  const failed = client.transact(async (transaction) => {
    undone = (await addUser(transaction)).id;
    throw new Error("on purpose");
  });
  await expect(failed).rejects.toThrow("on purpose");
  expect(await findUser(client.database, undone)).toBeUndefined();
  await client.close();
});

test("more transactions at once than connections wait for each other", async () => {
  const client = open();
  const made = await Promise.all(
    Array.from({ length: 8 }, async () => client.transact(async (transaction) => addUser(transaction))),
  );
  expect(new Set(made.map((user) => user.id)).size).toBe(8);
  await client.close();
});

test("one transaction is one connection, and closing ends it", async () => {
  const client = open();
  const [first, second] = await client.transact(async (transaction) => [
    await transaction.execute<{ pid: number }>(readBackend),
    await transaction.execute<{ pid: number }>(readBackend),
  ]);
  expect(first?.rows).toEqual(second?.rows);
  await client.close();
  await client.close();
  const isAlive = async (): Promise<number | null> =>
    (await pool.query("select from pg_stat_activity where pid = $1", [first?.rows[0]?.pid])).rowCount;
  await expect.poll(isAlive).toBe(0);
});

test("a client that only read opened nothing to close", async () => {
  const client = open();
  await client.database.select().from(users).limit(1);
  await expect(client.close()).resolves.toBeUndefined();
});

test("a refusal of a constraint is told apart, whichever way the statement went", async () => {
  const client = open();
  const bad = { email: "Not Lower@example.com", displayName: "x" };
  const overHttp = await client.database
    .insert(users)
    .values(bad)
    .catch((error: unknown) => error);
  const inside = await client
    .transact(async (transaction) => transaction.insert(users).values(bad))
    .catch((error: unknown) => error);
  for (const error of [overHttp, inside]) {
    expect(isViolation(error, "check")).toBe(true);
    expect(isViolation(error, "unique")).toBe(false);
  }
  expect(isViolation(new Error("else"), "check")).toBe(false);
  expect(isViolation("23514", "check")).toBe(false);
  await client.close();
});
