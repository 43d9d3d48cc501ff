import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { heartbeat } from "../../contract/room/up.ts";
import type { JoinOutcome, RoomClient } from "./room-client.ts";
import {
  describeBid,
  describeFact,
  describeJoin,
  describeSnapshot,
  FakeSocket,
  lot,
  startClient,
  startLiveClient,
  startMs,
  toHash,
} from "./testing/fake-room.ts";

const clients: RoomClient[] = [];
beforeEach(() => void vi.useFakeTimers({ now: startMs }));
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  vi.useRealTimers();
});
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe("entering a room", () => {
  test("takes a ticket, connects with it, and shows the room before the first frame", async () => {
    const { client, socket } = startClient();
    expect(client.getState()).toEqual({
      status: { kind: "connecting" },
      model: null,
      obstacle: null,
      ownBids: [],
    });
    await pass(0);
    expect(socket().url).toBe("wss://blytz.test/ws/auctions/auction-1?afterSeq=10");
    expect(socket().protocols).toEqual(["blytz.v1", "ticket.t1"]);
    expect(client.getState().model).toMatchObject({
      seq: 10,
      viewers: 3,
      lots: [{ id: "lot-1" }],
      lotsComplete: true,
    });
    expect(client.getState().status.kind).toBe("connecting");
    socket().open();
    socket().say({ type: "room.facts", facts: [] });
    expect(client.getState().status).toEqual({ kind: "live" });
  });

  test("follows facts, and every change is a new state that its subscribers hear of", async () => {
    const { client, socket, told } = await startLiveClient();
    const before = client.getState();
    const heard = vi.fn<() => void>();
    const stop = client.subscribe(heard);
    socket().say({ type: "room.facts", facts: [describeBid(11, 7, 1_000), describeBid(12, 9, 1_050)] });
    const { model } = client.getState();
    expect(client.getState()).not.toBe(before);
    expect(before.model?.seq).toBe(10);
    expect(model).toMatchObject({
      seq: 12,
      headHash: toHash(12),
      lots: [{ priceMinor: 1_050, leaderPaddle: 9, bidCount: 2 }],
    });
    expect(model?.bids.map(({ seq }) => seq)).toEqual([12, 11]);
    expect(told).toEqual([["facts", [describeBid(11, 7, 1_000), describeBid(12, 9, 1_050)]]]);
    expect(heard).toHaveBeenCalled();
    heard.mockClear();
    stop();
    socket().say({ type: "room.presence", viewers: 4 });
    expect(heard).not.toHaveBeenCalled();
    expect(client.getState().model?.viewers).toBe(4);
  });

  test("a fact twice is a fact once", async () => {
    const { client, socket, told } = await startLiveClient();
    socket().say({ type: "room.facts", facts: [describeBid(11, 7, 1_000)] });
    socket().say({ type: "room.facts", facts: [describeBid(11, 7, 1_000), describeBid(12, 9, 1_050)] });
    expect(client.getState().model).toMatchObject({ seq: 12, lots: [{ bidCount: 2 }] });
    const facts = told.filter(([name]) => name === "facts");
    expect(facts).toEqual([11, 12].map((seq) => ["facts", [expect.objectContaining({ seq })]]));
  });
});

