import { evictDurableObject, reset } from "cloudflare:test";
import { v7 as uuidV7 } from "uuid";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { limits } from "../../domain/limits.ts";
import {
  asRpc,
  bid,
  createRoom,
  describeCaller,
  enterRoom,
  getRoom,
  insideRoom,
  joinRoom,
  pageOrigin,
  passerBy,
  silenceConsole,
  upgrade,
} from "../../test/support/workers/room.ts";
import type { RoomStub, Upgrade } from "../../test/support/workers/room.ts";

beforeEach(silenceConsole);
afterEach(reset);
afterEach(() => void vi.useRealTimers());

const ann = describeCaller("ann");

/** The status and code of an upgrade, 101 and null when it worked. */
async function tryUpgrade(room: RoomStub, options: Upgrade): Promise<readonly [number, string | null]> {
  const response = await upgrade(room, options);
  if (response.webSocket !== null) {
    response.webSocket.accept();
    return [response.status, null];
  }
  const body = await response.json<{ success: boolean; error: { code: string; requestId: string } }>();
  expect(body).toMatchObject({ success: false, error: { requestId: expect.any(String) } });
  return [response.status, body.error.code];
}

describe("[SEC-12] Origin, before the upgrade", () => {
  const foreign: readonly (readonly [string, string | null])[] = [
    ["none, on a ticket for a page", null],
    ["null", "null"],
    ["foreign", "https://evil.example"],
    ["of another port", "http://localhost:8788"],
    ["of another scheme", "https://localhost:8787"],
    ["a look-alike", "http://localhost:8787.evil.example"],
    ["with a user", "http://localhost:8787@evil.example"],
    ["with a slash", "http://localhost:8787/"],
    ["in capitals", "HTTP://LOCALHOST:8787"],
    ["empty", ""],
  ];
  test.each(foreign)("%s → 403", async (_name, origin) => {
    const { room } = await createRoom();
    const ticket = await joinRoom(room, ann);
    expect(await tryUpgrade(room, { ticket, origin })).toEqual([403, "forbidden"]);
    expect(await tryUpgrade(room, { ticket })).toEqual([101, null]);
  });

  test("a native client's ticket works without an Origin, and from no page", async () => {
    const { room } = await createRoom();
    const ticket = await joinRoom(room, ann, { origin: null });
    expect(await tryUpgrade(room, { ticket, origin: pageOrigin })).toEqual([403, "forbidden"]);
    expect(await tryUpgrade(room, { ticket, origin: null })).toEqual([101, null]);
  });
});

describe("[SEC-13] what may be in the address", () => {
  const accessToken = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl";

  test("an access token → 401 ticket_required, under whatever name and beside a good ticket", async () => {
    const { room } = await createRoom();
    const ticket = await joinRoom(room, ann);
    expect(await tryUpgrade(room, { query: `?token=${accessToken}` })).toEqual([401, "ticket_required"]);
    expect(await tryUpgrade(room, { ticket, query: `?access_token=${accessToken}` })).toEqual([
      401,
      "ticket_required",
    ]);
    expect(await tryUpgrade(room, { ticket })).toEqual([101, null]);
  });

  test("a ticket works as ?token= and as a subprotocol, and blytz.v1 is selected when offered", async () => {
    const { room } = await createRoom();
    const asQuery = await upgrade(room, { query: `?token=${await joinRoom(room, ann)}` });
    expect(asQuery.status).toBe(101);
    expect(asQuery.headers.get("Sec-WebSocket-Protocol")).toBeNull();
    const asProtocol = await upgrade(room, { ticket: await joinRoom(room, ann) });
    expect(asProtocol.status).toBe(101);
    expect(asProtocol.headers.get("Sec-WebSocket-Protocol")).toBe("blytz.v1");
  });

  test("no ticket → 401, no upgrade → 426, a wrong afterSeq → 400", async () => {
    const { room } = await createRoom();
    expect(await tryUpgrade(room, {})).toEqual([401, "ticket_required"]);
    expect(await tryUpgrade(room, { query: "?token=" })).toEqual([401, "ticket_required"]);
    const plain = await room.fetch("http://room/ws");
    expect(plain.status).toBe(426);
    await plain.body?.cancel();
    const ticket = await joinRoom(room, ann);
    for (const afterSeq of ["-1", "x", "1.5", "1e3", "", "99999999999999999"]) {
      const answer = await tryUpgrade(room, { ticket, query: `?afterSeq=${afterSeq}` });
      expect([afterSeq, ...answer]).toEqual([afterSeq, 400, "validation_failed"]);
    }
    expect(await tryUpgrade(room, { ticket })).toEqual([101, null]);
  });
});

