import { beforeAll, describe, expect, test, vi } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";

let api: TestApi;
let admin: TestPerson;
let seller: TestPerson;
let buyer: TestPerson;
let categoryId: string;
beforeAll(async () => {
  api = await createTestApi();
  admin = await api.join("Admin", "admin");
  seller = await api.join("Seller", "seller");
  buyer = await api.join("Buyer");
  const made = await api.call("POST /categories", {
    token: admin.token,
    body: { slug: "watches", name: "Watches" },
  });
  categoryId = made.body.data.id;
});

const product = (change: object = {}) => ({
  categoryId,
  title: "A watch",
  condition: "good",
  status: "active",
  currency: "USD",
  startingPriceMinor: 1_000,
  ...change,
});
const create = (change: object = {}, token = seller.token) =>
  api.call("POST /products", { token, body: product(change) });

describe("categories", () => {
  test("are a tree that admins set up", async () => {
    const below = await api.call("POST /categories", {
      token: admin.token,
      body: { slug: "divers", name: "Divers", parentId: categoryId },
    });
    expect(below.status).toBe(201);
    const tree = (await api.call("GET /categories")).body.data;
    expect(tree.find(({ slug }: { slug: string }) => slug === "watches").children).toMatchObject([
      { slug: "divers", children: [] },
    ]);
    const renamed = await api.call(`PATCH /categories/${below.body.data.id}`, {
      token: admin.token,
      body: { name: "Diving" },
    });
    expect(renamed.body.data).toMatchObject({ name: "Diving", slug: "divers" });
    const loop = await api.call(`PATCH /categories/${categoryId}`, {
      token: admin.token,
      body: { parentId: below.body.data.id },
    });
    expect([loop.status, loop.body.error.details[0].path]).toEqual([400, "parentId"]);
    const taken = await api.call("POST /categories", {
      token: admin.token,
      body: { slug: "divers", name: "Again" },
    });
    expect([taken.status, taken.body.error.code]).toEqual([409, "conflict"]);
    await api.call(`PATCH /categories/${below.body.data.id}`, {
      token: admin.token,
      body: { isActive: false },
    });
    const shown = JSON.stringify((await api.call("GET /categories")).body.data);
    expect(shown).not.toContain(below.body.data.id);
    const all = (await api.call("GET /admin/categories", { token: admin.token })).body.data;
    expect(all).toContainEqual(expect.objectContaining({ id: below.body.data.id, isActive: false }));
    const full = await api.call(`DELETE /categories/${categoryId}`, { token: admin.token });
    expect([full.status, full.body.error.code]).toEqual([409, "category_not_empty"]);
    expect((await api.call(`DELETE /categories/${below.body.data.id}`, { token: admin.token })).status).toBe(
      200,
    );
    expect((await api.call(`DELETE /categories/${below.body.data.id}`, { token: admin.token })).status).toBe(
      404,
    );
    const audit = await api.sql("SELECT action FROM audit_log WHERE subject_id = $1 ORDER BY at", [
      below.body.data.id,
    ]);
    expect(audit.map(({ action }) => action)).toEqual([
      "category.created",
      "category.changed",
      "category.changed",
      "category.deleted",
    ]);
  });
});

