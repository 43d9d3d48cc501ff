import { beforeAll, describe, expect, test, vi } from "vitest";
import type { SignIn } from "../../contract/http/sessions.ts";
import { createTestApi, origin, password } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { TestSocket } from "../../test/support/workers/room.ts";

let api: TestApi;
let auctionId: string;
beforeAll(async () => {
  api = await createTestApi();
  const seller = await api.join("Seller", "seller");
  const body = {
    title: "Sockets",
    scheduledStart: new Date(Date.now() + 3_600_000).toISOString(),
    currency: "USD",
    lots: [{ title: "A lot", startingPriceMinor: 1_000, durationMs: 60_000 }],
  };
  auctionId = (await api.call("POST /auctions", { token: seller.token, body })).body.data.id;
});

const mobile = { "X-Client": "mobile" };
const signIn = async ({ email }: TestPerson, headers: Record<string, string> = mobile) =>
  (await api.call("POST /auth/login", { headers, body: { email, password } })).body.data as {
    accessToken: string;
    refreshToken: string;
  };
const list = async (token: string): Promise<SignIn[]> =>
  (await api.call("GET /auth/sessions", { token })).body.data;

/** Joins the room and opens a socket, as a page does. */
async function openSocket(token: string): Promise<TestSocket> {
  const joined = await api.call(`POST /auctions/${auctionId}/join`, { token, headers: { Origin: origin } });
  const { AUCTION_ROOM } = api.env;
  const answer = await AUCTION_ROOM.get(AUCTION_ROOM.idFromName(auctionId)).fetch(
    `${origin}${joined.body.data.socketPath}`,
    {
      headers: {
        Upgrade: "websocket",
        Origin: origin,
        "Sec-WebSocket-Protocol": `blytz.v1, ticket.${joined.body.data.ticket}`,
      },
    },
  );
  if (answer.webSocket === null) throw new Error(`no socket: ${answer.status} ${await answer.text()}`);
  return new TestSocket(answer.webSocket);
}

/** Nothing of a sign-in works any more. */
async function expectOver(pair: { accessToken: string; refreshToken: string }): Promise<void> {
  expect((await api.call("GET /users/me/profile", { token: pair.accessToken })).status).toBe(401);
  const { refreshToken } = pair;
  const refreshed = await api.call("POST /auth/refresh", { headers: mobile, body: { refreshToken } });
  expect([refreshed.status, refreshed.body.error.code]).toEqual([401, "invalid_token"]);
}

describe("the list of sign-ins", () => {
  test("names device and times, and which one is asking", async () => {
    const ana = await api.join("List");
    const firefox = "Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0";
    const other = await signIn(ana, { ...mobile, "User-Agent": firefox });
    const seen = await list(other.accessToken);
    expect(seen.map(({ device, isCurrent }) => [device, isCurrent])).toEqual([
      ["Blytz app on Windows", true],
      ["Unknown device", false],
    ]);
    expect(Object.keys(seen[0] ?? {}).toSorted()).toEqual(
      "createdAt device expiresAt id ipAddress isCurrent lastSeenAt place".split(" "),
    );
  });

  test("[SEC-41] takes place and address from the edge, never from a header elsewhere", async () => {
    const ana = await api.join("Where");
    const { accessToken } = await signIn(ana, { ...mobile, "CF-Connecting-IP": "203.0.113.9" });
    const [current] = await list(accessToken);
    expect(current).toMatchObject({ ipAddress: null, place: null });
  });

  test("asks for a sign-in", async () => {
    expect((await api.call("GET /auth/sessions")).body.error.code).toBe("auth_required");
  });
});

describe("ending one sign-in", () => {
  test("[SEC-9] kills its refresh family and its socket, and no other", async () => {
    const ana = await api.joinAsBidder("One");
    const other = await signIn(ana);
    const [ours, theirs] = [await openSocket(ana.token), await openSocket(other.accessToken)];
    const id = (await list(other.accessToken)).find(({ isCurrent }) => isCurrent)?.id;
    expect((await api.call(`DELETE /auth/sessions/${id}`, { token: ana.token })).status).toBe(200);
    expect((await theirs.closing()).code).toBe(4401);
    await expectOver(other);
    expect(await list(ana.token)).toHaveLength(1);
    expect(ours.closed).toBeNull();
    expect((await api.call(`DELETE /auth/sessions/${id}`, { token: ana.token })).status).toBe(404);
    ours.socket.close();
  });
});

describe("ending all", () => {
  test("[SEC-9] logout-all kills every refresh family and every socket", async () => {
    const ana = await api.joinAsBidder("All");
    const pairs = [await signIn(ana), await signIn(ana)];
    const sockets = await Promise.all(pairs.map(({ accessToken }) => openSocket(accessToken)));
    expect((await api.call("POST /auth/logout-all", { token: ana.token })).status).toBe(200);
    for (const socket of sockets) expect((await socket.closing()).code).toBe(4401);
    for (const pair of pairs) await expectOver(pair);
  });

  test("[SEC-9] disabling an account does so too, and it stays out until it is enabled", async () => {
    const [admin, ana] = [await api.join("Admin", "admin"), await api.joinAsBidder("Out")];
    const pair = await signIn(ana);
    const socket = await openSocket(pair.accessToken);
    const body = { reason: "Shill bidding" };
    const disabled = await api.call(`POST /admin/users/${ana.id}/disable`, { token: admin.token, body });
    expect(disabled.status).toBe(200);
    expect((await socket.closing()).code).toBe(4401);
    await expectOver(pair);
    const login = { body: { email: ana.email, password } };
    expect((await api.call("POST /auth/login", login)).body.error.code).toBe("invalid_credentials");
    await api.call(`POST /admin/users/${ana.id}/enable`, { token: admin.token });
    expect((await api.call("POST /auth/login", login)).status).toBe(200);
    const audit = await api.sql("SELECT action, details FROM audit_log WHERE subject_id = $1 ORDER BY id", [
      ana.id,
    ]);
    expect(audit.slice(-2)).toEqual([
      { action: "user.disabled", details: body },
      { action: "user.enabled", details: null },
    ]);
  });

  test("not one's own: the last admin must not shut everybody out", async () => {
    const admin = await api.join("Self", "admin");
    const body = { reason: "because" };
    const own = await api.call(`POST /admin/users/${admin.id}/disable`, { token: admin.token, body });
    expect([own.status, own.body.error.code]).toEqual([409, "conflict"]);
  });
});

describe("the cache of checked tokens", () => {
  test("[SEC-6] forgets a sign-in ended elsewhere within half a minute", async () => {
    const ana = await api.join("Cached");
    expect((await api.call("GET /users/me/profile", { token: ana.token })).status).toBe(200);
    // As another isolate would: behind this one's back.
    await api.sql(
      "UPDATE user_sessions SET revoked_at = now(), revoked_reason = 'logout' WHERE user_id = $1",
      [ana.id],
    );
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 30_001 });
    try {
      expect((await api.call("GET /users/me/profile", { token: ana.token })).status).toBe(401);
    } finally {
      vi.useRealTimers();
    }
  });
});