describe("a gap", () => {
  test("is noticed, asked for and told as missed once it is filled", async () => {
    const { client, socket, told } = await startLiveClient();
    socket().say({ type: "room.facts", facts: [describeBid(14, 9, 1_150)] });
    expect(client.getState().status).toEqual({ kind: "catching-up", behind: 4 });
    expect(socket().sentOf("sync.resume")).toEqual([{ type: "sync.resume", afterSeq: 10 }]);
    socket().say({ type: "room.facts", facts: [describeBid(15, 7, 1_200)] });
    expect(client.getState().status).toEqual({ kind: "catching-up", behind: 5 });
    expect(socket().sentOf("sync.resume")).toHaveLength(1);
    const answer = [11, 12, 13, 14, 15].map((seq) => describeBid(seq, seq, 1_000 + 50 * (seq - 11)));
    socket().say({ type: "room.facts", facts: answer });
    expect(client.getState()).toMatchObject({ status: { kind: "live" }, model: { seq: 15 } });
    expect(told).toEqual([
      ["trouble", { what: "gap", detail: "fact 14 after 10" }],
      ["missed", { fromSeq: 11, toSeq: 15, facts: answer, complete: true }],
    ]);
  });

  test("that nobody fills ends in a new connection without a past", async () => {
    const { socket } = await startLiveClient();
    socket().say({ type: "room.facts", facts: [describeBid(14, 9, 1_150)] });
    await pass(5_000);
    expect(FakeSocket.all[0]?.closedWith).toBe(4_000);
    await pass(1_000);
    expect(FakeSocket.all).toHaveLength(2);
    expect(socket().url).toBe("wss://blytz.test/ws/auctions/auction-1");
    socket().open();
    socket().say(describeSnapshot({ seq: 14 }));
    await pass(0);
    socket().drop(1_006);
    await pass(10_000);
    expect(socket().url).toContain("afterSeq=14");
  });

  test("[H1] a history that does not follow is not continued", async () => {
    const { client, socket, told } = await startLiveClient();
    socket().say({ type: "room.facts", facts: [describeBid(11, 7, 1_000)] });
    socket().say({ type: "room.facts", facts: [{ ...describeBid(12, 9, 1_050), previousHash: toHash(99) }] });
    expect(client.getState().model?.seq).toBe(11);
    expect(told.at(-1)).toEqual(["trouble", { what: "fork", detail: "fact 12 after 11" }]);
    await pass(1_000);
    expect(socket().url).not.toContain("afterSeq");
  });

  test("behind an answer is asked for when its facts do not come", async () => {
    const { client, socket } = await startLiveClient();
    void client.placeBid({ lotId: "lot-1", amountMinor: 2_000 });
    socket().say({
      type: "command.accepted",
      id: "made-id",
      seq: 11,
      outcome: "leading",
      priceMinor: 1_000,
      yourMaxMinor: 2_000,
    });
    await pass(1_900);
    expect(socket().sentOf("sync.resume")).toEqual([]);
    await pass(200);
    expect(socket().sentOf("sync.resume")).toEqual([{ type: "sync.resume", afterSeq: 10 }]);
  });
});

