import { v7 as makeUuidV7 } from "uuid";
import { expect, test } from "vitest";
import { addCategory, addUser, insertRow } from "../../test/support/ground.ts";
import { openRowStage } from "../../test/support/valid-rows.ts";

const { database, pool, seller, buyer, auctionId, lotId, orderId, rows } = await openRowStage();

test("what a delete takes along, and what stops it", async () => {
  const remove = async (table: string, id: string): Promise<string> => {
    try {
      await pool.query(`delete from ${table} where id = $1`, [id]);
      return "deleted";
    } catch (error) {
      return error instanceof Error && "constraint" in error ? String(error.constraint) : String(error);
    }
  };
  const count = async (table: string, column: string, id: string): Promise<number> => {
    const { rows: found } = await pool.query<{ n: number }>(
      `select count(*)::int as n from ${table} where ${column} = $1`,
      [id],
    );
    return found[0]?.n ?? -1;
  };

  // RESTRICT: money, bids and the public log outlive the wish to delete.
  expect(await remove("users", seller.id)).toMatch(/_seller_id_users_id_fk$/);
  expect(await remove("users", buyer.id)).toMatch(/_fk$/);
  expect(await remove("auctions", auctionId)).toMatch(/_auction_id_auctions_id_fk$/);
  expect(await remove("lots", lotId)).toMatch(/^(bids|orders)_lot_fkey$/);
  expect(await remove("orders", orderId)).toBe("payments_order_id_orders_id_fk");
  const parent = await addCategory(database, "parent");
  await addCategory(database, "child", parent);
  expect(await remove("categories", parent)).toBe("categories_parent_id_categories_id_fk");

  // CASCADE: what is only about one account goes with it.
  const guest = await addUser(database);
  await insertRow(pool, "addresses", { ...rows.addresses(), user_id: guest.id });
  await insertRow(pool, "chat_messages", { ...rows.chat_messages(), sender_id: guest.id });
  const family = makeUuidV7();
  await insertRow(pool, "user_sessions", { ...rows.user_sessions(), id: family, user_id: guest.id });
  await insertRow(pool, "refresh_tokens", { ...rows.refresh_tokens(), session_id: family });
  expect(await remove("users", guest.id)).toBe("deleted");
  expect(await count("addresses", "user_id", guest.id)).toBe(0);
  expect(await count("chat_messages", "sender_id", guest.id)).toBe(0);
  expect(await count("refresh_tokens", "session_id", family)).toBe(0);

  // SET NULL: a lot and an order stay readable without the product row.
  const productId = makeUuidV7();
  const fromProduct = makeUuidV7();
  await insertRow(pool, "products", { ...rows.products(), id: productId });
  await insertRow(pool, "lots", { ...rows.lots(), id: fromProduct, product_id: productId });
  await insertRow(pool, "orders", { ...rows.orders(), lot_id: fromProduct, product_id: productId });
  expect(await remove("products", productId)).toBe("deleted");
  const { rows: left } = await pool.query("select product_id from lots where id = $1", [fromProduct]);
  expect(left).toEqual([{ product_id: null }]);
  expect(await count("orders", "lot_id", fromProduct)).toBe(1);
});
