import { v7 as makeUuidV7 } from "uuid";
import { expect, test } from "vitest";
import { addCategory, addUser, insertRow, openTestGround } from "../../test/support/ground.ts";

const { database, pool } = await openTestGround();

const seller = await addUser(database, "seller");
const categoryId = await addCategory(database, "cameras");

test("every updated_at is kept by its trigger", async () => {
  const { rows: found } = await pool.query<{ table_name: string; has_trigger: boolean }>(`
    select columns.table_name, exists (
      select from pg_trigger where tgrelid = columns.table_name::regclass and tgname = 'touch_updated_at') as has_trigger
    from information_schema.columns columns
    where columns.table_schema = 'public' and columns.column_name = 'updated_at'`);
  expect(found.length).toBeGreaterThan(8);
  expect(found.filter((column) => !column.has_trigger)).toEqual([]);
});

test("a change moves updated_at, being looked at does not", async () => {
  const id = makeUuidV7();
  const old = new Date(Date.UTC(2026, 0));
  await insertRow(pool, "products", {
    id,
    seller_id: seller.id,
    category_id: categoryId,
    title: "A camera",
    condition: "new",
    currency: "USD",
    starting_price_minor: 1_000,
    updated_at: old,
  });
  const read = async (): Promise<Date | undefined> => {
    const { rows: found } = await pool.query<{ updated_at: Date }>(
      "select updated_at from products where id = $1",
      [id],
    );
    return found[0]?.updated_at;
  };
  await pool.query("update products set view_count = view_count + 1 where id = $1", [id]);
  expect(await read()).toEqual(old);
  await pool.query("update products set title = 'New' where id = $1", [id]);
  expect((await read())?.getTime()).toBeGreaterThan(old.getTime());
});

test("every foreign key has an index that begins with one of its columns", async () => {
  const { rows: found } = await pool.query<{ name: string }>(`
    select conname as name from pg_constraint fk
    where contype = 'f' and not exists (
      select from pg_index
      where indrelid = fk.conrelid and indkey[0] = any(fk.conkey))
    order by 1`);
  expect(found.map((constraint) => constraint.name)).toEqual([]);
});