describe("losing the line", () => {
  test("shows how old the room is, waits with jitter, and comes back with a fresh ticket to what it missed", async () => {
    const { client, socket, told } = await startLiveClient();
    await pass(6_000);
    socket().say({ type: "room.facts", facts: [describeBid(11, 7, 1_000)] });
    await pass(2_000);
    socket().drop(1_006);
    expect(client.getState().status).toEqual({
      kind: "offline",
      dataAtMs: startMs + 6_000,
      nextAttemptAtMs: null,
    });
    await pass(0);
    expect(client.getState().status).toEqual({
      kind: "offline",
      dataAtMs: startMs + 6_000,
      nextAttemptAtMs: startMs + 8_500,
    });
    expect(FakeSocket.all).toHaveLength(1);
    await pass(500);
    expect(FakeSocket.all).toHaveLength(2);
    expect(socket().protocols).toEqual(["blytz.v1", "ticket.t2"]);
    expect(socket().url).toContain("afterSeq=11");
    socket().open();
    const missed = [describeBid(12, 9, 1_050)];
    socket().say({ type: "room.facts", facts: missed });
    expect(client.getState()).toMatchObject({ status: { kind: "live" }, model: { seq: 12 } });
    expect(told.slice(1)).toEqual([
      ["outbid", { lotId: "lot-1", priceMinor: 1_050 }],
      ["missed", { fromSeq: 12, toSeq: 12, facts: missed, complete: true }],
    ]);
  });

  test("again and again waits longer, and a good connection starts anew", async () => {
    const { client, socket } = await startLiveClient();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      socket().drop(1_006);
      await pass(0);
      const { status } = client.getState();
      const waitMs = status.kind === "offline" ? (status.nextAttemptAtMs ?? 0) - Date.now() : 0;
      waits.push(waitMs);
      await pass(waitMs);
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
    socket().open();
    socket().say({ type: "room.facts", facts: [] });
    await pass(5_000);
    socket().drop(1_006);
    await pass(0);
    expect(client.getState().status).toMatchObject({ nextAttemptAtMs: Date.now() + 500 });
  });

  test("together with everyone else spreads wider", async () => {
    const { client, socket } = await startLiveClient();
    socket().drop(1_012);
    await pass(0);
    expect(client.getState().status).toMatchObject({ nextAttemptAtMs: startMs + 1_500 });
  });

  test("does not wait when the network is back", async () => {
    const { client, socket } = await startLiveClient();
    for (let attempt = 0; attempt < 6; attempt += 1) {
      socket().drop(1_006);
      await pass(30_000);
    }
    const count = FakeSocket.all.length;
    socket().drop(1_006);
    await pass(10);
    client.hurry();
    await pass(10);
    expect(FakeSocket.all).toHaveLength(count + 1);
  });

  test("is noticed by silence after a heartbeat, whose bytes are exact", async () => {
    const { socket } = await startLiveClient();
    await pass(20_000);
    expect(socket().sent).toContain(heartbeat.ping);
    socket().say(heartbeat.pong);
    await pass(20_000);
    expect(FakeSocket.all).toHaveLength(1);
    await pass(10_000);
    expect(FakeSocket.all[0]?.closedWith).toBe(4_000);
    await pass(1_000);
    expect(FakeSocket.all).toHaveLength(2);
  });

  test("a socket that never opens is given up", async () => {
    startClient();
    await pass(10_000);
    await pass(2_000);
    expect(FakeSocket.all.length).toBeGreaterThan(1);
  });
});

describe("who may not come back", () => {
  test("after 4401 it renews the session and joins again", async () => {
    const refreshSession = vi.fn<() => Promise<boolean>>(async () => true);
    const { client, socket, join } = await startLiveClient({ refreshSession });
    socket().drop(4_401);
    await pass(1_000);
    expect(refreshSession).toHaveBeenCalledTimes(1);
    expect(join).toHaveBeenCalledTimes(2);
    socket().open();
    socket().say({ type: "room.facts", facts: [] });
    expect(client.getState().status).toEqual({ kind: "live" });
  });

  test("after 4401 it stops when there is no session to renew", async () => {
    const { client, socket, join } = await startLiveClient({ refreshSession: async () => false });
    socket().drop(4_401);
    await pass(60_000);
    expect(join).toHaveBeenCalledTimes(1);
    expect(client.getState().status).toEqual({ kind: "stopped", reason: "signed-out" });
  });

  test("a session that cannot be renewed just now is tried again", async () => {
    const refreshSession = vi
      .fn<() => Promise<boolean>>()
      .mockRejectedValueOnce(new Error("offline"))
      .mockResolvedValue(true);
    const { join, socket } = await startLiveClient({ refreshSession });
    socket().drop(4_401);
    await pass(5_000);
    expect(refreshSession).toHaveBeenCalledTimes(2);
    expect(join).toHaveBeenCalledTimes(2);
  });

  test("after 4403 it stops for good", async () => {
    const { client, socket } = await startLiveClient();
    socket().drop(4_403);
    await pass(60_000);
    expect(client.getState().status).toEqual({ kind: "stopped", reason: "blocked" });
    expect(FakeSocket.all).toHaveLength(1);
  });

  test("a join that is refused for good stops; one that fails waits as long as it is told", async () => {
    const gone = startClient({ join: async () => ({ type: "stop", reason: "not-found" }) });
    await pass(0);
    expect(gone.client.getState().status).toEqual({ kind: "stopped", reason: "not-found" });

    const join = vi.fn<() => ReturnType<typeof gone.join>>();
    join
      .mockRejectedValueOnce(new Error("offline"))
      .mockResolvedValueOnce({ type: "later", atLeastMs: 4_000 });
    join.mockImplementation(async () => describeJoin());
    const later = startClient({ join });
    await pass(0);
    expect(join).toHaveBeenCalledTimes(1);
    await pass(500);
    expect(join).toHaveBeenCalledTimes(2);
    expect(later.client.getState().status).toMatchObject({
      kind: "offline",
      nextAttemptAtMs: startMs + 500 + 5_000,
    });
    await pass(5_000);
    expect(FakeSocket.all).toHaveLength(1);
  });

  test("closing ends everything, also in the middle of a wait", async () => {
    const { client, socket, join } = await startLiveClient();
    socket().drop(1_006);
    await pass(0);
    client.close();
    await pass(60_000);
    expect(client.getState().status).toEqual({ kind: "stopped", reason: "closed" });
    expect(join).toHaveBeenCalledTimes(1);
    client.close();
    client.rejoin();
    await pass(60_000);
    expect(FakeSocket.all).toHaveLength(1);
  });
});

