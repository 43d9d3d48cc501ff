import { reset, runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { limits } from "../../domain/limits.ts";
import {
  asRpc,
  bid,
  describeCaller,
  enterRoom,
  insideRoom,
  joinRoom,
  openRoomForBids,
  passerBy,
  silenceConsole,
} from "../../test/support/workers/room.ts";
import type { RoomStub } from "../../test/support/workers/room.ts";

beforeEach(silenceConsole);
afterEach(reset);
afterEach(() => void vi.useRealTimers());

const ann = describeCaller("ann");
const nest = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;

/** Everything a refused frame must leave as it was. */
async function readTrace(room: RoomStub): Promise<unknown> {
  return insideRoom(room, (instance) => [
    instance["room"].store.meter.readRows(),
    instance["room"].memory.state,
  ]);
}

describe("[SEC-17] frames that are none", () => {
  const place = '"type":"bid.place","id":"x","lotId":"y"';
  const refused: readonly (readonly [string, string, string | null])[] = [
    ["no JSON", "hello", null],
    ["half a frame", '{"type":"bid.place","id":"x"', null],
    ["an array", "[]", null],
    ["a number", "1", null],
    ["null", "null", null],
    ["nothing", "", null],
    ["no type", '{"id":"x"}', "x"],
    ["an unknown type", '{"type":"bid.steal","id":"x"}', "x"],
    ["a type that is no text", '{"type":{},"id":"x"}', "x"],
    ["a name of Object's", '{"type":"constructor","id":"x"}', "x"],
    ["a down frame", '{"type":"command.accepted","id":"x","seq":1,"outcome":"leading"}', "x"],
    ["a platform's command", '{"type":"auction.create","id":"x"}', "x"],
    ["an unknown member", `{${place},"amountMinor":100,"mode":"max","userId":"ben"}`, "x"],
    ["__proto__", `{${place},"amountMinor":100,"mode":"max","__proto__":{"isAdmin":true}}`, "x"],
    ["constructor", `{${place},"amountMinor":100,"mode":"max","constructor":{"prototype":{}}}`, "x"],
    ["prototype", `{${place},"amountMinor":100,"mode":"max","prototype":1}`, "x"],
    ["NaN", `{${place},"amountMinor":NaN,"mode":"max"}`, null],
    ["1e309", `{${place},"amountMinor":1e309,"mode":"max"}`, "x"],
    ["-0", `{${place},"amountMinor":-0,"mode":"max"}`, "x"],
    ["0", `{${place},"amountMinor":0,"mode":"max"}`, "x"],
    ["a negative amount", `{${place},"amountMinor":-100,"mode":"max"}`, "x"],
    ["a fraction", `{${place},"amountMinor":100.5,"mode":"max"}`, "x"],
    ["2^53", `{${place},"amountMinor":9007199254740992,"mode":"max"}`, "x"],
    ["more than 10^12", `{${place},"amountMinor":1000000000001,"mode":"max"}`, "x"],
    ["an amount in text", `{${place},"amountMinor":"100","mode":"max"}`, "x"],
    ["a mode there is not", `{${place},"amountMinor":100,"mode":"sneak"}`, "x"],
    ["a false confirmation", `{${place},"amountMinor":100,"mode":"max","confirm":false}`, "x"],
    ["an id too long", `{"type":"lot.buy","lotId":"y","id":"${"x".repeat(65)}"}`, null],
    ["an id of nothing", '{"type":"lot.buy","lotId":"y","id":""}', null],
    ["half a character in an id", String.raw`{"type":"lot.buy","lotId":"y","id":"\ud800"}`, null],
    ["half a character in a lot id", String.raw`{"type":"lot.buy","lotId":"\ud800","id":"x"}`, "x"],
    ["half a character in chat", String.raw`{"type":"chat.post","id":"x","text":"\udfff!"}`, "x"],
    ["a null character in chat", String.raw`{"type":"chat.post","id":"x","text":"a\u0000b"}`, "x"],
    [
      "bytes that are no UTF-8, as the platform shows them",
      '{"type":"chat.post","id":"x","text":"a\uFFFDb"}',
      "x",
    ],
    ["chat of spaces", '{"type":"chat.post","id":"x","text":"   "}', "x"],
    ["chat too long", `{"type":"chat.post","id":"x","text":"${"x".repeat(501)}"}`, "x"],
    ["2,000 levels", nest(2_000), null],
    ["2,000 levels in a member", `{"type":"chat.post","id":"x","text":${nest(1_900)}}`, "x"],
    ["an unknown reaction", '{"type":"reaction.send","kind":"money"}', null],
    ["a negative afterSeq", '{"type":"sync.resume","afterSeq":-1}', null],
    ["a t0 without end", '{"type":"clock.ping","t0":1e309,"seq":0}', null],
  ];

  test.each(refused)("%s → malformed, and nothing changes", async (_name, text, id) => {
    const { room } = await openRoomForBids();
    const socket = await enterRoom(room, ann);
    const before = await readTrace(room);
    socket.send(text);
    expect(await socket.frame("command.refused")).toMatchObject({ id, code: "malformed" });
    expect(await readTrace(room)).toEqual(before);
    expect(socket.closed).toBeNull();
    expect(({} as Record<string, unknown>)["isAdmin"]).toBeUndefined();
  });

  test("binary → 1003; more than 4 KiB, in characters or in bytes, → 1009; the room lives", async () => {
    const { room, lotId } = await openRoomForBids();
    const before = await readTrace(room);
    const closing: readonly (readonly [string | ArrayBuffer, number])[] = [
      [new ArrayBuffer(2), 1003],
      ["x".repeat(limits.frameBytesMax + 1), 1009],
      ["é".repeat(limits.frameBytesMax / 2 + 1), 1009],
      [nest(10_000), 1009],
      ["x".repeat(200_000), 1009],
      ["\uFFFD\uFFFD", 1007],
    ];
    const other = describeCaller("ben", { sessionId: "another" });
    for (const [message, code] of closing) {
      const socket = await enterRoom(room, passerBy);
      socket.socket.send(message);
      expect(await socket.closing()).toMatchObject({ code });
    }
    expect(await readTrace(room)).toEqual(before);
    const socket = await enterRoom(room, other);
    expect(await socket.ask(bid(lotId, 2_000))).toMatchObject({ outcome: "leading" });
  });

  test("exactly 4 KiB is a frame", async () => {
    const { room } = await openRoomForBids();
    const socket = await enterRoom(room, ann);
    const frame = '{"type":"reaction.send","kind":"heart"}';
    socket.send(frame.padEnd(limits.frameBytesMax, " "));
    expect(await socket.frame("reaction.burst")).toMatchObject({ counts: { heart: 1 } });
  });

  test("over HTTP too: malformed with what is wrong", async () => {
    const { room } = await openRoomForBids();
    for (const body of [
      null,
      1,
      [],
      {},
      { type: "bid.steal", id: "x" },
      { ...bid("y", 100), userId: "ben" },
    ]) {
      const answer = await asRpc(room).command(body, ann);
      expect(answer).toMatchObject({ type: "command.refused", code: "malformed" });
    }
  });
});

describe("[SEC-18] floods", () => {
  // The clock stands still, so that what a bucket holds is exactly what gets through however slow the machine is.
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.now() }));

  test("commands: exactly the bucket gets through, then 1008", async () => {
    const { room, lotId } = await openRoomForBids();
    const socket = await enterRoom(room, ann);
    for (let at = 0; at < 240; at += 1) socket.send(bid(lotId, 100));
    expect(await socket.closing()).toMatchObject({ code: 1008 });
    const refusals = socket.frames.filter((frame) => frame.type === "command.refused");
    const decided = refusals.filter((frame) => frame.code === "below_minimum");
    const limited = refusals.filter((frame) => frame.code === "rate_limited");
    expect(decided).toHaveLength(limits.commandsBurst);
    expect(limited).toHaveLength(limits.violationsPerMinuteMax + 1);
    const other = await enterRoom(room, describeCaller("ben"));
    expect(await other.ask(bid(lotId, 2_000))).toMatchObject({ outcome: "leading" });
  });

  test("rubbish: 1008 after a hundred in a minute", async () => {
    const { room } = await openRoomForBids();
    const socket = await enterRoom(room, passerBy);
    for (let at = 0; at < limits.violationsPerMinuteMax + 5; at += 1) socket.send("x");
    expect(await socket.closing()).toMatchObject({ code: 1008 });
  });

  test("frames that are fine each: 1008 beyond any client of ours", async () => {
    const { room } = await openRoomForBids();
    const socket = await enterRoom(room, passerBy);
    for (let at = 0; at < 300; at += 1) socket.send({ type: "clock.ping", t0: at, seq: 0 });
    expect(await socket.closing()).toMatchObject({ code: 1008 });
    expect(socket.frames.filter((frame) => frame.type === "clock.pong")).toHaveLength(limits.framesBurst);
  });

  test("a bidder who is refused for what the auction says is not thrown out", async () => {
    const { room, lotId } = await openRoomForBids();
    const socket = await enterRoom(room, ann);
    for (let at = 0; at < 120; at += 1) {
      vi.setSystemTime(Date.now() + 100);
      expect(await socket.ask(bid(lotId, 100))).toMatchObject({ code: "below_minimum" });
    }
    expect(socket.closed).toBeNull();
  });

  test("reactions are coalesced; a drumming thumb is dropped, not punished", async () => {
    const { room } = await openRoomForBids();
    const socket = await enterRoom(room, passerBy);
    for (let at = 0; at < 50; at += 1) socket.send({ type: "reaction.send", kind: "fire" });
    const burst = await socket.frame("reaction.burst");
    expect(burst.counts.fire).toBe(limits.reactionsBurst);
    expect(socket.closed).toBeNull();
  });
});