describe("products", () => {
  test("are made, read, changed, replaced and taken away by their seller", async () => {
    const made = await create({
      reservePriceMinor: 2_000,
      images: [{ url: "/demo/diver.svg" }],
      specifications: { Case: "41 mm" },
    });
    expect(made.status).toBe(201);
    const { id } = made.body.data;
    expect(made.body.data).toMatchObject({
      sellerId: seller.id,
      categorySlug: "watches",
      reservePriceMinor: 2_000,
      images: [{ url: "/demo/diver.svg", alt: "" }],
    });
    const read = await api.call(`GET /products/${id}`);
    expect(read.body.data).toMatchObject({ id, title: "A watch" });
    expect(read.body.data).not.toHaveProperty("reservePriceMinor");
    const changed = await api.call(`PATCH /products/${id}`, {
      token: seller.token,
      body: { title: "A better watch" },
    });
    expect(changed.body.data).toMatchObject({
      title: "A better watch",
      reservePriceMinor: 2_000,
      specifications: { Case: "41 mm" },
    });
    const replaced = await api.call(`PUT /products/${id}`, {
      token: seller.token,
      body: product({ title: "Plain" }),
    });
    expect(replaced.body.data).toMatchObject({
      title: "Plain",
      reservePriceMinor: null,
      specifications: {},
      images: [],
    });
    expect((await api.call(`DELETE /products/${id}`, { token: seller.token })).body).toEqual({
      success: true,
      data: null,
    });
    for (const line of [`GET /products/${id}`, `PATCH /products/${id}`, `DELETE /products/${id}`]) {
      expect(
        (await api.call(line, { token: seller.token, ...(line.startsWith("PATCH") ? { body: {} } : {}) }))
          .status,
      ).toBe(404);
    }
  });

  test.each([
    ["a reserve below the start", { reservePriceMinor: 900 }, "reservePriceMinor"],
    ["a buy-now price at the start", { buyNowPriceMinor: 1_000 }, "buyNowPriceMinor"],
    ["a status that follows from sales", { status: "sold" }, "status"],
    ["a category that is none", { categoryId: crypto.randomUUID() }, "categoryId"],
    ["an id that is none", { categoryId: "watches" }, "categoryId"],
    ["[SEC-26] no price", { startingPriceMinor: 0 }, "startingPriceMinor"],
    ["[SEC-26] 1e309", { startingPriceMinor: "1e309" }, "startingPriceMinor"],
    ["[SEC-34] a picture elsewhere", { images: [{ url: "https://evil.example/a.svg" }] }, "images.0.url"],
    ["a picture up the tree", { images: [{ url: "/demo/../../secret" }] }, "images.0.url"],
    ["a script for a picture", { images: [{ url: "javascript:alert(1)" }] }, "images.0.url"],
    ["text no database takes", { title: "a\u0000b" }, "title"],
  ])("refuse %s", async (_name, change, path) => {
    const refused = await create(change);
    expect([refused.status, refused.body.error.code, refused.body.error.details[0].path]).toEqual([
      400,
      "validation_failed",
      path,
    ]);
  });

  test("a change is checked against what stays", async () => {
    const { id } = (await create({ reservePriceMinor: 2_000 })).body.data;
    const refused = await api.call(`PATCH /products/${id}`, {
      token: seller.token,
      body: { startingPriceMinor: 3_000 },
    });
    expect([refused.status, refused.body.error.details[0].code]).toEqual([400, "out_of_order"]);
  });

  test("[SEC-22] nobody else's product can be changed, or its draft seen", async () => {
    const other = await api.join("Other", "seller");
    const { id } = (await create({ status: "draft", title: "Hidden draft" })).body.data;
    expect((await api.call(`GET /products/${id}`)).status).toBe(404);
    expect((await api.call(`GET /products/${id}`, { token: other.token })).status).toBe(404);
    expect((await api.call(`GET /products/${id}`, { token: seller.token })).status).toBe(200);
    for (const [line, body] of [
      [`PATCH /products/${id}`, { title: "Mine" }],
      [`PUT /products/${id}`, product()],
      [`DELETE /products/${id}`, undefined],
    ] as const) {
      const call = (token?: string) => api.call(line, { token, ...(body === undefined ? {} : { body }) });
      expect((await call()).status).toBe(401);
      expect((await call(buyer.token)).status).toBe(403);
      expect((await call(other.token)).status).toBe(404);
    }
    expect((await api.call("GET /products?status=draft")).body.data).toEqual([]);
    const drafts = await api.call("GET /products?status=draft&sellerId=me", { token: seller.token });
    expect(drafts.body.data.map(({ title }: { title: string }) => title)).toContain("Hidden draft");
    expect((await api.call("GET /products?sellerId=me")).status).toBe(401);
    expect((await create({}, buyer.token)).status).toBe(403);
  });

  test("[SEC-24] a body cannot say whose product it is, or that it is sold", async () => {
    const made = await create({
      sellerId: buyer.id,
      viewCount: 1_000_000,
      featured: true,
      id: crypto.randomUUID(),
    });
    expect(made.body.data).toMatchObject({ sellerId: seller.id, viewCount: 0 });
  });

  test("are drafts, for sale, or cancelled, as their lifecycle has it", async () => {
    const { id } = (await create({ status: "draft" })).body.data;
    const move = async (status: string) => {
      const { body, status: code } = await api.call(`PATCH /products/${id}`, {
        token: seller.token,
        body: { status },
      });
      return code === 200 ? body.data.status : body.error.code;
    };
    const moves = ["active", "active", "draft", "cancelled", "active", "draft", "active", "cancelled"];
    const answers = [];
    for (const status of moves) answers.push(await move(status));
    expect(answers).toEqual([...moves.slice(0, 4), "conflict", ...moves.slice(5)]);
    expect((await api.call(`GET /products/${id}`)).status).toBe(404);
    await api.sql("UPDATE products SET status = 'sold' WHERE id = $1", [id]);
    for (const status of ["draft", "active", "cancelled"]) expect(await move(status)).toBe("conflict");
  });

  test("can be copied as a draft, whatever became of them", async () => {
    const shippingInfo = {
      weightGrams: 900,
      dimensionsMm: { length: 100, width: 80, height: 60 },
      shipsFrom: "CH",
      handlingDays: 2,
      international: true,
    };
    const made = (await create({ specifications: { Case: "41 mm" }, reservePriceMinor: 2_000, shippingInfo }))
      .body.data;
    await api.sql("UPDATE products SET status = 'sold', view_count = 9, featured = true WHERE id = $1", [
      made.id,
    ]);
    const copy = await api.call(`POST /products/${made.id}/duplicate`, { token: seller.token });
    expect(copy.status).toBe(201);
    const { id, createdAt, updatedAt, ...rest } = copy.body.data;
    expect([id, createdAt, updatedAt]).not.toContain(made.id);
    const { id: _id, createdAt: _createdAt, updatedAt: _updatedAt, ...first } = made;
    expect(rest).toEqual({ ...first, status: "draft", viewCount: 0, featured: false });
    expect(rest.shippingInfo).toEqual(shippingInfo);
  });

  test.each([
    { weightGrams: 0 },
    { weightGrams: 1.5 },
    { handlingDays: 31 },
    { shipsFrom: "Switzerland" },
    { dimensionsMm: { length: 1 } },
    { international: "yes" },
  ])("refuse %j about shipping", async (shippingInfo) => {
    expect((await create({ shippingInfo })).status).toBe(400);
  });

  test("[SEC-23] are put forward by admins only, which is written down", async () => {
    const { id } = (await create({ title: "Star of the week", featured: true })).body.data;
    const feature = (token: string, featured = true) =>
      api.call(`PUT /admin/products/${id}/featured`, { token, body: { featured } });
    const featured = async () =>
      (await api.call("GET /products?featured=true")).body.data.map((each: { id: string }) => each.id);
    expect([(await feature(seller.token)).status, (await feature(buyer.token)).status]).toEqual([403, 403]);
    expect(await featured()).not.toContain(id);
    expect((await feature(admin.token)).status).toBe(200);
    expect(await featured()).toContain(id);
    await feature(admin.token, false);
    expect(await featured()).not.toContain(id);
    const audit = await api.sql("SELECT action, actor_id FROM audit_log WHERE subject_id = $1 ORDER BY at", [
      id,
    ]);
    expect(audit).toEqual([
      { action: "product.featured", actor_id: admin.id },
      { action: "product.unfeatured", actor_id: admin.id },
    ]);
  });

  test("[SEC-38] markup stays text", async () => {
    const title = `<img src=x onerror="alert(1)">`;
    const { id } = (await create({ title })).body.data;
    const read = await api.call(`GET /products/${id}`);
    expect(read.body.data.title).toBe(title);
    expect(read.headers.get("Content-Type")).toMatch(/^application\/json/u);
    expect(read.headers.get("X-Content-Type-Options")).toBe("nosniff");
  });
});

