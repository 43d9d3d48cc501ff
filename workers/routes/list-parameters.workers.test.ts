import { beforeAll, describe, expect, test } from "vitest";
import { pathOf } from "../../contract/http/endpoint.ts";
import type { Endpoint } from "../../contract/http/endpoint.ts";
import type { z } from "../../contract/zod.ts";
import { hasPermission } from "../../domain/access/permissions.ts";
import { must } from "../../domain/result.ts";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestAnswer, TestApi } from "../../test/support/workers/api.ts";
import { auction } from "../../test/support/workers/auctions.ts";
import { openShop } from "../../test/support/workers/shop.ts";
import type { Shop } from "../../test/support/workers/shop.ts";
import { operations } from "../app.ts";

let api: TestApi;
let shop: Shop;
let auctionId: string;
beforeAll(async () => {
  api = await createTestApi();
  shop = await openShop(api);
  for (const title of ["100% wool", "snake_case", String.raw`back\slash`, "plain"]) {
    await shop.createProduct({ title });
    const sale = await api.call("POST /auctions", { token: shop.seller.token, body: auction({ title }) });
    auctionId = sale.body.data.id;
  }
});

const call = (operation: Endpoint, name: string, value: string): Promise<TestAnswer> => {
  const path = pathOf(operation).replaceAll(/\{(\w+)\}/gu, (_whole, parameter: string) => {
    const schema = operation.params.shape[parameter] as z.ZodType;
    const fitting = ["me", auctionId, "2026-01"].find((text) => schema.safeParse(text).success);
    return must(fitting, `there is something for {${parameter}}`);
  });
  const { access } = operation;
  const isOpen = access === "public" || access === "signed-in" || hasPermission("seller", access);
  const { token } = isOpen ? shop.seller : shop.admin;
  return api.call(`GET ${path}?${name}=${encodeURIComponent(value)}`, { token });
};
const isRefused = ({ status, body }: TestAnswer): boolean =>
  status === 400 && body.error.code === "validation_failed";

const withParameter = (name: string) =>
  operations
    .filter(({ method, query }) => method === "get" && name in query.shape)
    .map((operation) => [operation.name, operation] as const);

/** What an SQL statement would do something else with, were it put together from text. */
const statements = [
  "1; DROP TABLE users",
  "1 OFFSET 0",
  "1--",
  "(SELECT 1)",
  "ALL",
  "NULL",
  "1e2",
  "0x10",
  " 1",
  "+1",
  "1.0",
  "١",
];

describe("a limit", () => {
  test.each(withParameter("limit"))(
    "[SEC-42] of %s is a whole number from 1, and has an end",
    async (_name, operation) => {
      for (const value of ["0", "-1", "1001", "99999999999999999999", "", ...statements]) {
        expect([value, isRefused(await call(operation, "limit", value))]).toEqual([value, true]);
      }
      expect((await call(operation, "limit", "1")).status).toBe(200);
    },
  );
});

describe("an order", () => {
  const columns = [
    "id",
    "created_at",
    "password_hash",
    "title; DROP TABLE products",
    "1",
    "price desc",
    "-newest",
  ];
  test.each(withParameter("sort"))("[SEC-42] of %s is one of those it names", async (_name, operation) => {
    const sort = operation.query.shape["sort"]?.def as { readonly innerType: { readonly options: string[] } };
    expect(sort.innerType.options.length).toBeGreaterThan(1);
    for (const value of sort.innerType.options) {
      expect([value, (await call(operation, "sort", value)).status]).toEqual([value, 200]);
    }
    for (const value of [...columns, ...sort.innerType.options.map((name) => name.toUpperCase())]) {
      expect([value, isRefused(await call(operation, "sort", value))]).toEqual([value, true]);
    }
  });

  test.each(operations.filter(({ paged }) => paged).map((operation) => [operation.name, operation] as const))(
    "[SEC-42] of %s is in no other parameter, and its cursor is one of its own",
    async (_name, operation) => {
      for (const name of [
        "order",
        "orderBy",
        "order_by",
        "direction",
        "offset",
        "page",
        "fields",
        "filter",
      ]) {
        expect([name, isRefused(await call(operation, name, "id"))]).toEqual([name, true]);
      }
      const forged = (parts: unknown) => btoa(JSON.stringify(parts)).replaceAll("=", "");
      const cursors = [
        "x",
        forged(["newest", "1; DROP TABLE users", "x"]),
        forged([]),
        forged({}),
        forged(null),
      ];
      for (const cursor of cursors) {
        expect([cursor, isRefused(await call(operation, "cursor", cursor))]).toEqual([cursor, true]);
      }
    },
  );
});

describe("a search", () => {
  const found: readonly (readonly [text: string, titles: readonly string[]])[] = [
    ["%", []],
    ["_", []],
    ["\\", []],
    ["back\\slash", [String.raw`back\slash`]],
    ["100%", ["100% wool"]],
    ["1%l", []],
    ["sn_ke", []],
    ["snake\\_case", ["snake_case"]],
    ["%%", []],
    ["' OR '1'='1", []],
    ["') OR 1=1 --", []],
    ["PLAIN", ["plain"]],
  ];
  const lists = withParameter("q").filter(([, { paged }]) => paged);
  const searches = lists.flatMap(([name, operation]) =>
    found.map(([text, titles]) => [name, text, titles, operation] as const),
  );

  test("is of products and of auctions", () => {
    expect(lists.map(([name]) => name)).toEqual(["listProducts", "listAuctions"]);
  });

  test.each(searches)(
    "[SEC-42] of %s for %j finds what has it, %j",
    async (_name, text, titles, operation) => {
      const { status, body } = await call(operation, "q", text);
      expect(status).toBe(200);
      expect(body.data.map(({ title }: { readonly title: string }) => title)).toEqual(titles);
    },
  );
});
