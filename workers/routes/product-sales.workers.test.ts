import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi } from "../../test/support/workers/api.ts";
import { auction, lot } from "../../test/support/workers/auctions.ts";
import type { Row } from "../../test/support/workers/auctions.ts";
import { mobile } from "../../test/support/workers/factors.ts";
import { openShop } from "../../test/support/workers/shop.ts";
import type { Shop } from "../../test/support/workers/shop.ts";
import { bringUpToDate } from "../jobs/project-room.ts";

let api: TestApi;
let shop: Shop;
beforeAll(async () => {
  api = await createTestApi();
  shop = await openShop(api);
});

const ask = async (line: string, body?: unknown, token = shop.seller.token) => {
  const answer = await api.call(line, { token, headers: mobile, ...(body === undefined ? {} : { body }) });
  expect([line, answer.body.error]).toEqual([line, undefined]);
  return answer.body.data;
};
const createDraft = (title: string) => shop.createProduct({ title, status: "draft" });
const hold = async (productIds: readonly string[], change: object = {}): Promise<Row> =>
  ask("POST /auctions", auction({ lots: productIds.map((productId) => lot({ productId })), ...change }));
const host = async (sale: Row, command: object): Promise<void> => {
  await ask(`POST /auctions/${sale["id"]}/commands`, { id: crypto.randomUUID(), ...command });
  await bringUpToDate(api.env, api.database.client, sale["id"]);
};
const statusOf = async (productId: string): Promise<string> =>
  (await ask(`GET /products/${productId}`)).status;
const listed = async (query: string): Promise<string[]> =>
  (await api.call(`GET /products?${query}`)).body.data.map(({ id }: Row) => id);

describe("a draft that is a lot of an auction", () => {
  test("is put up with a public one, and is found by how and when it is sold", async () => {
    const [first, second] = [await createDraft("Orrery"), await createDraft("Astrolabe")];
    expect((await api.call(`GET /products/${first}`)).status).toBe(404);
    expect(await listed("q=orrery")).toEqual([]);
    const sale = await hold([first, second]);

    expect((await api.call(`GET /products/${first}`)).body.data).toMatchObject({ status: "active" });
    expect(await listed("q=orrery")).toEqual([first]);
    expect(await listed("live=true")).toEqual([]);
    expect((await listed("format=english")).toSorted()).toEqual([first, second].toSorted());
    await host(sale, { type: "auction.start" });
    expect((await listed("live=true")).toSorted()).toEqual([first, second].toSorted());
    await host(sale, { type: "lot.open", lotId: sale["lots"][1].id });
    expect(await listed("sort=ending")).toEqual([second]);
    const facets = (await api.call("GET /search/facets?condition=good")).body.data;
    expect(facets).toMatchObject({ formats: [{ value: "english", count: 2 }], live: 2 });

    const sales = (await api.call(`GET /auctions?productId=${second}`)).body.data;
    expect(sales).toMatchObject([{ id: sale["id"] }]);
    expect((await api.call(`GET /auctions?productId=${crypto.randomUUID()}`)).body.data).toEqual([]);
    await host(sale, { type: "auction.end" });
  });

  test("is put up by being added to it, and by its being made public", async () => {
    const [inPrivate, added] = [await createDraft("Quadrant"), await createDraft("Octant")];
    const sale = await hold([inPrivate], { visibility: "private" });
    await ask(`POST /auctions/${sale["id"]}/lots`, lot({ productId: added }));
    expect([await statusOf(inPrivate), await statusOf(added)]).toEqual(["draft", "draft"]);
    await ask(`PATCH /auctions/${sale["id"]}`, { visibility: "public" });
    expect([await statusOf(inPrivate), await statusOf(added)]).toEqual(["active", "active"]);

    const later = await createDraft("Sextant");
    await ask(`POST /auctions/${sale["id"]}/lots`, lot({ productId: later }));
    expect(await statusOf(later)).toBe("active");
    await host(sale, { type: "auction.cancel", reason: "Rain" });
    expect(await statusOf(later)).toBe("active");
  });

  test("is sold by the hammer, though it was withdrawn before the room's word reached the shop", async () => {
    const bidder = await api.joinAsBidder("Buyer");
    const draft = await createDraft("Nocturnal");
    const sale = await ask("POST /auctions", auction({ lots: [lot({ productId: draft, format: "fixed" })] }));
    await host(sale, { type: "auction.start" });
    const [{ id: lotId }] = sale.lots;
    await host(sale, { type: "lot.open", lotId });
    await ask(`POST /auctions/${sale.id}/join`, {}, bidder.token);
    await api.sql("UPDATE products SET status = 'draft' WHERE id = $1", [draft]);
    const buy = { id: crypto.randomUUID(), type: "lot.buy", lotId };
    await ask(`POST /auctions/${sale.id}/commands`, buy, bidder.token);
    await bringUpToDate(api.env, api.database.client, sale.id);
    expect(await statusOf(draft)).toBe("sold");
  });
});

