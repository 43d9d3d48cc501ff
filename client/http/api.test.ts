import { describe, expect, test } from "vitest";
import { createAuction, listAuctions, readAuction } from "../../contract/http/auctions.ts";
import { logoutAll } from "../../contract/http/accounts.ts";
import { sendCommand } from "../../contract/http/rooms.ts";
import { ApiError } from "./api-error.ts";
import { createApi } from "./api.ts";
import type { ApiOptions } from "./api.ts";

/** A server of canned answers: each request takes the next. */
function createServer(...answers: (Response | Error)[]) {
  const requests: Request[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    requests.push(request);
    const answer = answers.shift();
    if (answer === undefined) throw new Error("no more answers");
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { requests, fetch };
}

const success = (data: unknown, meta?: unknown): Response => Response.json({ success: true, data, meta });
const failed = (
  status: number,
  code: string,
  more: object = {},
  headers: Record<string, string> = {},
): Response =>
  Response.json(
    { success: false, error: { code, message: `${code}!`, requestId: "r1", ...more } },
    { status, headers },
  );

const open = (server: ReturnType<typeof createServer>, options: Partial<ApiOptions> = {}) =>
  createApi({ baseUrl: "https://blytz.test", fetch: server.fetch, random: () => 0, ...options });

const emptyPage = () => success([], { nextCursor: "c2", hasMore: true });

describe("a call", () => {
  test("carries the token and the headers it was given, and answers what the envelope holds", async () => {
    const server = createServer(emptyPage());
    const api = open(server, { getAccessToken: () => "t1", headers: { "X-Client": "mobile" } });
    const page = await api.page(listAuctions, { query: { limit: 5 } });
    expect(page).toEqual({ items: [], meta: { nextCursor: "c2", hasMore: true } });
    const [request] = server.requests;
    expect(request?.url).toBe("https://blytz.test/api/v1/auctions?limit=5");
    expect(Object.fromEntries(request?.headers ?? [])).toEqual({
      accept: "application/json",
      authorization: "Bearer t1",
      "x-client": "mobile",
    });
  });

  test("throws the server's own words, with the fields of a form", async () => {
    const details = [
      { path: "title", code: "too_small", message: "is needed" },
      { path: "title", code: "custom", message: "again" },
      { path: "lots.0", code: "custom", message: "is odd" },
    ];
    const api = open(createServer(failed(400, "validation_failed", { details })));
    const error = await api.call(readAuction, { params: { id: "a1" } }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      code: "validation_failed",
      message: "validation_failed!",
      status: 400,
      requestId: "r1",
      fieldMessages: { title: "is needed", "lots.0": "is odd" },
    });
  });

  test.each([
    ["no JSON", () => new Response("<html>", { status: 500, headers: { "X-Request-Id": "r9" } }), 500],
    ["no envelope", () => Response.json({ fine: true }), 200],
    ["a failure that is none of ours", () => Response.json({ message: "?" }, { status: 418 }), 418],
    ["data of another shape", () => success({ id: 7 }), 200],
  ])("with %s for an answer says so", async (_what, answer, status) => {
    const api = open(createServer(answer()));
    await expect(api.call(readAuction, { params: { id: "a1" } })).rejects.toMatchObject({
      code: "unreadable_answer",
      status,
    });
  });
});

