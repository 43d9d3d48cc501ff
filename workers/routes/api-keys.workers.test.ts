import { beforeAll, describe, expect, test, vi } from "vitest";
import { limits } from "../../domain/limits.ts";
import { scopeNames } from "../../domain/access/scopes.ts";
import type { Scope } from "../../domain/access/scopes.ts";
import { createTestApi, origin } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { TestSocket } from "../../test/support/workers/room.ts";
import { operations } from "../app.ts";
import { makeApiKey } from "../accounts/api-key.ts";

let api: TestApi;
let ana: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  ana = await api.join("Ana");
});

interface Made {
  readonly id: string;
  readonly key: string;
}
const make = async (person: TestPerson, scopes: readonly Scope[], more: object = {}): Promise<Made> => {
  const body = { name: "Bot", scopes, ...more };
  const made = await api.call("POST /api-keys", { token: person.token, body });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.body.data;
};
const list = async (person: TestPerson) =>
  (await api.call("GET /api-keys", { token: person.token })).body.data as Record<string, unknown>[];
const revoke = (person: TestPerson, id: string) =>
  api.call(`DELETE /api-keys/${id}`, { token: person.token });
const knock = async (key: string, line = "GET /users/me/profile") => {
  const { status, body } = await api.call(line, { token: key });
  return [status, body.error?.code];
};