describe("the clock", () => {
  test("is the room's, by the quickest of a few measurements", async () => {
    const { client, socket } = await startLiveClient();
    // The snapshot was made on a clock that agrees with ours.
    expect(client.roomNowMs()).toBe(startMs);
    const pings = () => socket().sentOf("clock.ping");
    expect(pings()).toEqual([{ type: "clock.ping", t0: startMs, seq: 10 }]);
    await pass(200);
    socket().say({ type: "clock.pong", t0: startMs, nowMs: startMs + 5_100 });
    expect(client.roomNowMs()).toBe(startMs + 200 + 5_000);
    await pass(100);
    socket().say({ type: "clock.pong", t0: startMs + 300, nowMs: startMs + 5_340 });
    expect(client.roomNowMs()).toBe(startMs + 300 + 5_040);
    await pass(600);
    expect(pings()).toHaveLength(4);
    socket().say({ type: "clock.pong", t0: startMs + 600, nowMs: startMs + 9_000 });
    expect(client.roomNowMs()).toBe(startMs + 900 + 5_040);
    await pass(10_000);
    expect(pings()).toHaveLength(4);
  });

  test("a reader tells how far it is while facts flow, and lets a quiet room sleep", async () => {
    const { socket } = await startLiveClient();
    await pass(2_000);
    const count = socket().sentOf("clock.ping").length;
    socket().say({ type: "room.facts", facts: [describeBid(11, 7, 1_000)] });
    await pass(1_000);
    socket().say({ type: "room.facts", facts: [describeBid(12, 9, 1_050)] });
    await pass(14_000);
    expect(socket().sentOf("clock.ping")).toHaveLength(count + 1);
    expect(socket().sentOf("clock.ping").at(-1)).toMatchObject({ seq: 12 });
    const live = setInterval(() => socket().say(heartbeat.pong), 5_000);
    await pass(60_000);
    clearInterval(live);
    expect(socket().sentOf("clock.ping")).toHaveLength(count + 1);
  });
});