describe("a retry", () => {
  test("happens for a read, after a pause", async () => {
    const server = createServer(
      new TypeError("down"),
      failed(503, "unavailable", {}, { "Retry-After": "0" }),
      emptyPage(),
    );
    await expect(open(server).page(listAuctions, {})).resolves.toMatchObject({ items: [] });
    expect(server.requests).toHaveLength(3);
  });

  test("ends after two, with the last error", async () => {
    const server = createServer(new TypeError("1"), new TypeError("2"), new TypeError("3"), emptyPage());
    await expect(open(server).page(listAuctions, {})).rejects.toMatchObject({
      code: "unreachable",
      status: 0,
    });
    expect(server.requests).toHaveLength(3);
  });

  test("of a POST keeps its idempotency key, and without one does not happen", async () => {
    const body = { title: "t", currency: "USD", scheduledStart: "2026-12-01T18:00:00Z", lots: [] };
    const server = createServer(new TypeError("down"), failed(409, "conflict"));
    await expect(open(server).call(createAuction, { body })).rejects.toMatchObject({ code: "conflict" });
    const keys = server.requests.map((request) => request.headers.get("Idempotency-Key"));
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys).toEqual([keys[0], keys[0]]);

    const command = { type: "auction.start", id: "c1" } as const;
    const other = createServer(new TypeError("down"), emptyPage());
    await expect(
      open(other).call(sendCommand, { params: { id: "a1" }, body: command }),
    ).rejects.toMatchObject({
      code: "unreachable",
    });
    expect(other.requests).toHaveLength(1);

    const keyed = createServer(failed(409, "conflict"));
    await expect(open(keyed).call(createAuction, { body, idempotencyKey: "mine" })).rejects.toThrow(ApiError);
    expect(keyed.requests[0]?.headers.get("Idempotency-Key")).toBe("mine");
  });

  test.each([400, 403, 404, 409, 422, 429, 500])("never follows a %i", async (status) => {
    const server = createServer(failed(status, "conflict", {}, { "Retry-After": "1" }), emptyPage());
    await expect(open(server).page(listAuctions, {})).rejects.toMatchObject({ status, retryAfterMs: 1_000 });
    expect(server.requests).toHaveLength(1);
  });

  test("does not sit out a long Retry-After", async () => {
    const server = createServer(failed(503, "unavailable", {}, { "Retry-After": "60" }));
    await expect(open(server).page(listAuctions, {})).rejects.toMatchObject({ retryAfterMs: 60_000 });
  });

  test("stops when the caller gives up", async () => {
    const server = createServer(new DOMException("gone", "AbortError"), emptyPage());
    const signal = AbortSignal.abort();
    await expect(open(server).page(listAuctions, { signal })).rejects.toMatchObject({ name: "AbortError" });
    expect(server.requests).toHaveLength(1);
  });
});

describe("an expired access token", () => {
  test("is renewed once for all calls that meet it, and each goes again once", async () => {
    let token = "old";
    let refreshes = 0;
    const fetch = async (request: Request): Promise<Response> =>
      request.headers.get("Authorization") === "Bearer new" ? success(null) : failed(401, "token_expired");
    const api = createApi({
      baseUrl: "https://blytz.test",
      fetch,
      getAccessToken: () => token,
      async refresh() {
        refreshes += 1;
        await Promise.resolve();
        token = "new";
        return true;
      },
    });
    await Promise.all([api.call(logoutAll, {}), api.call(logoutAll, {}), api.call(logoutAll, {})]);
    expect(refreshes).toBe(1);
    token = "old";
    await api.call(logoutAll, {});
    expect(refreshes).toBe(2);
  });

  test("that cannot be renewed, or is refused again, is the caller's to hear", async () => {
    const none = createServer(failed(401, "token_expired"));
    await expect(open(none, { refresh: async () => false }).call(logoutAll, {})).rejects.toMatchObject({
      status: 401,
    });
    const twice = createServer(failed(401, "token_expired"), failed(401, "token_expired"), success(null));
    await expect(open(twice, { refresh: async () => true }).call(logoutAll, {})).rejects.toMatchObject({
      status: 401,
    });
    expect(twice.requests).toHaveLength(2);
    const wrong = createServer(failed(401, "invalid_credentials"), success(null));
    await expect(open(wrong, { refresh: async () => true }).call(logoutAll, {})).rejects.toMatchObject({
      code: "invalid_credentials",
    });
    await expect(open(createServer()).refresh()).resolves.toBe(false);
  });
});
