import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi } from "../../test/support/workers/api.ts";
import { countStatements, openShop, passTime, sourceOf } from "../../test/support/workers/shop.ts";
import type { Shop } from "../../test/support/workers/shop.ts";

let api: TestApi;
let shop: Shop;
beforeAll(async () => {
  api = await createTestApi();
  shop = await openShop(api);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("[SEC-40]", () => {
  test("whoever is signed in, or tries to be, is never answered from the cache, nor kept in it", async () => {
    const id = await shop.createProduct({ title: "Old" });
    passTime(10);
    await api.call(`GET /products/${id}`);
    await api.sql("UPDATE products SET title = 'New' WHERE id = $1", [id]);
    for (const call of [{ token: shop.admin.token }, { headers: { Cookie: `access=${shop.admin.token}` } }]) {
      const answer = await api.call(`GET /products/${id}`, call);
      expect([answer.body.data.title, sourceOf(answer)]).toEqual(["New", undefined]);
      expect(answer.headers.get("Cache-Control")).toBe("no-store");
    }
    for (const headers of [
      { Authorization: "Bearer nonsense" },
      { Authorization: "Basic YTpi" },
      { Cookie: "access=nonsense" },
    ]) {
      expect((await api.call(`GET /products/${id}`, { headers })).status).toBe(401);
    }
    expect((await api.call(`GET /products/${id}`)).body.data.title).toBe("Old");
  });

  test("a seller's own reserve never reaches the cache", async () => {
    const id = await shop.createProduct({ reservePriceMinor: 5_000 });
    passTime(10);
    const own = await api.call(`GET /products/${id}`, { token: shop.seller.token });
    expect(own.body.data.reservePriceMinor).toBe(5_000);
    for (let read = 0; read < 2; read++) {
      expect((await api.call(`GET /products/${id}`)).body.data).not.toHaveProperty("reservePriceMinor");
    }
  });

  test("a draft stays hidden before and after it was public", async () => {
    const id = await shop.createProduct();
    passTime(10);
    expect((await api.call(`GET /products/${id}`)).status).toBe(200);
    passTime(20);
    await api.call(`PATCH /products/${id}`, { token: shop.seller.token, body: { status: "draft" } });
    expect((await api.call(`GET /products/${id}`)).status).toBe(404);
    expect((await api.call(`GET /products/${id}`, { token: shop.seller.token })).status).toBe(200);
    expect((await api.call(`GET /products/${id}`)).status).toBe(404);
  });

  test.each([
    ["Host", "evil.example"],
    ["X-Forwarded-Host", "evil.example"],
    ["X-Forwarded-Proto", "http"],
    ["X-Original-URL", "/admin"],
    ["X-Rewrite-URL", "/admin"],
    ["X-HTTP-Method-Override", "POST"],
    ["X-Client", "mobile"],
    ["Accept-Language", "xx"],
    ["Accept", "text/html"],
    ["Origin", "https://evil.example"],
    ["Cookie", "theme=dark"],
    ["X-Request-Id", "poison"],
  ])("%s: %s of the first cannot change what the second gets", async (name, value) => {
    // The value of `maxPriceMinor` makes it a question nobody asked before.
    const line = `GET /products?maxPriceMinor=${name.length}${value.length}`;
    passTime(10);
    await api.call(line, { headers: { [name]: value } });
    const { headers, body } = await api.call(line);
    const seen = JSON.stringify([[...headers], body]);
    expect(sourceOf({ headers, body, status: 200 })).toBe("memory");
    expect(seen).not.toContain("evil.example");
    expect(seen).not.toContain("poison");
    expect(headers.get("Access-Control-Allow-Origin")).toBeNull();
  });

  test.each(["utm=1", "limit=24&limit=24", "__proto__=1", "_=123", "cb"])(
    "?%s is refused every time, whatever is kept",
    async (query) => {
      await api.call("GET /products");
      for (let turn = 0; turn < 2; turn++) {
        const answer = await api.call(`GET /products?${query}`);
        expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([400, "no-store"]);
      }
    },
  );

  test("one question is one entry, however it is written", async () => {
    passTime(10);
    await api.call("GET /products?limit=9&sort=newest&condition=good");
    const statements = await countStatements(async () => {
      for (const query of [
        "condition=good&limit=9",
        "sort=newest&condition=good&limit=09",
        "limit=%39&condition=good",
      ]) {
        expect((await api.call(`GET /products?${query}`)).status).toBe(200);
      }
    });
    expect(statements).toBe(0);
  });

  test("errors are not kept", async () => {
    const id = crypto.randomUUID();
    for (let turn = 0; turn < 2; turn++) {
      const answer = await api.call(`GET /products/${id}`);
      expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([404, "no-store"]);
      expect(answer.headers.get("ETag")).toBeNull();
    }
  });

  test.each(["GET /auctions", `GET /auctions/${crypto.randomUUID()}`])("%s is never kept", async (line) => {
    await api.call(line);
    const again = await api.call(line);
    expect(sourceOf(again)).toBeUndefined();
    expect(again.headers.get("Cache-Control")).toMatch(/^(?:public, no-cache|no-store)$/u);
  });
});
