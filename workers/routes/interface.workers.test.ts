import { beforeAll, describe, expect, test } from "vitest";
import { errorCodes } from "../../contract/http/errors.ts";
import { createTestApi, origin } from "../../test/support/workers/api.ts";
import type { TestApi } from "../../test/support/workers/api.ts";
import { app } from "../app.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});

interface Operation {
  readonly operationId: string;
  readonly responses: Record<string, { readonly description: string }>;
}

describe("the OpenAPI document", () => {
  test("[SEC-44] has every route of the router, and no other", async () => {
    const { body } = await api.call("GET /api/v1/openapi.json");
    const documented = Object.entries<Record<string, unknown>>(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/gu, ":$1")}`,
      ),
    );
    const routed = app.routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path}`);
    expect(documented.toSorted()).toEqual([...new Set(routed)].toSorted());
  });

  test("resolves every reference, names every operation once and only known codes", async () => {
    const { body } = await api.call("GET /api/v1/openapi.json");
    expect(body.openapi).toBe("3.1.0");
    const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/gu)].map(
      ([, name]) => name,
    );
    for (const name of references) expect(body.components.schemas).toHaveProperty(String(name));
    expect(JSON.stringify(body)).not.toContain("$defs");
    const operations = Object.values<Record<string, Operation>>(body.paths).flatMap((methods) =>
      Object.values(methods),
    );
    const ids = operations.map(({ operationId }) => operationId).filter((id) => id !== undefined);
    expect(new Set(ids).size).toBe(ids.length);
    const codes = operations.flatMap(({ responses }) =>
      Object.entries(responses)
        .filter(([status]) => Number(status) >= 400)
        .flatMap(([, { description }]) => [...description.matchAll(/`(\w+)`/gu)].map(([, code]) => code)),
    );
    expect(errorCodes).toEqual(expect.arrayContaining([...new Set(codes)]));
  });

  test("says what may be left out", async () => {
    const { body } = await api.call("GET /api/v1/openapi.json");
    const { LotInput } = body.components.schemas;
    expect(LotInput.required).toEqual(["startingPriceMinor"]);
    expect(LotInput.additionalProperties).toBe(false);
    const bidPlace = body.components.schemas.Command.oneOf[0];
    expect(bidPlace.required).not.toContain("confirm");
  });
});

test("[SEC-39] the reference runs its own files only", async () => {
  const { status, headers, body } = await api.call("GET /docs");
  expect([status, headers.get("Content-Type")]).toEqual([200, "text/html; charset=UTF-8"]);
  expect(headers.get("Content-Security-Policy")).toContain("script-src 'self';");
  expect(headers.get("Content-Security-Policy")).not.toContain("unsafe");
  expect(body).not.toMatch(/<script(?! type="module" src="\/reference\/)/u);
});

describe("requests", () => {
  test("the client's request id comes back when it is sane", async () => {
    const sane = await api.call("GET /categories", { headers: { "X-Request-Id": "abc-123" } });
    expect(sane.headers.get("X-Request-Id")).toBe("abc-123");
    const odd = await api.call("GET /nowhere", { headers: { "X-Request-Id": "<script>" } });
    expect(odd.headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/u);
    expect(odd.body.error.requestId).toBe(odd.headers.get("X-Request-Id"));
  });

  test("a trace goes on", async () => {
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const answer = await api.call("GET /categories", { headers: { traceparent } });
    expect(answer.headers.get("traceparent")).toMatch(
      /^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa)[0-9a-f]{16}-01$/u,
    );
    const broken = await api.call("GET /categories", { headers: { traceparent: "00-zz-yy-01" } });
    expect(broken.headers.get("traceparent")).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/u);
  });

  test.each([
    ["GET /nowhere", 404, "not_found"],
    ["GET /products/not-an-id", 404, "not_found"],
    ["GET /products/019abc00-0000-7000-8000-000000000000", 404, "not_found"],
    ["DELETE /categories", 405, "method_not_allowed"],
    ["PUT /auth/login", 405, "method_not_allowed"],
    ["POST /health/live", 405, "method_not_allowed"],
    ["GET /products?sort=random", 400, "validation_failed"],
    ["GET /products?limit=0", 400, "validation_failed"],
    ["GET /products?limit=101", 400, "validation_failed"],
    ["GET /products?limit=1e1", 400, "validation_failed"],
    ["GET /products?limit=10&limit=20", 400, "validation_failed"],
    ["GET /products?sorting=price", 400, "validation_failed"],
    ["GET /products?cursor=nonsense", 400, "validation_failed"],
    ["GET /products?q=%00", 400, "validation_failed"],
    ["GET /products?minPriceMinor=-1", 400, "validation_failed"],
    ["GET /products?category=%27%20OR%201=1", 400, "validation_failed"],
    ["GET /auctions?status=open", 400, "validation_failed"],
    ["GET /orders", 401, "auth_required"],
    ["GET /users/me/profile", 401, "auth_required"],
    ["POST /products", 401, "auth_required"],
  ])("%s → %i %s", async (line, status, code) => {
    const answer = await api.call(line);
    expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
    expect(answer.body.success).toBe(false);
  });

  test("405 says what there is", async () => {
    expect((await api.call("DELETE /categories")).headers.get("Allow")).toBe("GET, POST, HEAD, OPTIONS");
    // Not what `/auth/passkeys/{id}` has, though it would fit.
    expect((await api.call("OPTIONS /auth/passkeys/options")).headers.get("Allow")).toBe("POST, OPTIONS");
  });

  test.each([
    ["text", { text: "a=b", headers: { "Content-Type": "application/x-www-form-urlencoded" } }, 415],
    ["a body without a type", { text: "{}", headers: { "Content-Type": "" } }, 415],
    ["no JSON", { text: "{", headers: { "Content-Type": "application/json" } }, 400],
    ["10,000 levels", { text: "[".repeat(10_000), headers: { "Content-Type": "application/json" } }, 400],
    ["too much", { text: `"${"x".repeat(70_000)}"`, headers: { "Content-Type": "application/json" } }, 413],
    [
      "prototype keys",
      { text: '{"__proto__":{"email":"a@b.c"}}', headers: { "Content-Type": "application/json" } },
      400,
    ],
  ])("[SEC-17] %s is refused", async (_name, call, status) => {
    expect((await api.call("POST /auth/login", call)).status).toBe(status);
  });

  test("HEAD is GET without a body", async () => {
    const answer = await api.call("HEAD /categories");
    expect([answer.status, answer.body]).toEqual([200, ""]);
  });
});