describe("making keys", () => {
  test("a key is shown once, listed without it and stored as a hash only", async () => {
    const { id, key } = await make(ana, ["account:read"], { name: " My bot ", expiresInDays: 30 });
    expect(key).toMatch(/^blz_[0-9A-Za-z]{49}$/u);
    const [listed] = await list(ana);
    expect(listed).toMatchObject({ id, name: "My bot", scopes: ["account:read"], lastUsedAt: null });
    expect(Date.parse(String(listed?.["expiresAt"])) - Date.now()).toBeGreaterThan(29 * 86_400_000);
    expect(JSON.stringify(listed)).not.toContain(key.slice(0, 20));
    const rows = await api.sql("SELECT * FROM api_keys WHERE id = $1", [id]);
    expect(JSON.stringify(rows)).not.toContain(key.slice(4, 20));
    const audit = await api.sql("SELECT action, actor_id, details FROM audit_log WHERE subject_id = $1", [
      id,
    ]);
    expect(audit).toEqual([
      { action: "api-key.created", actor_id: ana.id, details: { scopes: ["account:read"] } },
    ]);
  });

  test("[SEC-43] a replay of the Idempotency-Key makes no second key and shows no secret", async () => {
    const ben = await api.join("Ben");
    const headers = { "Idempotency-Key": "make-a-key" };
    const body = { name: "Once", scopes: ["orders:read"] };
    const [first, again] = [
      await api.call("POST /api-keys", { token: ben.token, headers, body }),
      await api.call("POST /api-keys", { token: ben.token, headers, body }),
    ];
    const { key, ...rest } = first.body.data;
    expect([again.status, again.body.data]).toEqual([201, rest]);
    expect(await list(ben)).toHaveLength(1);
    const kept = await api.sql("SELECT response_body FROM idempotency_keys WHERE user_id = $1", [ben.id]);
    expect(JSON.stringify(kept)).not.toContain(key);
  });

  test.each([
    [{ name: "x", scopes: [] }, "scopes"],
    [{ name: "x", scopes: ["everything"] }, "scopes.0"],
    [{ name: "x", scopes: ["orders:read", "orders:read"] }, "scopes"],
    [{ name: "", scopes: ["orders:read"] }, "name"],
    [{ name: "x", scopes: ["orders:read"], expiresInDays: 0 }, "expiresInDays"],
    [{ name: "x", scopes: ["orders:read"], expiresInDays: limits.apiKeyDaysMax + 1 }, "expiresInDays"],
  ])("refuses %j", async (body, path) => {
    const refused = await api.call("POST /api-keys", { token: ana.token, body });
    expect([refused.status, refused.body.error.details[0].path]).toEqual([400, path]);
  });

  test("an account has a bounded number of them, however many are asked for at once", async () => {
    const ben = await api.join("Many");
    const body = { name: "One of many", scopes: ["orders:read"] };
    const answers = await Promise.all(
      Array.from({ length: limits.apiKeysPerAccountMax + 5 }, () =>
        api.call("POST /api-keys", { token: ben.token, body }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(limits.apiKeysPerAccountMax);
    expect(answers.find(({ status }) => status !== 201)?.body.error.code).toBe("too_many_api_keys");
    // One that has run out makes room.
    await api.sql(
      "UPDATE api_keys SET expires_at = now(), created_at = now() - interval '1 day' WHERE id = $1",
      [answers.find(({ status }) => status === 201)?.body.data.id],
    );
    expect((await api.call("POST /api-keys", { token: ben.token, body })).status).toBe(201);
  });

  test("[SEC-22] another person's key is not there", async () => {
    const { id, key } = await make(ana, ["account:read"]);
    const eve = await api.join("Eve");
    expect((await revoke(eve, id)).status).toBe(404);
    const renaming = { token: eve.token, body: { name: "Mine" } };
    expect((await api.call(`PATCH /api-keys/${id}`, renaming)).status).toBe(404);
    expect(await knock(key)).toEqual([200, undefined]);
    const own = await api.call(`PATCH /api-keys/${id}`, { token: ana.token, body: { name: "Renamed" } });
    expect(own.body.data.name).toBe("Renamed");
  });
});

describe("a key as bearer", () => {
  test("is its owner within its scope, and 403 with the scope's name outside", async () => {
    const { key } = await make(ana, ["account:read"]);
    const profile = await api.call("GET /users/me/profile", { token: key });
    expect([profile.status, profile.body.data.email]).toEqual([200, ana.email]);
    const refused = await api.call("GET /orders", { token: key });
    expect([refused.status, refused.body.error]).toMatchObject([
      403,
      { code: "forbidden", details: { scope: "orders:read" } },
    ]);
  });

  test("gives no more than the account has", async () => {
    const { key } = await make(ana, scopeNames);
    const product = { title: "x" };
    const refused = await api.call("POST /products", { token: key, body: product });
    expect([refused.status, refused.body.error.details]).toEqual([
      403,
      { permission: "products.manage-own" },
    ]);
    const category = { name: "x", slug: "x" };
    const admin = await api.join("Root", "admin");
    const strong = await make(admin, scopeNames);
    const refusedToo = await api.call("POST /categories", { token: strong.key, body: category });
    expect([refusedToo.status, refusedToo.body.error.details]).toEqual([403, { scope: null }]);
  });

  test("[SEC-23] opens nothing that is in no scope: sign-ins, passwords, keys, cards, admin work", async () => {
    const admin = await api.join("Boss", "admin");
    const { key } = await make(admin, scopeNames);
    const closed = operations.filter(({ scope, access }) => scope === null && access !== "public");
    const names = closed.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["logoutAll", "changePassword", "createApiKey", "disableUser"]),
    );
    expect(names).toEqual(expect.arrayContaining(["createPaymentMethod", "endSession", "revokeApiKey"]));
    for (const { method, path, version } of closed) {
      const place = `/api/v${version}${path.replaceAll(/\{\w+\}/gu, crypto.randomUUID())}`;
      const more = method === "get" ? {} : { body: {} };
      const { status, body } = await api.call(`${method.toUpperCase()} ${place}`, { token: key, ...more });
      expect([path, status, body.error.code]).toEqual([path, 403, "forbidden"]);
    }
  });

  test.each([
    ["a typo", () => `${makeApiKey().slice(0, -1)}!`],
    ["one digit off", () => makeApiKey().replace(/.$/u, (digit) => (digit === "0" ? "1" : "0"))],
    ["one that never was", makeApiKey],
    ["the prefix alone", () => "blz_"],
  ])("%s → 401", async (_name, makeWrong) => {
    expect(await knock(makeWrong())).toEqual([401, "invalid_token"]);
    // Where anybody may come, too: its bearer believes to be somebody.
    expect(await knock(makeWrong(), "GET /products")).toEqual([401, "invalid_token"]);
  });

  test("is none in a cookie", async () => {
    const { key } = await make(ana, ["account:read"]);
    const answer = await api.call("GET /users/me/profile", { headers: { Cookie: `access=${key}` } });
    expect(answer.status).toBe(401);
  });

  test("notes its use, once a minute at most", async () => {
    const { id, key } = await make(ana, ["account:read"]);
    const read = async () => (await list(ana)).find((row) => row["id"] === id)?.["lastUsedAt"];
    await knock(key);
    const first = await read();
    expect(typeof first).toBe("string");
    const start = Date.now();
    try {
      vi.useFakeTimers({ toFake: ["Date"], now: start + 31_000 });
      await knock(key);
      expect(await read()).toBe(first);
      vi.setSystemTime(start + 62_000);
      await knock(key);
      expect(Date.parse(String(await read()))).toBeGreaterThan(start + 60_000);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("the end of a key", () => {
  test("revoked: 401 at once, off the list, written down", async () => {
    const { id, key } = await make(ana, ["account:read"]);
    expect(await knock(key)).toEqual([200, undefined]);
    expect((await revoke(ana, id)).status).toBe(200);
    expect(await knock(key)).toEqual([401, "invalid_token"]);
    expect((await list(ana)).map((row) => row["id"])).not.toContain(id);
    expect((await revoke(ana, id)).status).toBe(404);
    const audit = await api.sql("SELECT action FROM audit_log WHERE subject_id = $1 ORDER BY id", [id]);
    expect(audit.map(({ action }) => action)).toEqual(["api-key.created", "api-key.revoked"]);
  });

  test("[SEC-6] revoked on another isolate: noticed within half a minute", async () => {
    const { id, key } = await make(ana, ["account:read"]);
    await knock(key);
    await api.sql("UPDATE api_keys SET revoked_at = now() WHERE id = $1", [id]);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 30_001 });
    try {
      expect(await knock(key)).toEqual([401, "invalid_token"]);
    } finally {
      vi.useRealTimers();
    }
  });

  test("run out: 401, and not a moment later because it was cached", async () => {
    const { key } = await make(ana, ["account:read"], { expiresInDays: 1 });
    const end = Date.now() + 86_400_000;
    vi.useFakeTimers({ toFake: ["Date"], now: end - 5_000 });
    try {
      expect(await knock(key)).toEqual([200, undefined]);
      vi.setSystemTime(end + 1_000);
      expect(await knock(key)).toEqual([401, "invalid_token"]);
    } finally {
      vi.useRealTimers();
    }
  });

  test("[SEC-9] a disabled account's keys are gone, and stay gone when it comes back", async () => {
    const [admin, ben] = [await api.join("Admin", "admin"), await api.join("Ben")];
    const { key } = await make(ben, ["account:read"]);
    expect(await knock(key)).toEqual([200, undefined]);
    const disabling = { token: admin.token, body: { reason: "Shill bidding" } };
    expect((await api.call(`POST /admin/users/${ben.id}/disable`, disabling)).status).toBe(200);
    expect(await knock(key)).toEqual([401, "invalid_token"]);
    await api.call(`POST /admin/users/${ben.id}/enable`, { token: admin.token });
    expect(await knock(key)).toEqual([401, "invalid_token"]);
  });
});

describe("a room with a key", () => {
  let auctionId: string;
  let lotId: string;
  beforeAll(async () => {
    const seller = await api.join("Seller", "seller");
    const body = {
      title: "For programs",
      scheduledStart: new Date(Date.now() + 3_600_000).toISOString(),
      currency: "USD",
      lots: [{ title: "A lot", startingPriceMinor: 1_000, durationMs: 60_000 }],
    };
    const { data } = (await api.call("POST /auctions", { token: seller.token, body })).body;
    [auctionId, lotId] = [data.id, data.lots[0].id];
    for (const command of [{ type: "auction.start" }, { type: "lot.open", lotId }]) {
      const sent = { ...command, id: crypto.randomUUID() };
      await api.call(`POST /auctions/${auctionId}/commands`, { token: seller.token, body: sent });
    }
  });

  const join = (key: string, headers: Record<string, string> = {}) =>
    api.call(`POST /auctions/${auctionId}/join`, { token: key, headers });
  async function openSocket(key: string): Promise<TestSocket> {
    const { socketPath, ticket } = (await join(key)).body.data;
    const { AUCTION_ROOM } = api.env;
    const headers = { Upgrade: "websocket", "Sec-WebSocket-Protocol": `blytz.v1, ticket.${ticket}` };
    const room = AUCTION_ROOM.get(AUCTION_ROOM.idFromName(auctionId));
    const answer = await room.fetch(`${origin}${socketPath}`, { headers });
    if (answer.webSocket === null) throw new Error(`no socket: ${answer.status} ${await answer.text()}`);
    return new TestSocket(answer.webSocket);
  }

  test("is entered without an Origin, and bid in over HTTP", async () => {
    const bidder = await api.joinAsBidder("Program");
    const { key } = await make(bidder, ["rooms:act"]);
    const joined = await join(key);
    expect([joined.status, joined.body.data.role]).toEqual([200, "bidder"]);
    const bid = { lotId, amountMinor: 1_000 };
    const placed = await api.call(`POST /auctions/${auctionId}/bid`, { token: key, body: bid });
    expect([placed.status, placed.body.data.outcome]).toEqual([200, "leading"]);
    expect((await join(key, { Origin: "https://evil.example" })).status).toBe(403);
    const { key: reader } = await make(bidder, ["auctions:read"]);
    expect((await join(reader)).body.error.details).toEqual({ scope: "rooms:act" });
  });

  test("[SEC-16] a socket does not outlive the key it was opened with; others stay", async () => {
    const bidder = await api.joinAsBidder("Sockets");
    const [one, other] = [await make(bidder, ["rooms:act"]), await make(bidder, ["rooms:act"])];
    const [ends, stays] = [await openSocket(one.key), await openSocket(other.key)];
    await revoke(bidder, one.id);
    expect((await ends.closing()).code).toBe(4401);
    expect(stays.closed).toBeNull();
    stays.socket.close();
  });

  test("[SEC-16] a key that runs out takes its socket along, and none lasts longer than a sign-in's", async () => {
    const bidder = await api.joinAsBidder("Expiry");
    const { id, key } = await make(bidder, ["rooms:act"]);
    await api.sql("UPDATE api_keys SET expires_at = now() + interval '2 seconds' WHERE id = $1", [id]);
    const socket = await openSocket(key);
    expect((await socket.closing()).code).toBe(4401);
    const lasting = await make(bidder, ["rooms:act"]);
    const { ticket } = (await join(lasting.key)).body.data;
    const [claims = ""] = String(ticket).split(".");
    const who = JSON.parse(atob(claims.replaceAll("-", "+").replaceAll("_", "/")))[6];
    expect(who).toMatchObject({ sessionId: lasting.id });
    expect(who.sessionExpiresAtMs - Date.now()).toBeLessThanOrEqual(15 * 60_000);
  });
});

test("the OpenAPI document names the scope of every operation a key opens", async () => {
  const { body } = await api.call("GET /api/v1/openapi.json");
  expect(body.components.securitySchemes.apiKey).toMatchObject({ type: "http", scheme: "bearer" });
  for (const name of scopeNames) expect(body.components.securitySchemes.apiKey.description).toContain(name);
  expect(body.paths["/api/v1/orders"].get.security).toContainEqual({ apiKey: ["orders:read"] });
  const closed = body.paths["/api/v1/api-keys"].post.security as Record<string, unknown>[];
  expect(closed.some((way) => "apiKey" in way)).toBe(false);
});