describe("a product that people bid for", () => {
  test("stays up until its lot is taken out or over, whatever way its seller tries", async () => {
    const { token } = shop.seller;
    const product = await shop.createProduct({ title: "Chronometer", sku: "CHRONO" });
    const sale = await hold([product]);
    const edit = (body: object) => api.call(`PATCH /products/${product}`, { token, body });
    for (const status of ["draft", "cancelled"]) {
      const { status: code, body } = await edit({ status, title: "Gone" });
      expect([status, code, body.error.code]).toEqual([status, 409, "conflict"]);
    }
    expect((await api.call(`DELETE /products/${product}`, { token })).body.error.code).toBe("conflict");
    const form = new FormData();
    form.set("file", new File(["sku,status\nCHRONO,cancelled\n"], "products.csv", { type: "text/csv" }));
    const imported = (await api.call("POST /products/import", { token, form })).body.data;
    expect(imported).toMatchObject({
      isApplied: false,
      problems: [{ row: 2, column: "status", code: "in_sale" }],
    });
    // What does not take it away is still the seller's to say.
    expect((await edit({ status: "active", title: "Marine chronometer" })).status).toBe(200);

    await ask(`DELETE /auctions/${sale["id"]}/lots/${sale["lots"][0].id}`);
    await bringUpToDate(api.env, api.database.client, sale["id"]);
    expect((await edit({ status: "draft" })).body.data).toMatchObject({
      status: "draft",
      title: "Marine chronometer",
    });
    expect((await api.call(`DELETE /products/${product}`, { token })).status).toBe(200);
  });

  test("is in one sale at a time, and once in it, until its lot is taken out or not sold", async () => {
    const [chart, globe] = [await createDraft("Chart"), await createDraft("Globe")];
    const sale = await hold([chart]);
    const offer = (line: string, body: object) => api.call(line, { token: shop.seller.token, body });
    const again = auction({ lots: [lot({ productId: globe }), lot({ productId: chart })] });
    for (const refused of [
      await offer("POST /auctions", again),
      await offer("POST /auctions", { productId: chart, scheduledStart: again["scheduledStart"] }),
      await offer(`POST /auctions/${sale["id"]}/lots`, lot({ productId: chart })),
    ])
      expect([refused.status, refused.body.error?.code]).toEqual([409, "product_not_available"]);
    const twice = await offer(
      "POST /auctions",
      auction({ lots: [lot({ productId: globe }), lot({ productId: globe })] }),
    );
    expect(twice.body.error).toMatchObject({
      code: "validation_failed",
      details: [{ path: "lots.0.productId", code: "repeated" }],
    });
    await host(sale, { type: "auction.cancel" });
    const second = await hold([globe, chart]);
    await host(second, { type: "auction.start" });
    const lotId = second["lots"][1].id;
    await host(second, { type: "lot.open", lotId });
    await host(second, { type: "lot.pass", lotId });
    await ask(`POST /auctions/${second["id"]}/lots`, lot({ productId: chart, rerunOf: lotId }));
    await host(second, { type: "auction.end" });
  });
});