describe("a session", () => {
  test("is renewed before it ends, on the same socket", async () => {
    const refreshSession = vi.fn<() => Promise<boolean>>(async () => true);
    let minutes = 15;
    let tickets = 0;
    const join = async (): Promise<JoinOutcome> => {
      const ticket = `t${(tickets += 1)}`;
      return {
        ...describeJoin(describeSnapshot(), ticket),
        sessionExpiresAtMs: Date.now() + minutes * 60_000,
      };
    };
    const { socket } = await startLiveClient({ refreshSession, join });
    const live = setInterval(() => socket().say(heartbeat.pong), 5_000);
    await pass(13 * 60_000);
    expect(refreshSession).not.toHaveBeenCalled();
    await pass(60_000);
    expect(refreshSession).toHaveBeenCalledTimes(1);
    expect(socket().sentOf("session.renew")).toEqual([{ type: "session.renew", ticket: "t2" }]);
    minutes = 0.05;
    await pass(14 * 60_000);
    expect(socket().sentOf("session.renew").length).toBeGreaterThan(1);
    clearInterval(live);
  });

  test("that cannot be renewed is left to the room to end", async () => {
    const joined = { ...describeJoin(), sessionExpiresAtMs: startMs + 120_000 };
    const { socket } = await startLiveClient({ refreshSession: async () => false, join: async () => joined });
    socket().say(heartbeat.pong);
    await pass(29_000);
    expect(socket().sentOf("session.renew")).toEqual([]);
  });
});

describe("beside the auction", () => {
  test("chat, presence, reactions and what is one's own", async () => {
    const { client, socket, told } = await startLiveClient();
    const line = (messageId: string, atMs: number) => ({
      messageId,
      displayName: "Ada",
      role: "bidder" as const,
      text: "Hi",
      atMs,
    });
    socket().say({ type: "chat.posted", lines: [line("m2", 20)] });
    client.addChat([line("m1", 10), line("m2", 20)]);
    expect(client.getState().model?.chat.map(({ messageId }) => messageId)).toEqual(["m1", "m2"]);
    socket().say({ type: "chat.removed", messageId: "m1" });
    expect(client.getState().model?.chat).toHaveLength(1);
    socket().say({ type: "reaction.burst", counts: { heart: 3 } });
    socket().say({ type: "you.updated", spentMinor: 500 });
    expect(client.getState().model?.you).toMatchObject({ paddle: 7, spentMinor: 500 });
    client.react("heart");
    expect(socket().sentOf("reaction.send")).toEqual([{ type: "reaction.send", kind: "heart" }]);
    expect(told).toEqual([
      ["chat", [line("m2", 20)]],
      ["reactions", { heart: 3 }],
    ]);
  });

  test("what is not known is ignored, what is broken is told", async () => {
    const { client, socket, told } = await startLiveClient();
    socket().say({ type: "room.fireworks", colour: "red" });
    expect(told).toEqual([]);
    socket().say({ type: "room.presence", viewers: -1 });
    socket().say("{");
    socket().say({ type: "command.refused", id: null, code: "malformed", message: "Not a frame." });
    expect(told.map(([name]) => name)).toEqual(["trouble", "trouble", "trouble"]);
    expect(client.getState().status).toEqual({ kind: "live" });
    socket().say({
      type: "room.facts",
      facts: [{ ...describeBid(11, 7, 1_000), type: "lot.paused" }, describeBid(12, 9, 1_050)],
    });
    expect(client.getState().model).toMatchObject({ seq: 12, lots: [{ leaderPaddle: 9 }] });
  });

  test("coming back as somebody else takes who they are from the join", async () => {
    const { client, join, socket } = await startLiveClient();
    const you = { ...describeSnapshot().you, userId: "user-2", paddle: 12 };
    const described = describeJoin(describeSnapshot({ you }));
    join.mockImplementation(async () => ({ ...described, obstacle: "not_shippable" }));
    expect(client.getState().obstacle).toBeNull();
    client.rejoin();
    await pass(1_000);
    expect(FakeSocket.all).toHaveLength(2);
    socket().open();
    socket().say({ type: "room.facts", facts: [] });
    expect(client.getState().model?.you).toMatchObject({ userId: "user-2", paddle: 12 });
    expect(client.getState().obstacle).toBe("not_shippable");
  });
});

