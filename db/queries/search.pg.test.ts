import { v7 as makeUuidV7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { addUser, getValue, insertRow, openTestGround, readAllPages } from "../../test/support/ground.ts";
import { listAuctions } from "./auctions.ts";
import { createCategory, updateCategory } from "./categories.ts";
import { countFacets, type ProductFacets } from "./product-facets.ts";
import type { ProductFilter } from "./product-filter.ts";
import { type ProductSort, listProducts, productSorts } from "./product-list.ts";
import { listSuggestions } from "./suggestions.ts";

const { client, database, pool } = await openTestGround();
const seller = await addUser(database, "seller");
const other = await addUser(database, "seller");
const category = async (name: string, parentId: string | null = null) =>
  getValue(await createCategory(database, { name, slug: name.toLowerCase().replaceAll(" ", "-"), parentId }))
    .id;
const cards = await category("Trading cards");
const graded = await category("Graded", cards);
const watches = await category("Watches");

interface Row {
  readonly title: string;
  readonly description?: string;
  readonly specifications?: object;
  readonly category_id?: string;
  readonly [column: string]: unknown;
}

async function addProduct(row: Row): Promise<string> {
  const id = makeUuidV7();
  await insertRow(pool, "products", {
    id,
    seller_id: seller.id,
    category_id: cards,
    condition: "good",
    status: "active",
    currency: "USD",
    starting_price_minor: 1_000,
    ...row,
    specifications: JSON.stringify(row.specifications ?? {}),
  });
  return id;
}

const day = (at: number) => new Date(Date.UTC(2026, 0, at));
let sales = 0;

/** An auction with one open lot of a product. */
async function sell(productId: string, change: object = {}, lot: object = {}): Promise<string> {
  sales += 1;
  const id = makeUuidV7();
  await insertRow(pool, "auctions", {
    id,
    seller_id: seller.id,
    title: `Evening ${sales}`,
    currency: "USD",
    premium_bps: 0,
    fee_bps: 0,
    stagger_ms: 0,
    scheduled_start: day(1),
    started_at: day(1),
    status: "live",
    ...change,
  });
  await insertRow(pool, "lots", {
    id: makeUuidV7(),
    auction_id: id,
    product_id: productId,
    position: 1,
    format: "english",
    title: `Lot ${sales}`,
    rules: "{}",
    has_reserve: false,
    reserve_met: true,
    starting_price_minor: 1_000,
    price_minor: 1_000,
    status: "open",
    opened_at: day(1),
    closes_at: day(9),
    ...lot,
  });
  return id;
}

const find = async (search: string, more: ProductFilter = {}, sort: ProductSort = "relevance") => {
  const filter = { status: "active", ...more, search } as const;
  const page = getValue(await listProducts(database, filter, { sort, limit: 50 }));
  return page.rows.map(({ title }) => title);
};

beforeAll(async () => {
  await addProduct({ title: "Café racer jacket" });
  await addProduct({ title: "Charizard holo PSA-9", category_id: graded });
  await addProduct({ title: "A binder", description: "Room for one Charizard." });
  await addProduct({ title: "Sleeves", specifications: { Fits: "Charizard" } });
  await addProduct({ title: "Rolex Submariner", category_id: watches, starting_price_minor: 900_000 });
  await addProduct({ title: "Leather strap", description: "For watches." });
  await addProduct({ title: "Hidden Charizard", status: "draft" });
  await addProduct({ title: "Gone Charizard", deleted_at: new Date() });
  await addProduct({ title: "The Who, live at Leeds" });
  await addProduct({ title: "Модель паровоза" });
});

describe("a search", () => {
  test("ranks the title over specifications over the description", async () => {
    expect(await find("charizard")).toEqual(["Charizard holo PSA-9", "Sleeves", "A binder"]);
  });

  test.each([
    ["without accents", "cafe", ["Café racer jacket"]],
    ["with accents", "CAFÉ", ["Café racer jacket"]],
    ["by the beginning of the last word", "chariz", ["Charizard holo PSA-9", "Sleeves", "A binder"]],
    ["by every word, in any order", "psa charizard", ["Charizard holo PSA-9"]],
    ["an earlier word only whole", "chariz holo", []],
    ["by part of a model", "psa 9", ["Charizard holo PSA-9"]],
    ["by the category's name", "trading charizard", ["Charizard holo PSA-9", "Sleeves", "A binder"]],
    ["by an English stem", "watch", ["Rolex Submariner", "Leather strap"]],
    ["with a stop word beside others", "the charizard holo", ["Charizard holo PSA-9"]],
    ["for stop words alone", "the who", ["The Who, live at Leeds"]],
    ["in another script", "паровоза", ["Модель паровоза"]],
    ["in capitals of another script", "МОДЕЛЬ", ["Модель паровоза"]],
    ["with a missing letter", "charizrd", ["Charizard holo PSA-9", "Sleeves", "A binder"]],
    ["with swapped letters", "roelx", ["Rolex Submariner"]],
    ["with a wrong letter in each word", "rolax submarinar", ["Rolex Submariner"]],
    [
      "by a category's name with a typo",
      "traiding charizard",
      ["Charizard holo PSA-9", "Sleeves", "A binder"],
    ],
    ["by that alone", "gradd", ["Charizard holo PSA-9"]],
    ["for another number, which is another thing", "psa 8", []],
    ["for nothing like it", "zzzzzz", []],
    ["without a word", " -%_'\" ", []],
    ["in the syntax of a query", "charizard & !holo | (rolex:*", []],
    ["with a great many words", "charizard ".repeat(50), ["Charizard holo PSA-9", "Sleeves", "A binder"]],
  ])("finds %s: %j", async (_what, text, titles) => {
    expect((await find(text)).toSorted()).toEqual(titles.toSorted());
  });

  test("knows a category by its new name at once", async () => {
    await updateCategory(client, watches, { name: "Timepieces" });
    expect(await find("timepieces")).toEqual(["Rolex Submariner"]);
    await updateCategory(client, watches, { name: "Watches" });
  });

  test("knows a new word, and a new title, at once", async () => {
    const id = await addProduct({ title: "Brontosaurus" });
    expect(await find("brontosarus")).toEqual(["Brontosaurus"]);
    await pool.query("update products set title = 'Triceratops' where id = $1", [id]);
    expect(await find("tricerotops")).toEqual(["Triceratops"]);
    expect(await find("brontosaurus")).toEqual([]);
    await pool.query("update products set deleted_at = now() where id = $1", [id]);
  });

  test("of auctions finds their own words and those of their lots", async () => {
    const id = await sell(await addProduct({ title: "Zeppelin stamp" }), {}, { title: "Zeppelin stamp" });
    await sell(
      await addProduct({ title: "Zeppelin coin" }),
      { visibility: "private" },
      { title: "Zeppelin coin" },
    );
    const search = async (text: string) =>
      getValue(await listAuctions(database, { search: text }, { limit: 50 })).rows.map((row) => row.id);
    expect(await search("zepelin")).toEqual([id]);
    expect((await search("evening")).length).toBeGreaterThan(0);
    expect(await search("!")).toEqual([]);
  });
});

describe("pages", () => {
  beforeAll(async () => {
    // Every sort is full of ties: twenty of one title, view count, price and moment, in lots that close together.
    for (let at = 0; at < 20; at += 1) {
      const id = await addProduct({ title: "Marbles", created_at: day(2), view_count: at % 2 });
      await sell(id, {}, { closes_at: day(3 + (at % 2)) });
      if (at === 0) await sell(id, {}, { closes_at: day(8) });
      if (at === 1) await sell(id, { visibility: "private" }, { closes_at: day(1) });
    }
  });

  test.each(productSorts.flatMap((sort) => [1, 7, 100].map((limit) => [sort, limit] as const)))(
    "by %s of %i have every product once",
    async (sort, limit) => {
      const filter = { status: "active", search: "marbles", currency: "USD" } as const;
      const rows = await readAllPages(async (cursor) =>
        getValue(await listProducts(database, filter, { sort, limit, cursor })),
      );
      expect(new Set(rows.map(({ id }) => id)).size).toBe(20);
      expect(rows).toHaveLength(20);
    },
  );

  test("by relevance go from better to worse over the edge of a page", async () => {
    await addProduct({ title: "A jar", description: "Of marbles." });
    const filter = { status: "active", search: "marbles" } as const;
    const rows = await readAllPages(async (cursor) =>
      getValue(await listProducts(database, filter, { sort: "relevance", limit: 5, cursor })),
    );
    expect(rows.at(-1)?.title).toBe("A jar");
  });

  test("by their ends have what is being sold only, the next to close first", async () => {
    const page = getValue(await listProducts(database, { status: "active" }, { sort: "ending", limit: 100 }));
    expect(page.rows.slice(0, 20).map(({ title }) => title)).toEqual(Array(20).fill("Marbles"));
    expect(page.rows.every(({ title }) => title !== "A jar")).toBe(true);
  });

  test("a cursor of one sort does not fit another", async () => {
    const filter = { status: "active", search: "marbles" } as const;
    const first = getValue(await listProducts(database, filter, { sort: "relevance", limit: 1 }));
    const cursor = first.nextCursor ?? undefined;
    for (const sort of ["newest", "ending"] as const)
      expect(await listProducts(database, filter, { sort, limit: 1, cursor })).toEqual({
        ok: false,
        refusal: "invalid_cursor",
      });
  });
});

describe("facets", () => {
  const shelf = { sellerId: other.id, status: "active" } as const;
  const steps = { currency: "USD", stepsMinor: [2_500, 5_000] };
  beforeAll(async () => {
    const own = { seller_id: other.id };
    const sold = await addProduct({ ...own, title: "Red kite", category_id: graded, condition: "new" });
    await sell(sold, {}, { format: "dutch" });
    await addProduct({ ...own, title: "Red ball", starting_price_minor: 2_500 });
    await addProduct({ ...own, title: "Blue ball", starting_price_minor: 9_900, condition: "new" });
    await addProduct({ ...own, title: "Euro ball", currency: "EUR", starting_price_minor: 2_500 });
    await addProduct({ ...own, title: "Old ball", status: "sold" });
  });
  const count = async (filter: ProductFilter): Promise<ProductFacets> => countFacets(database, filter, steps);
  const pairs = (counts: readonly { readonly value: unknown; readonly count: number }[]) =>
    Object.fromEntries(counts.map(({ value, count: many }) => [value, many]));

  test("count all that a filter leaves", async () => {
    const facets = await count(shelf);
    expect(facets).toMatchObject({ total: 4, isComplete: true, live: 1 });
    expect(pairs(facets.categories)).toEqual({ [cards]: 3, [graded]: 1 });
    expect(pairs(facets.conditions)).toEqual({ new: 2, good: 2 });
    expect(pairs(facets.currencies)).toEqual({ USD: 3, EUR: 1 });
    expect(pairs(facets.prices)).toEqual({ 0: 1, 1: 1, 2: 1 });
    expect(pairs(facets.formats)).toEqual({ dutch: 1 });
  });

  test("leave their own filter out and honour the others", async () => {
    const facets = await count({ ...shelf, condition: "new", search: "ball kite".split(" ")[0] });
    expect(facets.total).toBe(1);
    expect(pairs(facets.conditions)).toEqual({ new: 1, good: 2 });
    expect(pairs(facets.categories)).toEqual({ [cards]: 1 });
    const priced = await count({ ...shelf, minPriceMinor: 9_000, currency: "USD" });
    expect(priced.total).toBe(1);
    expect(pairs(priced.prices)).toEqual({ 0: 1, 1: 1, 2: 1 });
    expect(priced.sellers).toContainEqual({ value: other.id, name: other.displayName, count: 1 });
  });

  test.each<ProductFilter>([
    { search: "ball" },
    { search: "ball", condition: "new" },
    { search: "red", category: "trading-cards", condition: "good" },
    { search: "ball", currency: "USD", minPriceMinor: 2_000, maxPriceMinor: 5_000 },
    { search: "red", sellerId: other.id, format: "dutch" },
    { search: "kite", isLive: true, currency: "USD", condition: "new" },
  ])("of %j are what each choice would leave", async (chosen) => {
    const filter: ProductFilter = { status: "active", ...chosen };
    const facets = await count(filter);
    const left = async (choice: ProductFilter): Promise<number> =>
      getValue(await listProducts(database, { ...filter, ...choice }, { sort: "newest", limit: 100 })).rows
        .length;
    expect(facets.total).toBe(await left({}));
    expect(facets.total).toBeGreaterThan(0);
    for (const { value, count: many } of facets.conditions)
      expect([value, many]).toEqual([value, await left({ condition: value })]);
    for (const { value, count: many } of facets.sellers)
      expect([value, many]).toEqual([value, await left({ sellerId: value })]);
    for (const { value, count: many } of facets.formats)
      expect([value, many]).toEqual([value, await left({ format: value, isLive: undefined })]);
  });

  test("are about sellers beside the chosen one too", async () => {
    const { sellers } = await count({ ...shelf, search: "red" });
    expect(sellers.map(({ value }) => value)).toEqual([other.id]);
    expect((await count({ status: "active", sellerId: other.id })).sellers.length).toBe(2);
  });

  test.each([
    [{ format: "dutch" } as const, 1],
    [{ format: "english" } as const, 0],
    [{ isLive: true } as const, 1],
  ])("are of what is sold like %j", async (filter, total) => {
    expect((await count({ ...shelf, ...filter })).total).toBe(total);
    const page = getValue(
      await listProducts(database, { ...shelf, ...filter }, { sort: "newest", limit: 10 }),
    );
    expect(page.rows).toHaveLength(total);
  });

  test("of a search without a word are all zero", async () => {
    expect(await count({ search: "%" })).toMatchObject({ total: 0, categories: [], live: 0 });
  });

  test("leave out what a seller who was shut out has", async () => {
    await pool.query("update users set disabled_at = now() where id = $1", [other.id]);
    expect((await count(shelf)).total).toBe(0);
    await pool.query("update users set disabled_at = null where id = $1", [other.id]);
  });
});

describe("suggestions", () => {
  test("are products, categories and sellers, a few of each", async () => {
    await pool.query("update users set display_name = 'Charles Cards' where id = $1", [seller.id]);
    const found = await listSuggestions(database, "char");
    expect(found.products.map(({ title }) => title)).toEqual(["Charizard holo PSA-9", "Sleeves", "A binder"]);
    expect(found.sellers).toEqual([{ id: seller.id, name: "Charles Cards" }]);
    expect((await listSuggestions(database, "card")).categories).toEqual([
      { slug: "trading-cards", name: "Trading cards" },
    ]);
    expect((await listSuggestions(database, "marb")).products).toHaveLength(5);
  });

  test("forgive a typo", async () => {
    expect((await listSuggestions(database, "wacthes")).categories).toEqual([]);
    expect((await listSuggestions(database, "wathces trading crads")).sellers).toEqual([]);
    expect((await listSuggestions(database, "watchs")).categories.map(({ name }) => name)).toEqual([
      "Watches",
    ]);
    expect((await listSuggestions(database, "charels cards")).sellers.map(({ name }) => name)).toEqual([
      "Charles Cards",
    ]);
  });

  test.each(["%", "'", "\\", "(.*", "   "])("of %j are none", async (text) => {
    expect(await listSuggestions(database, text)).toEqual({ products: [], categories: [], sellers: [] });
  });
});
