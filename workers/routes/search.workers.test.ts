import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi } from "../../test/support/workers/api.ts";
import { openShop } from "../../test/support/workers/shop.ts";
import type { Shop } from "../../test/support/workers/shop.ts";

let api: TestApi;
let shop: Shop;
beforeAll(async () => {
  api = await createTestApi();
  shop = await openShop(api);
  await shop.createProduct({ title: "Brass sextant", condition: "new", startingPriceMinor: 2_000 });
  await shop.createProduct({ title: "Brass compass", condition: "good", startingPriceMinor: 7_000 });
  await shop.createProduct({ title: "Hidden sextant", status: "draft" });
});

describe("facets", () => {
  test("say what each choice would leave, by the names of things", async () => {
    const { status, body } = await api.call("GET /search/facets?q=brass&condition=new");
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      total: 1,
      isComplete: true,
      conditions: expect.arrayContaining([
        { value: "new", count: 1 },
        { value: "good", count: 1 },
      ]),
      currencies: [{ value: "USD", count: 1 }],
      prices: { currency: "USD", ranges: [{ fromMinor: 0, toMinor: 2_499, count: 1 }] },
      sellers: [{ id: shop.seller.id, count: 1 }],
      formats: [],
      live: 0,
    });
    expect(body.data.categories.at(-1)).toMatchObject({ count: 1 });
  });

  test("count a category with what is below it", async () => {
    const parent = await api.call("POST /categories", {
      token: shop.admin.token,
      body: { slug: "instruments", name: "Instruments" },
    });
    const below = await api.call("POST /categories", {
      token: shop.admin.token,
      body: { slug: "globes", name: "Globes", parentId: parent.body.data.id },
    });
    await shop.createProduct({ title: "Terrestrial sphere", categoryId: below.body.data.id });
    const { body } = await api.call("GET /search/facets?q=terrestrial");
    expect(body.data.categories).toEqual([
      { slug: "instruments", name: "Instruments", parentSlug: null, count: 1 },
      { slug: "globes", name: "Globes", parentSlug: "instruments", count: 1 },
    ]);
  });

  test.each(["status=draft", "sellerId=me", "live=false", "format=raffle", "minPriceMinor=1e3"])(
    "[SEC-42] know nothing of %s",
    async (query) => {
      const { status, body } = await api.call(`GET /search/facets?${query}`);
      expect([status, body.error.code]).toEqual([400, "validation_failed"]);
    },
  );
});

describe("suggestions", () => {
  test("are for everybody, forgive a typo and show no draft", async () => {
    const { body } = await api.call("GET /search/suggestions?q=sextnat");
    expect(body.data.products.map(({ title }: { readonly title: string }) => title)).toEqual([
      "Brass sextant",
    ]);
    expect(body.data).toMatchObject({ categories: [], sellers: [] });
  });

  test.each(["", "q=", `q=${"x".repeat(101)}`])("[SEC-44] refuse %j", async (query) => {
    expect((await api.call(`GET /search/suggestions?${query}`)).status).toBe(400);
  });
});

describe("saved searches", () => {
  test("are one's own: saved, renamed, silenced, removed", async () => {
    const { token } = await api.join("Searcher");
    const body = { name: "Brass", filter: { q: "brass", condition: "new" } };
    const saved = await api.call("POST /saved-searches", { token, body });
    expect(saved.status).toBe(201);
    expect(saved.body.data).toMatchObject({ ...body, notify: true });
    expect(JSON.stringify(saved.body)).not.toContain("oken");
    const path = `/saved-searches/${saved.body.data.id}`;
    const changed = await api.call(`PATCH ${path}`, { token, body: { notify: false } });
    expect(changed.body.data).toMatchObject({ name: "Brass", notify: false });
    expect((await api.call("GET /saved-searches", { token })).body.data).toEqual([changed.body.data]);
    expect((await api.call(`DELETE ${path}`, { token })).status).toBe(200);
    expect((await api.call(`DELETE ${path}`, { token })).status).toBe(404);
  });

  test.each([{}, { condition: "new" }, { q: "" }, { q: "x", sellerId: "me" }])(
    "refuse what is about everything: %j",
    async (filter) => {
      const body = { name: "All", filter };
      expect((await api.call("POST /saved-searches", { token: shop.seller.token, body })).status).toBe(400);
    },
  );

  test("end by a link without signing in, whatever the link says", async () => {
    const { token, id } = await api.join("Reader");
    await api.call("POST /saved-searches", { token, body: { name: "Brass", filter: { q: "brass" } } });
    const [row] = await api.sql("SELECT unsubscribe_token FROM saved_searches WHERE user_id = $1", [id]);
    for (const each of [row?.["unsubscribe_token"], "nonsense"])
      expect((await api.call("POST /saved-searches/unsubscribe", { body: { token: each } })).status).toBe(
        200,
      );
    const [after] = (await api.call("GET /saved-searches", { token })).body.data;
    expect(after.notify).toBe(false);
  });
});
