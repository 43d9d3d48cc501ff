import { v7 as makeUuidV7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import {
  addCategory,
  addUser,
  getValue,
  insertRow,
  openTestGround,
  readAllPages,
} from "../../test/support/ground.ts";
import { createCategory, deleteCategory, listCategoryTree, updateCategory } from "./categories.ts";
import type { ProductFilter } from "./product-filter.ts";
import { type ProductSort, listProducts } from "./product-list.ts";
import { findOwnProducts } from "./products-by-id.ts";
import {
  type ProductInput,
  addProductViews,
  createProduct,
  deleteProduct,
  findOwnProduct,
  findProduct,
  updateProduct,
} from "./products.ts";

const { client, database, pool } = await openTestGround();
const seller = await addUser(database, "seller");
const other = await addUser(database, "seller");
const cameras = await addCategory(database, "cameras");
const lenses = await addCategory(database, "lenses", cameras);
const watches = await addCategory(database, "watches");

const input: ProductInput = {
  categoryId: cameras,
  title: "Camera",
  condition: "good",
  status: "active",
  currency: "USD",
  startingPriceMinor: 1_000,
};

describe("categories", () => {
  test("come as a tree, without what is switched off and what hangs below it", async () => {
    const hidden = getValue(
      await createCategory(database, { name: "Hidden", slug: "hidden", isActive: false }),
    );
    await addCategory(database, "below-hidden", hidden.id);
    const tree = await listCategoryTree(database);
    expect(tree.map((node) => [node.slug, node.children.map((child) => child.slug)])).toEqual([
      ["cameras", ["lenses"]],
      ["watches", []],
    ]);
  });

  test("stay a tree of five levels, whoever moves two of them at once", async () => {
    const add = async (slug: string, parentId: string | null) => addCategory(database, slug, parentId);
    const one = await add("level-1", null);
    const levels = [one];
    for (let level = 2; level <= 5; level += 1)
      levels.push(await add(`level-${level}`, levels.at(-1) ?? null));
    const deepest = levels.at(-1) ?? "";
    expect(await createCategory(database, { name: "Six", slug: "level-6", parentId: deepest })).toEqual({
      ok: false,
      refusal: "too_deep",
    });
    const branch = await add("other-1", null);
    await add("other-2", branch);
    expect(await updateCategory(client, branch, { parentId: levels[3] })).toEqual({
      ok: false,
      refusal: "too_deep",
    });
    const [left, right] = [await add("left", null), await add("right", null)];
    const moves = await Promise.all([
      updateCategory(client, left, { parentId: right }),
      updateCategory(client, right, { parentId: left }),
    ]);
    expect(moves.filter(({ ok }) => ok)).toHaveLength(1);
    await pool.query(
      "delete from categories where slug ~ '^(level|other|left|right)' and slug in ('level-5','other-2')",
    );
    await pool.query("update categories set is_active = false where slug ~ '^(level|other|left|right)'");
  });

  test("have their own slug and a parent that exists", async () => {
    const create = (change: object) => createCategory(database, { name: "New", slug: "new", ...change });
    expect(await create({ slug: "cameras" })).toEqual({ ok: false, refusal: "slug_taken" });
    for (const parentId of [makeUuidV7(), "nonsense"]) {
      expect(await create({ parentId })).toEqual({ ok: false, refusal: "parent_invalid" });
    }
  });

  test("never go below themselves", async () => {
    for (const parentId of [cameras, lenses]) {
      expect(await updateCategory(client, cameras, { parentId })).toEqual({
        ok: false,
        refusal: "parent_invalid",
      });
    }
    expect(await updateCategory(client, lenses, { parentId: watches })).toMatchObject({ ok: true });
    expect(await updateCategory(client, lenses, { parentId: cameras })).toMatchObject({ ok: true });
    expect(await updateCategory(client, "nonsense", { name: "x" })).toEqual({ ok: true, value: undefined });
  });

  test("are deleted when nothing hangs on them", async () => {
    const empty = await addCategory(database, "empty");
    expect(await deleteCategory(database, empty)).toEqual({ ok: true, value: true });
    expect(await deleteCategory(database, empty)).toEqual({ ok: true, value: false });
    expect(await deleteCategory(database, cameras)).toEqual({ ok: false, refusal: "not_empty" });
  });
});

describe("products", () => {
  test("are the seller's to change and to take away, and nobody else's", async () => {
    const product = getValue(await createProduct(client, seller.id, { ...input, reservePriceMinor: 2_000 }));
    const own = { productId: product.id, sellerId: seller.id };
    const foreign = { productId: product.id, sellerId: other.id };
    expect(product).toMatchObject({ title: "Camera", sellerName: "A seller", categorySlug: "cameras" });

    expect(await updateProduct(client, foreign, { title: "Mine" })).toEqual({ ok: true, value: undefined });
    expect(await deleteProduct(client, foreign)).toEqual({ ok: true, value: false });
    expect(await findOwnProduct(database, foreign)).toBeUndefined();

    const updated = await updateProduct(client, own, { title: "Old camera", description: undefined });
    expect(updated).toMatchObject({ ok: true, value: { title: "Old camera", reservePriceMinor: 2_000 } });
    expect(await updateProduct(client, own, { startingPriceMinor: 2_000 })).toEqual({
      ok: false,
      refusal: "prices_invalid",
    });
    expect(await updateProduct(client, own, { categoryId: makeUuidV7() })).toEqual({
      ok: false,
      refusal: "category_invalid",
    });

    expect(await deleteProduct(client, own)).toEqual({ ok: true, value: true });
    expect(await deleteProduct(client, own)).toEqual({ ok: true, value: false });
    expect(await findProduct(database, product.id)).toBeUndefined();
  });

  test("show that there is a reserve, never which", async () => {
    const { id } = getValue(await createProduct(client, seller.id, { ...input, reservePriceMinor: 7_777 }));
    const found = await findProduct(database, id);
    expect(found?.hasReserve).toBe(true);
    expect(JSON.stringify(found)).not.toContain("7777");
    await deleteProduct(client, { productId: id, sellerId: seller.id });
  });

  test("stay as they were sold", async () => {
    const { id } = getValue(await createProduct(client, seller.id, input));
    await pool.query("update products set status = 'sold' where id = $1", [id]);
    const own = { productId: id, sellerId: seller.id };
    expect(await updateProduct(client, own, { title: "x" })).toEqual({ ok: false, refusal: "sold" });
    expect(await findProduct(database, id)).toMatchObject({ title: "Camera", status: "sold" });
    await deleteProduct(client, own);
  });

  test("are given to their seller's lots, and to nobody else's", async () => {
    const { id } = getValue(await createProduct(client, seller.id, { ...input, reservePriceMinor: 2_000 }));
    const found = await findOwnProducts(database, seller.id, [id, id, makeUuidV7(), "nonsense"]);
    expect([...found.values()]).toMatchObject([{ id, reservePriceMinor: 2_000 }]);
    expect((await findOwnProducts(database, other.id, [id])).size).toBe(0);
    await deleteProduct(client, { productId: id, sellerId: seller.id });
    expect((await findOwnProducts(database, seller.id, [id])).size).toBe(0);
  });

  test("count every look at them, whatever the order in which isolates write them down", async () => {
    const ids = await Promise.all(
      [1, 2, 3].map(async () => getValue(await createProduct(client, seller.id, input)).id),
    );
    const views = ids.map((id) => ({ id, count: 2 }));
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        addProductViews(database, index % 2 === 0 ? views : views.toReversed()),
      ),
    );
    await addProductViews(database, [{ id: crypto.randomUUID(), count: 1 }]);
    for (const id of ids) {
      expect((await findProduct(database, id))?.viewCount).toBe(40);
      await deleteProduct(client, { productId: id, sellerId: seller.id });
    }
  });

  test.each(["nonsense", "", "019aa000", "'; drop table products --"])(
    "an id like %j is not found",
    async (id) => {
      expect(await findProduct(database, id)).toBeUndefined();
    },
  );
});