describe("[SEC-16] sessions", () => {
  test("signed out one can watch, react and keep time, nothing else", async () => {
    const { room, lotId } = await openRoomForBids();
    const socket = await enterRoom(room, passerBy);
    expect(await socket.ask(bid(lotId, 2_000))).toMatchObject({ code: "auth_required" });
    expect(await socket.ask({ type: "chat.post", id: "c", text: "hi" })).toMatchObject({
      code: "auth_required",
    });
    socket.send({ type: "clock.ping", t0: 12.5, seq: 2 });
    expect(await socket.frame("clock.pong")).toMatchObject({ t0: 12.5, nowMs: expect.any(Number) });
  });

  test("a frame after the session's end closes with 4401", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const { room, lotId } = await openRoomForBids();
    const socket = await enterRoom(room, describeCaller("ann", { sessionExpiresAtMs: Date.now() + 60_000 }));
    vi.setSystemTime(Date.now() + 60_000);
    socket.send(bid(lotId, 2_000));
    expect(await socket.closing()).toMatchObject({ code: 4401 });
    expect((await asRpc(room).read(passerBy))?.lots[0]?.bidCount).toBe(0);
  });

  test("a silent one is closed by the alarm, and hears nothing after its end", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const { room, lotId } = await openRoomForBids();
    const [silent, other] = [
      await enterRoom(room, describeCaller("ann", { sessionExpiresAtMs: Date.now() + 20_000 })),
      await enterRoom(room, describeCaller("ben")),
    ];
    const armed = await insideRoom(room, (_instance, { storage }) => storage.getAlarm());
    expect(armed).toBeLessThanOrEqual(Date.now() + 20_000);
    vi.setSystemTime(Date.now() + 20_000);
    await runDurableObjectAlarm(room);
    expect(await silent.closing()).toMatchObject({ code: 4401 });
    await other.ask(bid(lotId, 2_000));
    expect(silent.facts).toEqual([]);
  });

  test("facts are not sent to a session that is over, alarm or not", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const { room, lotId } = await openRoomForBids();
    const over = await enterRoom(room, describeCaller("ann", { sessionExpiresAtMs: Date.now() + 5_000 }));
    vi.setSystemTime(Date.now() + 5_000);
    const other = await enterRoom(room, describeCaller("ben"));
    await other.ask(bid(lotId, 2_000));
    expect(await over.closing()).toMatchObject({ code: 4401 });
    expect(over.facts).toEqual([]);
  });

  test("session.renew with a fresh ticket of the same person keeps the socket; any other does not", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const { room, lotId } = await openRoomForBids();
    const soon = describeCaller("ann", { sessionExpiresAtMs: Date.now() + 10_000 });
    const later = describeCaller("ann", { sessionExpiresAtMs: Date.now() + 900_000 });
    const socket = await enterRoom(room, soon);
    const bensTicket = await joinRoom(room, describeCaller("ben"));
    const elsewhere = await joinRoom(room, later, { origin: null });
    for (const ticket of [bensTicket, elsewhere, "rubbish"]) {
      const before = socket.frames.length;
      socket.send({ type: "session.renew", ticket });
      await socket.until(({ frames }) =>
        frames.slice(before).some((frame) => frame.type === "command.refused"),
      );
    }
    socket.send({ type: "session.renew", ticket: await joinRoom(room, later) });
    socket.send({ type: "clock.ping", t0: 1, seq: 2 });
    await socket.frame("clock.pong");
    vi.setSystemTime(Date.now() + 10_000);
    expect(await socket.ask(bid(lotId, 2_000))).toMatchObject({ outcome: "leading" });
  });

  test("endSession closes one session's sockets, or all of a person's", async () => {
    const { room } = await openRoomForBids();
    const [one, other] = [
      await enterRoom(room, describeCaller("ann", { sessionId: "phone" })),
      await enterRoom(room, describeCaller("ann", { sessionId: "laptop" })),
    ];
    const ben = await enterRoom(room, describeCaller("ben"));
    await asRpc(room).endSession("ann", "phone");
    expect(await one.closing()).toMatchObject({ code: 4401 });
    expect(other.closed).toBeNull();
    await asRpc(room).endSession("ann", null);
    expect(await other.closing()).toMatchObject({ code: 4401 });
    expect(ben.closed).toBeNull();
  });
});
