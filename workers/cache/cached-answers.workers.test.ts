import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createTestApi, origin } from "../../test/support/workers/api.ts";
import type { TestAnswer, TestApi, TestCall } from "../../test/support/workers/api.ts";
import { countStatements, openShop, passTime, sourceOf } from "../../test/support/workers/shop.ts";
import type { Shop } from "../../test/support/workers/shop.ts";
import { cachePolicies } from "./policies.ts";

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

describe("a public read", () => {
  test.each(["categories", "products", "products?category=watches&sort=price", "product", "profile"])(
    "of %s asks Postgres once",
    async (what) => {
      const id = await shop.createProduct();
      const places: Record<string, string> = {
        product: `products/${id}`,
        profile: `users/${shop.seller.id}/profile`,
      };
      const line = `GET /${places[what] ?? what}`;
      passTime(10);
      await api.call(line);
      const again: TestAnswer[] = [];
      expect(await countStatements(async () => again.push(await api.call(line)))).toBe(0);
      expect(sourceOf(again[0]!)).toBe("memory");
    },
  );

  test("says where it came from, how old it is and how long it may be kept", async () => {
    await shop.createProduct();
    passTime(10);
    const first = await api.call("GET /products?limit=7");
    expect(first.headers.get("Server-Timing")).toMatch(
      /^cache;desc="origin", db;dur=[\d.]+, total;dur=[\d.]+$/u,
    );
    expect([first.headers.get("Age"), first.headers.get("Cache-Control")]).toEqual([
      "0",
      "public, max-age=10, stale-while-revalidate=50",
    ]);
    passTime(3_000);
    const second = await api.call("GET /products?limit=7");
    expect(second.headers.get("Server-Timing")).toBe('cache;desc="memory", total;dur=0');
    expect(second.headers.get("Age")).toBe("3");
    expect(second.body).toEqual(first.body);
  });

  test("is the same the short way as the long way, header for header", async () => {
    await shop.createProduct();
    passTime(10);
    const headers = {
      Origin: origin,
      "X-Request-Id": "same",
      traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    };
    const same = ({ status, headers: answered, body }: TestAnswer) => ({
      status,
      body: body as unknown,
      headers: Object.fromEntries(
        [...answered].map(([name, value]) =>
          name === "traceparent"
            ? [name, value.slice(0, 36)]
            : name === "server-timing"
              ? [name, ""]
              : [name, value],
        ),
      ),
    });
    for (const variables of [{}, { ORIGIN: "https://blytz.example" }]) {
      for (const extra of [{}, { "If-None-Match": "*" }]) {
        const call: TestCall = { headers: { ...headers, ...extra }, variables };
        // Another spelling of the same question: the first of it is parsed, the second is an address known by then.
        const line = `GET /products?sort=newest&limit=${Object.keys(extra).length + 5}`;
        await api.call(line.replace("sort=newest&", ""), call);
        const long = await api.call(line, call);
        const short = await api.call(line, call);
        expect(same(short)).toEqual(same(long));
        expect(short.headers.get("Server-Timing")).toBe('cache;desc="memory", total;dur=0');
      }
    }
  });

  test("of 200 at once is one statement", async () => {
    await shop.createProduct();
    passTime(10);
    const statements = await countStatements(() =>
      Promise.all(Array.from({ length: 200 }, () => api.call("GET /products?limit=11"))),
    );
    expect(statements).toBe(1);
  });

  test("counts a view whatever answered, without asking Postgres for each", async () => {
    const id = await shop.createProduct();
    passTime(20_000);
    await api.call(`GET /products/${id}`);
    const statements = await countStatements(async () => {
      for (let view = 0; view < 5; view++) await api.call(`GET /products/${id}`);
    });
    expect(statements).toBe(0);
    passTime(14_000);
    await api.call(`GET /products/${id}`);
    const [row] = await api.sql("SELECT view_count FROM products WHERE id = $1", [id]);
    expect(row).toEqual({ view_count: 7 });
  });
});