describe("lots a snapshot leaves out", () => {
  const far = {
    ...lot,
    id: "lot-2",
    position: 2,
    status: "queued" as const,
    closesAtMs: null,
    openedAtMs: null,
  };
  const two = () => describeSnapshot({ auction: { ...describeSnapshot().auction, lotCount: 2 } });

  test("are read over HTTP, and what happened to them meanwhile is not lost", async () => {
    let answer: (reading: { seq: number; lots: (typeof lot)[] }) => void = () => undefined;
    const readLots = vi.fn<() => Promise<{ seq: number; lots: (typeof lot)[] }>>(
      () => new Promise((resolve) => (answer = resolve)),
    );
    const { client, socket } = await startLiveClient({ join: async () => describeJoin(two()), readLots });
    expect(readLots).toHaveBeenCalledTimes(1);
    expect(client.getState().model).toMatchObject({ lotsComplete: false, lots: [{ id: "lot-1" }] });
    socket().say({
      type: "room.facts",
      facts: [describeFact(11, { type: "lot.passed", lotId: "lot-2", reason: "host" })],
    });
    answer({ seq: 10, lots: [lot, far] });
    await pass(0);
    const { model } = client.getState();
    expect(model).toMatchObject({
      lotsComplete: true,
      lots: [{ id: "lot-1" }, { id: "lot-2", status: "passed", passReason: "host" }],
    });
    expect(readLots).toHaveBeenCalledTimes(1);
  });

  test("a reading that fails is made again with the next news", async () => {
    const readLots = vi.fn<() => Promise<{ seq: number; lots: (typeof lot)[] }>>();
    readLots.mockRejectedValueOnce(new Error("offline")).mockResolvedValue({ seq: 11, lots: [lot, far] });
    const { client, socket } = await startLiveClient({ join: async () => describeJoin(two()), readLots });
    socket().say({ type: "room.facts", facts: [describeBid(11, 7, 1_000)] });
    await pass(0);
    expect(readLots).toHaveBeenCalledTimes(2);
    expect(client.getState().model?.lotsComplete).toBe(true);
  });
});

describe("a snapshot instead of what was missed", () => {
  test("shows the result at once and reads the story from the log", async () => {
    const facts = [describeBid(11, 9, 1_000), describeBid(12, 7, 1_050), describeBid(13, 9, 1_100)];
    const readLog = vi.fn<(afterSeq: number) => Promise<typeof facts>>(async () => facts);
    const { client, socket, told } = await startLiveClient({ readLog });
    socket().drop(1_006);
    await pass(1_000);
    socket().open();
    socket().say(describeSnapshot({ seq: 12, lots: [{ ...lot, priceMinor: 1_050, leaderPaddle: 7 }] }));
    expect(client.getState()).toMatchObject({
      status: { kind: "live" },
      model: { seq: 12, lots: [{ priceMinor: 1_050 }] },
    });
    await pass(0);
    expect(readLog).toHaveBeenCalledWith(10);
    expect(told).toEqual([["missed", { fromSeq: 11, toSeq: 12, facts: facts.slice(0, 2), complete: true }]]);
    expect(client.getState().model?.bids.map(({ seq }) => seq)).toEqual([12, 11]);
  });

  test("without a log to read tells only that something was missed", async () => {
    const { socket, told } = await startLiveClient({
      readLog: async () => Promise.reject(new Error("offline")),
    });
    socket().say(describeSnapshot({ seq: 12 }));
    await pass(0);
    expect(told).toEqual([["missed", { fromSeq: 11, toSeq: 12, facts: [], complete: false }]]);
  });

  test("of an earlier moment than ours is the room's word all the same", async () => {
    const { client, socket, told } = await startLiveClient();
    socket().drop(1_006);
    await pass(1_000);
    socket().open();
    socket().say(describeSnapshot({ seq: 4 }));
    expect(client.getState().model?.seq).toBe(4);
    expect(told).toEqual([["trouble", { what: "fork", detail: "the room is at 4, this client was at 10" }]]);
  });
});
