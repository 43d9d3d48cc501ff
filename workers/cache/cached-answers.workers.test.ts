import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createTestApi, origin } from "../../test/support/workers/api.ts";
import type { TestAnswer, TestApi, TestCall, TestPerson } from "../../test/support/workers/api.ts";
import { createEdgeTier } from "./edge.ts";
import { createEntry } from "./entry.ts";
import { createKvTier } from "./kv.ts";
import { cachePolicies } from "./policies.ts";

let api: TestApi;
let admin: TestPerson;
let seller: TestPerson;
let categoryId: string;
beforeAll(async () => {
  api = await createTestApi();
  [admin, seller] = await Promise.all([api.join("Admin", "admin"), api.join("Seller", "seller")]);
  const body = { slug: "watches", name: "Watches" };
  categoryId = (await api.call("POST /categories", { token: admin.token, body })).body.data.id;
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function createProduct(change: object = {}): Promise<string> {
  const body = {
    categoryId,
    title: "A watch",
    condition: "good",
    status: "active",
    currency: "USD",
    startingPriceMinor: 1_000,
    ...change,
  };
  return (await api.call("POST /products", { token: seller.token, body })).body.data.id;
}

const sourceOf = ({ headers }: TestAnswer): string | undefined =>
  /cache;desc="(\w+)"/u.exec(headers.get("Server-Timing") ?? "")?.[1];

/** How many statements went to Postgres while the work ran. */
async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const fetches = vi.spyOn(globalThis, "fetch");
  await work();
  const isStatement = ([address]: readonly unknown[]) =>
    typeof address === "string" && address.endsWith("/sql");
  const statements = fetches.mock.calls.filter(isStatement).length;
  fetches.mockRestore();
  return statements;
}

/** Moves the clock; what waits on timers goes on in real time. */
function passTime(ms: number): void {
  const nowMs = Date.now();
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(nowMs + ms);
}

describe("a public read", () => {
  test.each(["categories", "products", "products?category=watches&sort=price", "product", "profile"])(
    "of %s asks Postgres once",
    async (what) => {
      const id = await createProduct();
      const places: Record<string, string> = {
        product: `products/${id}`,
        profile: `users/${seller.id}/profile`,
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
    await createProduct();
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
    await createProduct();
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
    await createProduct();
    passTime(10);
    const statements = await countStatements(() =>
      Promise.all(Array.from({ length: 200 }, () => api.call("GET /products?limit=11"))),
    );
    expect(statements).toBe(1);
  });

  test("counts a view whatever answered, without asking Postgres for each", async () => {
    const id = await createProduct();
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
    const id = await createProduct({ title: "Before" });
    passTime(10);
    const reads = [`GET /products/${id}`, "GET /products", `GET /products?sellerId=${seller.id}`];
    const titles = async (): Promise<string[]> => {
      const answers = await Promise.all(reads.map((line) => api.call(line)));
      return answers.map(({ body }) => (Array.isArray(body.data) ? body.data[0] : body.data).title);
    };
    expect(await titles()).toEqual(["Before", "Before", "Before"]);
    passTime(20);
    await api.call(`PATCH /products/${id}`, { token: seller.token, body: { title: "After" } });
    expect(await titles()).toEqual(["After", "After", "After"]);
    await api.call(`DELETE /products/${id}`, { token: seller.token });
    expect((await api.call(`GET /products/${id}`)).status).toBe(404);
  });

  test("to a category or a name reaches the products that show it", async () => {
    const id = await createProduct();
    passTime(10);
    await api.call(`GET /products/${id}`);
    await api.call("GET /categories");
    passTime(20);
    await api.call(`PATCH /categories/${categoryId}`, { token: admin.token, body: { slug: "clocks" } });
    await api.call("PUT /users/me/profile", { token: seller.token, body: { displayName: "Renamed" } });
    const { data } = (await api.call(`GET /products/${id}`)).body;
    expect([data.categorySlug, data.sellerName]).toEqual(["clocks", "Renamed"]);
    expect((await api.call("GET /categories")).body.data[0].slug).toBe("clocks");
    expect((await api.call(`GET /users/${seller.id}/profile`)).body.data.displayName).toBe("Renamed");
    await api.call(`PATCH /categories/${categoryId}`, { token: admin.token, body: { slug: "watches" } });
  });

  test("that shuts a seller out takes what they sell away at once, and brings it back with them", async () => {
    const shut = await api.join("Outcast", "seller");
    const body = { categoryId, title: "A clock", condition: "good", status: "active", currency: "USD" };
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
    const reason = { body: { reason: "A test" }, token: admin.token };
    expect((await api.call(`POST /admin/users/${shut.id}/disable`, reason)).status).toBe(200);
    expect(await look()).toEqual([404, 404, 0, 0]);
    expect(await look({ token: seller.token })).toEqual([404, 404, 0, 0]);
    expect((await look({ token: admin.token })).slice(0, 2)).toEqual([200, 200]);
    passTime(20);
    await api.call(`POST /admin/users/${shut.id}/enable`, { token: admin.token });
    expect(await look()).toEqual([200, 200, 1, 1]);
  });

  test("nobody told the cache of is seen when the answer has aged", async () => {
    const id = await createProduct({ title: "Old" });
    passTime(10);
    await api.call(`GET /products/${id}`);
    await api.sql("UPDATE products SET title = 'New' WHERE id = $1", [id]);
    expect((await api.call(`GET /products/${id}`)).body.data.title).toBe("Old");
    passTime(cachePolicies.product.freshMs);
    expect((await api.call(`GET /products/${id}`)).body.data.title).toBe("Old");
    expect((await api.call(`GET /products/${id}`)).body.data.title).toBe("New");
  });
});

describe("[SEC-40]", () => {
  test("whoever is signed in, or tries to be, is never answered from the cache, nor kept in it", async () => {
    const id = await createProduct({ title: "Old" });
    passTime(10);
    await api.call(`GET /products/${id}`);
    await api.sql("UPDATE products SET title = 'New' WHERE id = $1", [id]);
    for (const call of [{ token: admin.token }, { headers: { Cookie: `access=${admin.token}` } }]) {
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
    const id = await createProduct({ reservePriceMinor: 5_000 });
    passTime(10);
    const own = await api.call(`GET /products/${id}`, { token: seller.token });
    expect(own.body.data.reservePriceMinor).toBe(5_000);
    for (let read = 0; read < 2; read++) {
      expect((await api.call(`GET /products/${id}`)).body.data).not.toHaveProperty("reservePriceMinor");
    }
  });

  test("a draft stays hidden before and after it was public", async () => {
    const id = await createProduct();
    passTime(10);
    expect((await api.call(`GET /products/${id}`)).status).toBe(200);
    passTime(20);
    await api.call(`PATCH /products/${id}`, { token: seller.token, body: { status: "draft" } });
    expect((await api.call(`GET /products/${id}`)).status).toBe(404);
    expect((await api.call(`GET /products/${id}`, { token: seller.token })).status).toBe(200);
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

describe("a conditional request", () => {
  const lines: readonly (readonly [line: string, who: "nobody" | "seller"])[] = [
    ["GET /categories", "nobody"],
    ["GET /products", "nobody"],
    ["GET /auctions", "nobody"],
    ["GET /api/v1/openapi.json", "nobody"],
    ["GET /docs", "nobody"],
    ["GET /products", "seller"],
    ["GET /users/me/profile", "seller"],
    ["GET /orders", "seller"],
  ];
  test.each(lines)("%s (%s) is 304 for who has it", async (line, who) => {
    const token = who === "seller" ? seller.token : undefined;
    const whole = await api.call(line, { token });
    const etag = whole.headers.get("ETag")!;
    expect(etag).toMatch(/^"[\w-]{22}"$/u);
    for (const given of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const answer = await api.call(line, { token, headers: { "If-None-Match": given } });
      expect([answer.status, answer.body]).toEqual([304, ""]);
      for (const name of ["ETag", "Cache-Control", "Vary", "X-Content-Type-Options"]) {
        expect(answer.headers.get(name)).toBe(whole.headers.get(name));
      }
      expect(answer.headers.get("Content-Type")).toBeNull();
    }
    const other = await api.call(line, { token, headers: { "If-None-Match": '"other"' } });
    expect([other.status, other.headers.get("ETag")]).toEqual([200, etag]);
    const isPersonal = whole.headers.get("Cache-Control") === "no-store";
    expect(isPersonal).toBe(who === "seller");
  });

  test("a change has another tag", async () => {
    const id = await createProduct();
    passTime(10);
    const before = (await api.call(`GET /products/${id}`)).headers.get("ETag")!;
    passTime(20);
    await api.call(`PATCH /products/${id}`, { token: seller.token, body: { title: "Another" } });
    const after = await api.call(`GET /products/${id}`, { headers: { "If-None-Match": before } });
    expect([after.status, after.body.data.title]).toEqual([200, "Another"]);
  });

  test.each(["/categories", "/products", "/auctions", "/api/v1/openapi.json"])(
    "HEAD %s has the headers of GET, twice",
    async (path) => {
      for (let turn = 0; turn < 2; turn++) {
        const [get, head] = [await api.call(`GET ${path}`), await api.call(`HEAD ${path}`)];
        expect([head.status, head.body]).toEqual([200, ""]);
        for (const name of ["ETag", "Content-Type", "Cache-Control", "Vary"]) {
          expect(head.headers.get(name)).toBe(get.headers.get(name));
        }
      }
    },
  );

  test("what is written is not conditional", async () => {
    const body = { email: "nobody@example.test", password: "not-the-password" };
    const answer = await api.call("POST /auth/login", { body, headers: { "If-None-Match": "*" } });
    expect([answer.status, answer.headers.get("ETag")]).toEqual([401, null]);
  });
});

describe("with Postgres away", () => {
  const variables = { DATABASE_BRIDGE: "127.0.0.1:19299" };

  test("the catalogue is answered from what is kept, and says that it is old", async () => {
    const id = await createProduct();
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

describe.each(["edge", "kv"] as const)("the tier %s of the platform", (name) => {
  const tier = name === "edge" ? createEdgeTier(origin) : createKvTier(env.CACHE);

  test("gives back what it was given", async () => {
    const entry = createEntry('{"a":"ü"}', ["product:1", "person:2"], 1_234);
    expect(await tier.find("digest")).toBeUndefined();
    await tier.put("digest", entry, 60_000);
    expect(await tier.find("digest")).toEqual(entry);
    expect(await tier.findStamp("product:1")).toBeUndefined();
    await tier.stamp("product:1", 5_678, 60_000);
    expect(await tier.findStamp("product:1")).toBe(5_678);
  });

  test("refuses what somebody else put there", async () => {
    const address = `${origin}/cache/1/entries/foreign`;
    const response = new Response("<script>", {
      headers: { "Cache-Control": "max-age=60", "X-Entry": '{"etag":"x"}' },
    });
    await (name === "edge"
      ? (await caches.open("catalogue")).put(address, response)
      : env.CACHE.put("entry:1:foreign", "<script>", { metadata: { etag: "x" } }));
    await expect(tier.find("foreign")).rejects.toThrow("etag");
  });
});