describe("the list", () => {
  const total = 60;
  beforeAll(async () => {
    // Few values for many rows: every sort is full of ties, and only the id tells them apart.
    for (let at = 0; at < total; at += 1) {
      await insertRow(pool, "products", {
        id: makeUuidV7(),
        seller_id: at % 10 === 0 ? other.id : seller.id,
        category_id: [cameras, lenses, watches][at % 3],
        title: at === 7 ? "100% silk_scarf" : `Thing ${at}`,
        condition: at % 2 === 0 ? "good" : "new",
        status: at % 20 === 19 ? "draft" : "active",
        currency: "USD",
        starting_price_minor: 1_000 + 500 * (at % 4),
        reserve_price_minor: null,
        view_count: at % 3,
        created_at: new Date(Date.UTC(2026, 0, 1 + (at % 5))),
        deleted_at: at % 30 === 29 ? new Date() : null,
      });
    }
  });

  const read = async (
    sort: ProductSort,
    limit: number,
    filter: ProductFilter = { status: "active", currency: "USD" },
  ) =>
    readAllPages(async (cursor) => getValue(await listProducts(database, filter, { sort, limit, cursor })));

  const columnSorts = ["newest", "price", "-price", "popular"] as const;
  test.each(columnSorts.flatMap((sort) => [1, 7, 100].map((limit) => [sort, limit] as const)))(
    "sorted by %s in pages of %i has every row once and in order",
    async (sort, limit) => {
      const rows = await read(sort, limit);
      expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
      const key = (row: (typeof rows)[number]): [number, string] => {
        if (sort === "newest") return [-row.createdAt.getTime(), row.id];
        if (sort === "popular") return [-row.viewCount, row.id];
        return [sort === "price" ? row.startingPriceMinor : -row.startingPriceMinor, row.id];
      };
      const direction = sort === "price" ? 1 : -1;
      const sorted = rows.toSorted((one, next) => {
        const [oneKey, oneId] = key(one);
        const [nextKey, nextId] = key(next);
        return oneKey - nextKey || direction * (oneId < nextId ? -1 : 1);
      });
      expect(rows.map((row) => row.id)).toEqual(sorted.map((row) => row.id));
      const { rows: counted } = await pool.query<{ n: number }>(
        "select count(*)::int as n from products where status = 'active' and deleted_at is null",
      );
      expect(rows).toHaveLength(counted[0]?.n ?? -1);
    },
  );

  test("rows that come and go between pages neither skip nor repeat the others", async () => {
    const filter = { status: "active" } as const;
    const before = await read("newest", 100);
    const first = getValue(await listProducts(database, filter, { sort: "newest", limit: 10 }));
    const added = getValue(await createProduct(client, seller.id, { ...input, title: "Later" }));
    await pool.query("update products set deleted_at = now() where id = $1", [first.rows[2]?.id]);
    const rest = await readAllPages(async (cursor) =>
      getValue(
        await listProducts(database, filter, {
          sort: "newest",
          limit: 10,
          cursor: cursor ?? first.nextCursor ?? undefined,
        }),
      ),
    );
    expect([...first.rows, ...rest].map((row) => row.id)).toEqual(before.map((row) => row.id));
    await pool.query("update products set deleted_at = null where id = $1", [first.rows[2]?.id]);
    await deleteProduct(client, { productId: added.id, sellerId: seller.id });
  });

  test.each<
    [string, ProductFilter, (row: { categorySlug: string; sellerId: string; status: string }) => boolean]
  >([
    [
      "a category by slug, with what is below it",
      { status: "active", category: "cameras" },
      (row) => row.categorySlug !== "watches",
    ],
    ["a category by id", { status: "active", category: lenses }, (row) => row.categorySlug === "lenses"],
    ["a seller, drafts too", { sellerId: other.id }, (row) => row.sellerId === other.id],
    ["drafts of a seller", { sellerId: seller.id, status: "draft" }, (row) => row.status === "draft"],
  ])("can be filtered by %s", async (_what, filter, isRight) => {
    const rows = await read("newest", 100, filter);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => !isRight(row))).toEqual([]);
  });

  test("can be filtered by price and condition", async () => {
    const rows = await read("price", 5, {
      status: "active",
      currency: "USD",
      minPriceMinor: 1_500,
      maxPriceMinor: 2_000,
      condition: "new",
    });
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect([1_500, 2_000]).toContain(row.startingPriceMinor);
    expect(new Set(rows.map((row) => row.condition))).toEqual(new Set(["new"]));
  });

  test.each([
    ["100%", ["100% silk_scarf"]],
    ["SILK_SC", ["100% silk_scarf"]],
    ["%", []],
    ["silkXscarf", []],
    ["\\", []],
    ["'", []],
  ])("a search for %j is for the words in it", async (search, titles) => {
    const rows = await read("newest", 100, { status: "active", search });
    expect(rows.map((row) => row.title)).toEqual(titles);
  });

  test("an unknown category or seller has nothing", async () => {
    expect(await read("newest", 10, { status: "active", category: "no-such" })).toEqual([]);
    expect(await read("newest", 10, { status: "active", sellerId: "nonsense" })).toEqual([]);
  });

  test("a cursor that is not ours is refused", async () => {
    const result = await listProducts(database, {}, { sort: "newest", limit: 10, cursor: "x" });
    expect(result).toEqual({ ok: false, refusal: "invalid_cursor" });
  });
});