describe("a write", () => {
  test("is seen at once by everybody here", async () => {
    const id = await shop.createProduct({ title: "Before" });
    passTime(10);
    const reads = [`GET /products/${id}`, "GET /products", `GET /products?sellerId=${shop.seller.id}`];
    const titles = async (): Promise<string[]> => {
      const answers = await Promise.all(reads.map((line) => api.call(line)));
      return answers.map(({ body }) => (Array.isArray(body.data) ? body.data[0] : body.data).title);
    };
    expect(await titles()).toEqual(["Before", "Before", "Before"]);
    passTime(20);
    await api.call(`PATCH /products/${id}`, { token: shop.seller.token, body: { title: "After" } });
    expect(await titles()).toEqual(["After", "After", "After"]);
    await api.call(`DELETE /products/${id}`, { token: shop.seller.token });
    expect((await api.call(`GET /products/${id}`)).status).toBe(404);
  });

  test("to a category or a name reaches the products that show it", async () => {
    const id = await shop.createProduct();
    passTime(10);
    await api.call(`GET /products/${id}`);
    await api.call("GET /categories");
    passTime(20);
    await api.call(`PATCH /categories/${shop.categoryId}`, {
      token: shop.admin.token,
      body: { slug: "clocks" },
    });
    await api.call("PUT /users/me/profile", { token: shop.seller.token, body: { displayName: "Renamed" } });
    const { data } = (await api.call(`GET /products/${id}`)).body;
    expect([data.categorySlug, data.sellerName]).toEqual(["clocks", "Renamed"]);
    expect((await api.call("GET /categories")).body.data[0].slug).toBe("clocks");
    expect((await api.call(`GET /users/${shop.seller.id}/profile`)).body.data.displayName).toBe("Renamed");
    await api.call(`PATCH /categories/${shop.categoryId}`, {
      token: shop.admin.token,
      body: { slug: "watches" },
    });
  });

  test("that shuts a seller out takes what they sell away at once, and brings it back with them", async () => {
    const shut = await api.join("Outcast", "seller");
    const body = {
      categoryId: shop.categoryId,
      title: "A clock",
      condition: "good",
      status: "active",
      currency: "USD",
    };
    const made = await api.call("POST /products", {
      token: shut.token,
      body: { ...body, startingPriceMinor: 1_000 },
    });
    const { id } = made.body.data;
    const own = [`GET /products/${id}`, `GET /users/${shut.id}/profile`];
    const lists = [`GET /products?sellerId=${shut.id}`, "GET /products?q=clock"];
    const look = async (call: TestCall = {}): Promise<unknown[]> => {
      const single = await Promise.all(own.map((line) => api.call(line, call)));
      const listed = await Promise.all(lists.map((line) => api.call(line, call)));
      return [...single.map(({ status }) => status), ...listed.map(({ body: { data } }) => data.length)];
    };
    passTime(10);
    expect([await look(), await look()]).toEqual([
      [200, 200, 1, 1],
      [200, 200, 1, 1],
    ]);
    passTime(20);
    const reason = { body: { reason: "A test" }, token: shop.admin.token };
    expect((await api.call(`POST /admin/users/${shut.id}/disable`, reason)).status).toBe(200);
    expect(await look()).toEqual([404, 404, 0, 0]);
    expect(await look({ token: shop.seller.token })).toEqual([404, 404, 0, 0]);
    expect((await look({ token: shop.admin.token })).slice(0, 2)).toEqual([200, 200]);
    passTime(20);
    await api.call(`POST /admin/users/${shut.id}/enable`, { token: shop.admin.token });
    expect(await look()).toEqual([200, 200, 1, 1]);
  });

  test("nobody told the cache of is seen when the answer has aged", async () => {
    const id = await shop.createProduct({ title: "Old" });
    passTime(10);
    await api.call(`GET /products/${id}`);
    await api.sql("UPDATE products SET title = 'New' WHERE id = $1", [id]);
    expect((await api.call(`GET /products/${id}`)).body.data.title).toBe("Old");
    passTime(cachePolicies.product.freshMs);
    expect((await api.call(`GET /products/${id}`)).body.data.title).toBe("Old");
    expect((await api.call(`GET /products/${id}`)).body.data.title).toBe("New");
  });
});

describe("with Postgres away", () => {
  const variables = { DATABASE_BRIDGE: "127.0.0.1:19299" };

  test("the catalogue is answered from what is kept, and says that it is old", async () => {
    const id = await shop.createProduct();
    passTime(10);
    await api.call(`GET /products/${id}`);
    passTime(120_000);
    const answer = await api.call(`GET /products/${id}`, { variables });
    expect([answer.status, sourceOf(answer), answer.headers.get("Age")]).toEqual([200, "stale", "120"]);
    expect(answer.headers.get("Cache-Status")).toBe(
      '"Blytz Live"; hit; ttl=-105; detail="origin-unavailable"',
    );
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    passTime(cachePolicies.product.awayMs);
    expect((await api.call(`GET /products/${id}`, { variables })).status).toBe(503);
    // The bridge is the isolate's: the next call of this file opens the right one again.
  });
});
