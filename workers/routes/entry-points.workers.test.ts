import { createExecutionContext } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { Hono } from "hono";
import { createTestApi, origin, password } from "../../test/support/workers/api.ts";
import type { TestAnswer, TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { auction } from "../../test/support/workers/auctions.ts";
import type { AppEnvironment } from "../environment.ts";
import { getSettings } from "../env.ts";
import type { Settings } from "../env.ts";
import { findClientAddress, findClientPlace } from "../middleware/client-address.ts";
import { answerInterface } from "../app.ts";

let api: TestApi;
let buyer: TestPerson;
let seller: TestPerson;
let auctionId: string;
beforeAll(async () => {
  api = await createTestApi();
  buyer = await api.join("Buyer");
  seller = await api.join("Seller", "seller");
  auctionId = (await api.call("POST /auctions", { token: seller.token, body: auction() })).body.data.id;
});
afterEach(() => vi.restoreAllMocks());

/** Every header in which some proxy, platform or framework says who asks, from where and for what. */
const forwarded: Readonly<Record<string, string>> = {
  "CF-Connecting-IP": "203.0.113.9",
  "CF-Connecting-IPv6": "2001:db8::9",
  "CF-IPCountry": "XX",
  "CF-Worker": "blytz.example",
  "CF-Visitor": '{"scheme":"http"}',
  "True-Client-IP": "203.0.113.9",
  "X-Real-IP": "203.0.113.9",
  "X-Client-IP": "203.0.113.9",
  "X-Forwarded-For": "203.0.113.9",
  "X-Forwarded-Host": "evil.example",
  "X-Forwarded-Proto": "http",
  "X-Forwarded-Prefix": "/evil",
  Forwarded: "for=203.0.113.9;host=evil.example;proto=http",
  "X-Original-URL": "/api/v1/admin/users",
  "X-Rewrite-URL": "/api/v1/admin/users",
  "X-HTTP-Method-Override": "DELETE",
  "X-Method-Override": "DELETE",
  "X-User-Id": "019abc00-0000-7000-8000-000000000000",
  "X-User-Role": "admin",
  "X-Role": "admin",
  "X-Admin": "true",
  "X-Caller": '{"userId":"019abc00-0000-7000-8000-000000000000","isAdmin":true}',
  "X-Session-Id": "019abc00-0000-7000-8000-000000000000",
  "X-Internal": "1",
  "X-Internal-Request": "true",
};

/** What an answer says, but for what names this one request. */
const told = ({ status, headers, body }: TestAnswer): unknown => {
  const own = new Set(["x-request-id", "traceparent", "server-timing", "age", "ratelimit"]);
  const kept = [...headers].filter(([name]) => !own.has(name));
  const text = JSON.stringify(body).replaceAll(/"(?:requestId|ticket|nowMs)":(?:"[^"]*"|\d+)/gu, "");
  return [status, kept, text];
};

describe("headers only the edge may set", () => {
  const environments = ["development", "test", "staging", "production"] as const;

  /** What the interface takes for the caller's address and place. */
  const locate = async (environment: Settings["ENVIRONMENT"], headers: Readonly<Record<string, string>>) => {
    const app = new Hono<AppEnvironment>();
    app.get("/", (context) => {
      context.set("settings", { ...getSettings(api.env), ENVIRONMENT: environment });
      return context.json([findClientAddress(context), findClientPlace(context)]);
    });
    const answer = await app.fetch(new Request(origin, { headers }), api.env, createExecutionContext());
    return answer.json();
  };

  test.each(environments)("[SEC-41] where somebody is in %s", async (environment) => {
    const isAtEdge = environment === "staging" || environment === "production";
    expect(await locate(environment, forwarded)).toEqual([isAtEdge ? "203.0.113.9" : null, null]);
    // What anybody may write is never taken for what the edge writes.
    const { "CF-Connecting-IP": _edge, ...anybodys } = forwarded;
    expect(await locate(environment, anybodys)).toEqual([null, null]);
  });

  test.each([
    "GET /products",
    "GET /users/me/profile",
    "GET /admin/users",
    `GET /auctions/AUCTION`,
    `POST /auctions/AUCTION/join`,
    "GET /nowhere",
  ])("[SEC-41] change nothing of %s, signed out or in", async (line) => {
    for (const token of [undefined, buyer.token]) {
      const call = async (headers: Readonly<Record<string, string>>) =>
        api.call(line.replace("AUCTION", auctionId), {
          token,
          headers: { "X-Client": "mobile", ...headers },
        });
      await call({});
      expect(told(await call(forwarded))).toEqual(told(await call({})));
    }
  });

  test("[SEC-41] name no host in a cookie, a mail or an address to go to", async () => {
    const login = { body: { email: buyer.email, password }, headers: forwarded };
    const cookies = (await api.call("POST /auth/login", login)).headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    expect(cookies.filter((line) => /Domain|evil|__Host-|Secure/u.test(line))).toEqual([]);
    const overHttps = await api.call("POST /auth/login", {
      ...login,
      variables: { ORIGIN: "https://blytz.example" },
    });
    for (const line of overHttps.headers.getSetCookie()) expect(line).toMatch(/^__Host-.*Secure/u);

    await api.call("POST /auth/password/forgot", { body: { email: buyer.email }, headers: forwarded });
    const [mail] = await api.sql(
      "SELECT text FROM development_mails WHERE recipient = $1 ORDER BY sent_at DESC",
      [buyer.email],
    );
    expect(mail?.["text"]).toContain(origin);
    expect(mail?.["text"]).not.toContain("evil.example");
    const document = await api.call("GET /api/v1/openapi.json", { headers: forwarded });
    expect(document.body.servers).toEqual([{ url: origin }]);
  });
});

describe("what is not for the outside", () => {
  /** The objects, watched: whatever is asked of them is written down. */
  function watchObjects() {
    const asked: string[] = [];
    const watch = (name: string): unknown =>
      new Proxy(Reflect.get(api.env, name) as object, {
        get(namespace, method) {
          if (method !== "idFromName") asked.push(`${name}.${String(method)}`);
          const value: unknown = Reflect.get(namespace, method);
          return typeof value === "function" ? (value.bind(namespace) as unknown) : value;
        },
      });
    const env = { ...api.env, AUCTION_ROOM: watch("AUCTION_ROOM"), RATE_LIMITER: watch("RATE_LIMITER") };
    return { env: env as Cloudflare.Env, asked };
  }

  test.each([
    "/ws",
    "/ws/",
    "/ws/auctions",
    "/ws/auctions/",
    "/ws/auctions/none",
    "/ws/auctions/..%2Frate-limiter",
    "/ws/auctions/AUCTION/platform",
    "/ws/auctions/AUCTION/command",
    "/ws/auctions/AUCTION/poke",
    "/ws/auctions/AUCTION/",
    "/ws/rate-limiter/health",
    "/ws/leaderboard/..",
    "/api/v1/queue",
    "/api/v1/scheduled",
    "/api/v1/jobs/sweep",
    "/api/internal",
    "/api/v1/internal",
    "/.well-known/scheduled",
  ])("[SEC-41] %s leads to no object, queue or clock", async (path) => {
    const { env, asked } = watchObjects();
    const send = vi.spyOn(api.env.ROOM_NUDGES, "send");
    for (const method of ["GET", "POST", "PUT"]) {
      const address = `${origin}${path.replace("AUCTION", auctionId)}`;
      const headers = { ...forwarded, Upgrade: "websocket", Authorization: `Bearer ${buyer.token}` };
      const answer = await answerInterface(
        new Request(address, { method, headers }),
        env,
        createExecutionContext(),
      );
      expect([404, 405]).toContain(answer.status);
      await answer.body?.cancel();
    }
    expect(asked).toEqual([]);
    expect(send).not.toHaveBeenCalled();
  });

  test("[SEC-41] a room answers nothing but an upgrade, whatever is written in its headers", async () => {
    const { env, asked } = watchObjects();
    const connect = async (headers: Record<string, string>) => {
      const request = new Request(`${origin}/ws/auctions/${auctionId}`, {
        headers: { ...forwarded, ...headers },
      });
      const answer = await answerInterface(request, env, createExecutionContext());
      return [answer.status, (await answer.json<{ error: { code: string } }>()).error.code];
    };
    expect(await connect({})).toEqual([426, "upgrade_required"]);
    // Nothing but a ticket says who somebody is.
    expect(await connect({ Upgrade: "websocket" })).toEqual([401, "ticket_required"]);
    expect(asked).toEqual(["AUCTION_ROOM.get", "AUCTION_ROOM.get"]);
  });

  test("[SEC-41] a limiter has no address at all", async () => {
    const limiter = api.env.RATE_LIMITER.get(api.env.RATE_LIMITER.idFromName("health"));
    await expect(limiter.fetch(`${origin}/take`)).rejects.toThrow(/fetch/u);
  });
});