describe("the product list", () => {
  let shop: TestPerson;
  const list = async (query: string) => api.call(`GET /products?sellerId=${shop.id}&${query}`);
  const titles = async (query: string) =>
    (await list(query)).body.data.map(({ title }: { title: string }) => title);
  beforeAll(async () => {
    shop = await api.join("Shop", "seller");
    const below = await api.call("POST /categories", {
      token: admin.token,
      body: { slug: "vintage", name: "Vintage", parentId: categoryId },
    });
    const rows = [
      { title: "Alpha 100%", startingPriceMinor: 300, condition: "new" },
      { title: "Beta_one", startingPriceMinor: 100, condition: "fair" },
      { title: "Gamma", startingPriceMinor: 200, condition: "good", categoryId: below.body.data.id },
      { title: "Delta", startingPriceMinor: 200, condition: "good" },
    ];
    for (const row of rows) await create(row, shop.token);
    await api.sql("UPDATE products SET view_count = 7 WHERE title = 'Delta'");
  });

  test("sorts", async () => {
    expect(await titles("sort=newest")).toEqual(["Delta", "Gamma", "Beta_one", "Alpha 100%"]);
    expect(await titles("sort=price")).toEqual(["Beta_one", "Gamma", "Delta", "Alpha 100%"]);
    expect(await titles("sort=-price")).toEqual(["Alpha 100%", "Delta", "Gamma", "Beta_one"]);
    expect((await titles("sort=popular"))[0]).toBe("Delta");
  });

  test("filters", async () => {
    expect(await titles("condition=new")).toEqual(["Alpha 100%"]);
    expect(await titles("minPriceMinor=200&maxPriceMinor=200")).toEqual(["Delta", "Gamma"]);
    expect(await titles("category=vintage")).toEqual(["Gamma"]);
    expect(await titles(`category=${categoryId}`)).toHaveLength(4);
    expect(await titles("category=nowhere")).toEqual([]);
  });

  test("[P1] never compares the prices of two currencies", async () => {
    const yen = await api.join("Yen", "seller");
    await create({ title: "Tea bowl", startingPriceMinor: 150, currency: "JPY" }, yen.token);
    await create({ title: "Fan", startingPriceMinor: 90, currency: "JPY" }, yen.token);
    await create({ title: "Postcard", startingPriceMinor: 120, currency: "USD" }, yen.token);
    const of = async (query: string) => {
      const { body } = await api.call(`GET /products?sellerId=${yen.id}&${query}`);
      return body.data.map(({ title }: { title: string }) => title);
    };
    expect(await of("sort=newest")).toEqual(["Postcard", "Fan", "Tea bowl"]);
    expect(await of("currency=JPY")).toEqual(["Fan", "Tea bowl"]);
    expect(await of("currency=JPY&sort=price")).toEqual(["Fan", "Tea bowl"]);
    expect(await of("currency=JPY&minPriceMinor=100")).toEqual(["Tea bowl"]);
    expect(await of("sort=-price")).toEqual(["Postcard"]);
    expect(await of("maxPriceMinor=200")).toEqual(["Postcard"]);
    const refused = await api.call("GET /products?currency=jpy&sort=price");
    expect(refused.body.error.details).toMatchObject([{ path: "currency", code: "unsupported_currency" }]);
  });

  test("[SEC-42] searches for what was typed, wildcards and quotes included", async () => {
    expect(await titles("q=alpha")).toEqual(["Alpha 100%"]);
    expect(await titles("q=100%25")).toEqual(["Alpha 100%"]);
    expect(await titles("q=%25")).toEqual([]);
    expect(await titles("q=beta_one")).toEqual(["Beta_one"]);
    expect(await titles(`q=${encodeURIComponent("' OR 1=1 --")}`)).toEqual([]);
    expect(await titles("q=%5C")).toEqual([]);
  });

  test("pages by a cursor that fits its sort only", async () => {
    const first = await list("sort=price&limit=2");
    expect(first.body.meta.hasMore).toBe(true);
    const { nextCursor } = first.body.meta;
    const second = await list(`sort=price&limit=2&cursor=${nextCursor}`);
    expect(second.body.meta).toEqual({ nextCursor: null, hasMore: false });
    const seen = [...first.body.data, ...second.body.data].map(({ title }: { title: string }) => title);
    expect(seen).toEqual(["Beta_one", "Gamma", "Delta", "Alpha 100%"]);
    const crossed = await list(`sort=newest&cursor=${nextCursor}`);
    expect([crossed.status, crossed.body.error.details[0].path]).toEqual([400, "cursor"]);
  });

  test("counts a view, but not the seller's own", async () => {
    const [row] = (await list("q=gamma")).body.data;
    // Views are written down every ten seconds.
    const nowMs = Date.now();
    vi.useFakeTimers({ toFake: ["Date"] });
    vi.setSystemTime(nowMs + 20_000);
    await api.call(`GET /products/${row.id}`);
    await api.call(`GET /products/${row.id}`, { token: shop.token });
    const [counted] = await api.sql("SELECT view_count FROM products WHERE id = $1", [row.id]);
    expect(counted).toEqual({ view_count: 1 });
    vi.useRealTimers();
  });
});
