import { afterAll } from "vitest";
import type pg from "pg";
import { v7 as makeUuidV7 } from "uuid";
import { must } from "../../domain/result.ts";
import { createTestDatabase } from "./postgres.ts";
import { openDatabase } from "../../db/client.ts";
import type { Database, DatabaseClient } from "../../db/database.ts";
import { createAddress } from "../../db/queries/addresses.ts";
import { createCategory } from "../../db/queries/categories.ts";
import { createPaymentMethod } from "../../db/queries/payment-methods.ts";
import { type User, createUser } from "../../db/queries/users.ts";

/** A migrated database of one test file, reached as the Worker reaches its own. */
export interface TestGround {
  readonly client: DatabaseClient;
  readonly database: Database;
  /** Plain access, to look at what the code under test did and to do what it never would. */
  readonly pool: pg.Pool;
}

export async function openTestGround(): Promise<TestGround> {
  const { url, bridge, pool } = await createTestDatabase();
  const client = openDatabase({ connectionString: url, bridge });
  afterAll(client.close);
  return { client, database: client.database, pool };
}

export async function addUser(
  database: Database,
  role: "buyer" | "seller" | "admin" = "buyer",
): Promise<User> {
  const email = `${makeUuidV7()}@example.com`;
  const created = await createUser(database, { email, passwordHash: null, displayName: `A ${role}`, role });
  if (!created.ok) throw new Error(created.refusal);
  return created.value;
}

export const anAddress = {
  fullName: "Ana Bidder",
  line1: "1 Main Street",
  city: "Albany",
  region: "NY",
  postalCode: "12207",
  country: "US",
} as const;

/** Somebody with everything bidding needs (rule B1). */
export async function addBidder(database: Database): Promise<User> {
  const user = await addUser(database);
  await createAddress(database, { userId: user.id, chooseAsDefault: false }, anAddress);
  await createPaymentMethod(database, {
    userId: user.id,
    provider: "test",
    providerReference: makeUuidV7(),
    status: "verified",
    brand: "visa",
    last4: "4242",
    expiryMonth: 12,
    expiryYear: 2030,
    chooseAsDefault: false,
  });
  return user;
}

export async function addCategory(
  database: Database,
  slug: string,
  parentId: string | null = null,
): Promise<string> {
  const created = await createCategory(database, { name: slug, slug, parentId });
  if (!created.ok) throw new Error(created.refusal);
  return created.value.id;
}

/** Inserts a row as it is; columns by their names in Postgres. */
export async function insertRow(
  pool: pg.Pool,
  table: string,
  row: Readonly<Record<string, unknown>>,
): Promise<void> {
  const names = Object.keys(row);
  const marks = names.map((_name, index) => `$${index + 1}`);
  await pool.query(
    `insert into ${table} (${names.map((name) => `"${name}"`).join(", ")}) values (${marks.join(", ")})`,
    Object.values(row),
  );
}

/** Every page of a list, from the first to the last. */
export async function readAllPages<Row>(
  list: (
    cursor: string | undefined,
  ) => Promise<{ readonly rows: readonly Row[]; readonly nextCursor: string | null }>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(cursor);
    rows.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

/** The value of an accepted result. */
export function getValue<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false },
): Value {
  return must(result.ok ? { value: result.value } : undefined, "the result is accepted").value;
}