describe("headers", () => {
  test("[SEC-39] answers cannot run, be framed or be sniffed", async () => {
    const { headers } = await api.call("GET /categories");
    expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Referrer-Policy")).toBe("no-referrer");
  });

  test("[SEC-39] only allowed origins may read from a page, and never with credentials", async () => {
    const preflight = { Origin: origin, "Access-Control-Request-Method": "POST" };
    const own = await api.call("OPTIONS /products", { headers: preflight });
    expect([own.status, own.headers.get("Access-Control-Allow-Origin")]).toEqual([204, origin]);
    for (const foreign of ["https://evil.example", "null", `${origin}.evil.example`]) {
      const answer = await api.call("GET /categories", { headers: { Origin: foreign } });
      expect(answer.headers.get("Access-Control-Allow-Origin")).toBeNull();
      expect(answer.headers.get("Access-Control-Allow-Credentials")).toBeNull();
      expect(answer.headers.get("Vary")).toContain("Origin");
    }
  });

  test("[SEC-40] what depends on who asks is never kept", async () => {
    const ana = await api.join("Ana");
    expect((await api.call("GET /categories")).headers.get("Cache-Control")).toContain("public");
    const personal = await api.call("GET /categories", { token: ana.token });
    expect(personal.headers.get("Cache-Control")).toBe("no-store");
    expect((await api.call("GET /products/x.css")).headers.get("Cache-Control")).toBe("no-store");
  });
});

describe("health", () => {
  test("is ready when everything answers", async () => {
    const answer = await api.call("GET /health/ready");
    expect([answer.status, answer.body.data.failing]).toEqual([200, []]);
  });

  test("names what is away, and requests that need it get 503", async () => {
    const variables = { DATABASE_BRIDGE: "127.0.0.1:19299" };
    const answer = await api.call("GET /health/ready", { variables });
    expect([answer.status, answer.body.error.details.failing]).toEqual([503, ["postgres"]]);
    // Nothing of auctions is ever kept, so no cache can answer for it.
    const list = await api.call("GET /auctions", { variables });
    expect([list.status, list.body.error.code]).toEqual([503, "unavailable"]);
    expect(list.headers.get("Retry-After")).toBe("3");
    expect(JSON.stringify(list.body)).not.toMatch(/select|sql|127\.0\.0\.1|at /u);
    expect((await api.call("GET /health/live", { variables })).status).toBe(200);
  });
});
