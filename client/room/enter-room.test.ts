import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createApi } from "../http/api.ts";
import { enterRoom } from "./enter-room.ts";
import { describeBid, describeSnapshot, FakeSocket, lot, startMs } from "./testing/fake-room.ts";

beforeEach(() => {
  FakeSocket.all = [];
  vi.useFakeTimers({ now: startMs });
});
afterEach(() => void vi.useRealTimers());
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

const success = (data: unknown): Response => Response.json({ success: true, data });
const failed = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  Response.json({ success: false, error: { code, message: code, requestId: "r1" } }, { status, headers });

const auctionId = "0197a3c1-7d2e-7c11-9a52-eeeeeeeeeeee";

/** Enters over an interface that answers by the end of the path. */
function enter(answers: Record<string, () => Response>, signedIn = true) {
  const asked: string[] = [];
  const refresh = vi.fn<() => Promise<boolean>>(async () => true);
  const api = createApi({
    baseUrl: "https://blytz.test",
    refresh,
    random: () => 0,
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      asked.push(`${request.method} ${pathname.split(auctionId)[1] ?? pathname}${search}`);
      const answer = answers[pathname.split("/").at(-1) ?? ""];
      return answer === undefined ? failed(404, "not_found") : answer();
    },
  });
  const deps = { WebSocket: FakeSocket, now: () => Date.now(), random: () => 0 };
  const client = enterRoom({ api, auctionId, origin: "https://blytz.test", signedIn, deps });
  return { client, asked, refresh };
}

const joined = () =>
  success({
    ticket: "t1",
    socketPath: `/ws/auctions/${auctionId}`,
    role: "bidder",
    paddle: 7,
    obstacle: null,
    snapshot: describeSnapshot({ auction: { ...describeSnapshot().auction, lotCount: 2 } }),
  });
const read = () => {
  const { auction } = describeSnapshot();
  const {
    scheduledStartMs: _start,
    scheduledEndMs: _end,
    startedAtMs: _started,
    endedAtMs: _ended,
    ...rest
  } = auction;
  const at = new Date(startMs).toISOString();
  const times = { scheduledStart: at, scheduledEnd: null, startedAt: at, endedAt: null };
  return success({
    ...rest,
    ...times,
    lots: [lot, { ...lot, id: "lot-2", position: 2 }],
    viewers: 1,
    seq: 10,
  });
};
const log = () =>
  success({ facts: [describeBid(11, 9, 1_000)], head: { seq: 11, hash: "0".repeat(64) }, signatures: [] });

test("tickets, far lots and missed facts come over the interface, the rest over the socket", async () => {
  const { client, asked } = enter({ join: joined, [auctionId]: read, log });
  const missed = vi.fn<(event: unknown) => void>();
  client.on("missed", missed);
  await pass(10);
  const [socket] = FakeSocket.all;
  expect(socket?.url).toBe(`wss://blytz.test/ws/auctions/${auctionId}?afterSeq=10`);
  expect(client.getState().model?.lots.map(({ id }) => id)).toEqual(["lot-1", "lot-2"]);
  socket?.open();
  socket?.say(describeSnapshot({ seq: 11 }));
  await pass(10);
  expect(missed).toHaveBeenCalledWith(expect.objectContaining({ fromSeq: 11, toSeq: 11, complete: true }));
  expect(asked.slice(0, 3)).toEqual(["POST /join", "GET ", "GET /log?afterSeq=10"]);
  client.close();
});

test.each([
  ["a room that is not there", () => failed(404, "not_found"), "not-found"],
  ["a room for others", () => failed(403, "forbidden"), "forbidden"],
  ["a room that blocked us", () => failed(403, "blocked"), "blocked"],
  ["a session that is over for good", () => failed(401, "invalid_credentials"), "signed-out"],
])("%s is not tried again", async (_what, answer, reason) => {
  const { client, asked } = enter({ join: answer });
  await pass(60_000);
  expect(client.getState().status).toEqual({ kind: "stopped", reason });
  expect(asked).toHaveLength(1);
});

test("a busy house is asked again when it says so", async () => {
  const { client, asked } = enter({ join: () => failed(429, "rate_limited", { "Retry-After": "7" }) });
  await pass(5_000);
  expect(asked).toHaveLength(1);
  expect(client.getState().status).toMatchObject({ kind: "offline", nextAttemptAtMs: startMs + 7_100 });
  await pass(3_000);
  expect(asked).toHaveLength(2);
  client.close();
});

test("who never signs in has no session to renew", async () => {
  const { client, refresh } = enter({ join: joined, [auctionId]: read }, false);
  await pass(10);
  FakeSocket.all[0]?.open();
  FakeSocket.all[0]?.drop(4_401);
  await pass(5_000);
  expect(refresh).not.toHaveBeenCalled();
  expect(FakeSocket.all).toHaveLength(2);
  client.close();
});
