import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi } from "../../test/support/workers/api.ts";
import { openShop, passTime } from "../../test/support/workers/shop.ts";
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
    const token = who === "seller" ? shop.seller.token : undefined;
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
    const id = await shop.createProduct();
    passTime(10);
    const before = (await api.call(`GET /products/${id}`)).headers.get("ETag")!;
    passTime(20);
    await api.call(`PATCH /products/${id}`, { token: shop.seller.token, body: { title: "Another" } });
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
