import { beforeAll, describe, expect, test } from "vitest";
import { toPath } from "../../client/http/request.ts";
import { must } from "../../domain/result.ts";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestCall } from "../../test/support/workers/api.ts";
import { openMarket, requests } from "../../test/support/workers/market.ts";
import type { Market } from "../../test/support/workers/market.ts";
import { operations } from "../app.ts";

let api: TestApi;
let market: Market;
beforeAll(async () => {
  api = await createTestApi();
  market = await openMarket(api);
});

const guarded = operations.filter(({ access }) => access !== "public" && access !== "signed-in");

interface Knock {
  readonly method: string;
  readonly path: string;
  readonly call: TestCall;
}
/** A request that the thing's owner would be answered, with a buyer's token. */
async function prepare(name: string): Promise<Knock> {
  const operation = must(
    operations.find((known) => known.name === name),
    name,
  );
  const request = await must(requests[name], `a request for ${name}`)(market);
  const { token } = market.otherBuyer;
  const call = request.body === undefined ? { token } : { token, body: request.body };
  return { method: operation.method.toUpperCase(), path: toPath(operation, request), call };
}

const withHeaders = (call: TestCall, headers: Record<string, string>): TestCall => ({ ...call, headers });
const lastPart = (path: string, change: (part: string) => string): string =>
  path.replace(/[^/]+$/u, (part) => change(part));

/** Ways to write the same request so that one check might see another than the router does. */
const tricks: Readonly<Record<string, (knock: Knock) => Knock>> = {
  "as it is": (knock) => knock,
  "X-HTTP-Method-Override": (knock) => ({
    ...knock,
    call: withHeaders(knock.call, { "X-HTTP-Method-Override": "GET", "X-HTTP-Method": "GET" }),
  }),
  "POST, overridden": (knock) => ({
    ...knock,
    method: "POST",
    call: withHeaders(knock.call, { "X-HTTP-Method-Override": knock.method }),
  }),
  HEAD: ({ path, call: { token } }) => ({ method: "HEAD", path, call: { token } }),
  "a verb in small letters": (knock) => ({ ...knock, method: knock.method.toLowerCase() }),
  "a trailing slash": (knock) => ({ ...knock, path: `${knock.path}/` }),
  "a double slash": (knock) => ({ ...knock, path: knock.path.replace("/api/v1/", "/api/v1//") }),
  "%2e": (knock) => ({ ...knock, path: knock.path.replace("/api/v1/", "/api/v1/%2e/") }),
  "%2e%2e": (knock) => ({ ...knock, path: knock.path.replace("/api/v1/", "/api/v1/health/%2e%2e/") }),
  "a coded slash": (knock) => ({ ...knock, path: knock.path.replace(/\/([^/]+)$/u, "%2F$1") }),
  capitals: (knock) => ({ ...knock, path: lastPart(knock.path, (part) => part.toUpperCase()) }),
  "a coded letter": (knock) => ({
    ...knock,
    path: lastPart(knock.path, (part) => `%${part.charCodeAt(0).toString(16)}${part.slice(1)}`),
  }),
  "a path parameter": (knock) => ({ ...knock, path: `${knock.path};role=admin` }),
  "a suffix": (knock) => ({ ...knock, path: `${knock.path}.json` }),
  "headers of a proxy": (knock) => ({
    ...knock,
    call: withHeaders(knock.call, {
      "X-Original-URL": "/api/v1/products",
      "X-Forwarded-User": market.admin.id,
    }),
  }),
};

/** Everything a guarded operation could have changed. */
const readState = async (): Promise<string> => {
  const tables = ["users", "categories", "products", "auctions", "lots", "user_sessions"];
  // Being looked at changes a product's count, and a HEAD may look.
  const texts = await Promise.all(
    tables.map((table) => api.sql(`SELECT to_jsonb(t) - 'view_count' AS whole FROM ${table} t ORDER BY 1`)),
  );
  return JSON.stringify(texts);
};

describe("what takes a permission", () => {
  test("[SEC-23] is every operation of sellers and admins, and each has a request here", () => {
    const names = guarded.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["createAuction", "editProduct", "disableUser", "editCategory"]),
    );
    for (const name of names) expect(requests).toHaveProperty(name);
    // Whatever is under /admin is guarded, whoever adds to it.
    const admins = operations.filter(({ path }) => path.startsWith("/admin/"));
    expect(admins.filter((operation) => !guarded.includes(operation))).toEqual([]);
  });

  test.each(guarded.map(({ name }) => name))(
    "[SEC-23] %s is not a buyer's, however they write it",
    async (name) => {
      const knock = await prepare(name);
      const before = await readState();
      for (const [trick, change] of Object.entries(tricks)) {
        const { method, path, call } = change(knock);
        const { status } = await api.call(`${method} ${path}`, call);
        // Not found, not allowed or not with this verb; a public GET of the same path is answered as to anybody.
        const isRead = ["HEAD", "head", "GET"].includes(method);
        expect([trick, isRead && status === 200 ? 403 : status]).toEqual([
          trick,
          expect.toSatisfy(isRefusal),
        ]);
      }
      const { access } = must(
        operations.find((known) => known.name === name),
        name,
      );
      const { status, body } = await api.call(`${knock.method} ${knock.path}`, knock.call);
      expect([status, body.error.code, body.error.details]).toEqual([
        403,
        "forbidden",
        { permission: access },
      ]);
      expect(await readState()).toBe(before);
    },
  );
});

const isRefusal = (status: number): boolean => [400, 403, 404, 405].includes(status);