describe("[SEC-14] a ticket is good once, here, now", () => {
  test("used → refused", async () => {
    const { room } = await createRoom();
    const ticket = await joinRoom(room, ann);
    expect(await tryUpgrade(room, { ticket })).toEqual([101, null]);
    expect(await tryUpgrade(room, { ticket })).toEqual([401, "invalid_token"]);
  });

  test("of another room → refused", async () => {
    const [one, other] = [await createRoom(), await createRoom()];
    const ticket = await joinRoom(one.room, ann);
    expect(await tryUpgrade(other.room, { ticket })).toEqual([401, "invalid_token"]);
    expect(await tryUpgrade(one.room, { ticket })).toEqual([101, null]);
  });

  test("30 s old → refused", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const { room } = await createRoom();
    const [early, late] = [await joinRoom(room, ann), await joinRoom(room, ann)];
    vi.setSystemTime(Date.now() + limits.ticketLifeMs - 1);
    expect(await tryUpgrade(room, { ticket: early })).toEqual([101, null]);
    vi.setSystemTime(Date.now() + 1);
    expect(await tryUpgrade(room, { ticket: late })).toEqual([401, "token_expired"]);
  });

  test("older than the object's start → refused, used or not", async () => {
    const { room } = await createRoom();
    const [used, fresh] = [await joinRoom(room, ann), await joinRoom(room, ann)];
    expect(await tryUpgrade(room, { ticket: used })).toEqual([101, null]);
    await evictDurableObject(room);
    expect(await tryUpgrade(room, { ticket: used })).toEqual([401, "token_expired"]);
    expect(await tryUpgrade(room, { ticket: fresh })).toEqual([401, "token_expired"]);
  });

  test("of a session that is over → refused", async () => {
    const { room } = await createRoom();
    const ticket = await joinRoom(room, describeCaller("ann", { sessionExpiresAtMs: Date.now() - 1 }));
    expect(await tryUpgrade(room, { ticket })).toEqual([401, "token_expired"]);
  });
});

test("[SEC-15] a hundred connects with one ticket: exactly one", async () => {
  const { room } = await createRoom();
  const ticket = await joinRoom(room, ann);
  const answers = await Promise.all(Array.from({ length: 100 }, () => tryUpgrade(room, { ticket })));
  expect(answers.filter(([status]) => status === 101)).toHaveLength(1);
  expect(answers.filter(([, code]) => code === "invalid_token")).toHaveLength(99);
});

describe("[SEC-18] caps", () => {
  test("sockets of one person: the eleventh is refused, until one closes or has gone silent", async () => {
    const { room } = await createRoom();
    const sockets = await Promise.all(Array.from({ length: 10 }, () => enterRoom(room, ann)));
    expect(await tryUpgrade(room, { ticket: await joinRoom(room, ann) })).toEqual([429, "rate_limited"]);
    expect(await tryUpgrade(room, { ticket: await joinRoom(room, describeCaller("ben")) })).toEqual([
      101,
      null,
    ]);
    sockets[0]?.socket.close(1000, "bye");
    await sockets[0]?.closing();
    expect(await tryUpgrade(room, { ticket: await joinRoom(room, ann) })).toEqual([101, null]);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + limits.readerStallMs + 1_000 });
    expect(await tryUpgrade(room, { ticket: await joinRoom(room, ann) })).toEqual([101, null]);
    expect(await sockets[1]?.closing()).toMatchObject({ code: 4408 });
  });

  test("signed-out sockets of one address, where the platform names it", async () => {
    const { room } = await createRoom();
    const headers = { "CF-Connecting-IP": "203.0.113.7" };
    const enter = async (from: Record<string, string>) =>
      tryUpgrade(room, { ticket: await joinRoom(room, passerBy), headers: from });
    const answers: (readonly [number, string | null])[] = [];
    for (let at = 0; at < limits.socketsPerAddressMax + 1; at += 1) answers.push(await enter(headers));
    expect(answers.filter(([status]) => status === 101)).toHaveLength(limits.socketsPerAddressMax);
    expect(answers.at(-1)).toEqual([429, "rate_limited"]);
    expect(await enter({ "CF-Connecting-IP": "203.0.113.8" })).toEqual([101, null]);
    expect(await tryUpgrade(room, { ticket: await joinRoom(room, ann), headers })).toEqual([101, null]);
  });
});

describe("the first frame", () => {
  test("is a snapshot of a few KB for whoever has nothing yet", async () => {
    const { room } = await createRoom();
    const socket = await enterRoom(room, passerBy);
    expect(await socket.frame("room.snapshot")).toMatchObject({
      seq: 0,
      you: { userId: null, role: "viewer", paddle: null },
      auction: { status: "scheduled" },
    });
    expect(socket.frames[0]?.type).toBe("room.snapshot");
    expect(socket.texts[0]?.length).toBeLessThan(2_500);
  });

  test("heartbeats are answered in the platform's own way", async () => {
    const { room } = await createRoom();
    const socket = await enterRoom(room, ann);
    socket.send('{"type":"ping"}');
    await socket.until(({ texts }) => texts.length > 1);
    expect(socket.texts.at(-1)).toBe('{"type":"pong"}');
  });

  test("presence follows who is here, throttled", async () => {
    const { room } = await createRoom();
    const socket = await enterRoom(room, ann);
    await enterRoom(room, describeCaller("ben"));
    expect(await socket.frame("room.presence")).toEqual({ type: "room.presence", viewers: 2 });
  });
});

test("a room that was never created answers null and writes nothing", async () => {
  const room = getRoom(uuidV7());
  const rpc = asRpc(room);
  expect(await rpc.read(ann)).toBeNull();
  expect(await rpc.join({ caller: ann, origin: pageOrigin, terms: null })).toBeNull();
  expect(await rpc.command(bid("lot", 1_000), ann)).toBeNull();
  expect(await rpc.log(0, 10, ann)).toBeNull();
  expect(await rpc.outbox(0, 10)).toEqual({ entryTexts: [], more: false });
  expect(await rpc.advance(0)).toEqual({ more: false });
  await rpc.poke();
  const kept = await insideRoom(room, async (_instance, { storage }) => [
    storage.sql.exec("SELECT count(*) AS tables FROM sqlite_master WHERE name = 'journal'").one().tables,
    await storage.getAlarm(),
  ]);
  expect(kept).toEqual([0, null]);
});
