import { expect, test } from "vitest";
import { createTestDatabase } from "../../test/support/postgres.ts";

const { pool } = await createTestDatabase();

test("the migrations make every table", async () => {
  const { rows } = await pool.query("select count(*)::int as n from pg_tables where schemaname = 'public'");
  expect(rows[0].n).toBeGreaterThan(20);
});
