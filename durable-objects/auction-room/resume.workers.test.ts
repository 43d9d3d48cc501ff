import { abortAllDurableObjects, evictDurableObject, reset } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { limits } from "../../domain/limits.ts";
import {
  asRpc,
  bid,
  createRoom,
  describeCaller,
  describeLot,
  enterRoom,
  getRoom,
  insideRoom,
  openRoomForBids,
  passerBy,
  run,
  silenceConsole,
} from "../../test/support/workers/room.ts";
import { parseEntry } from "./store/entry-text.ts";
import type { RoomStub, TestSocket } from "../../test/support/workers/room.ts";

beforeEach(silenceConsole);
afterEach(reset);

const ann = describeCaller("ann");
const ben = describeCaller("ben");
const readSeqs = (socket: TestSocket): number[] => socket.facts.map((fact) => fact.seq);

/** Raises the price `count` times, one fact each, past the limits of people. */
async function bidMany(room: RoomStub, lotId: string, count: number): Promise<void> {
  await enterRoom(room, ann);
  await enterRoom(room, ben);
  await insideRoom(room, async (instance) => {
    const { submit, readNowMs } = instance["room"];
    const answers = Array.from({ length: count }, async (_, at) => {
      const amountMinor = 1_000 + at * 1_000_000;
      const command = bid(lotId, amountMinor, { mode: "exact", confirm: true });
      const arrival = {
        input: { actor: at % 2 === 0 ? ann : ben, command },
        arrivedAtMs: readNowMs(),
        isRationed: false,
      };
      const answer = await new Promise((resolve, reject) => {
        submit(arrival, resolve, reject);
      });
      expect(answer).toMatchObject({ type: "command.accepted" });
    });
    await Promise.all(answers);
  });
}

describe("resume", () => {
  test("?afterSeq= is answered with the facts since, first of all", async () => {
    const { room, lotId } = await openRoomForBids();
    const one = await enterRoom(room, ann);
    await one.ask(bid(lotId, 2_000));
    const late = await enterRoom(room, ben, { query: "?afterSeq=1" });
    await late.frame("you.updated");
    expect(late.frames[0]?.type).toBe("room.facts");
    expect(readSeqs(late)).toEqual([2, 3]);
    expect(await late.frame("you.updated")).toMatchObject({ userId: "ben", role: "bidder", paddle: 2 });
    const even = await enterRoom(room, passerBy, { query: "?afterSeq=3" });
    expect(await even.frame("room.facts")).toEqual({ type: "room.facts", facts: [] });
  });

  test("sync.resume on an open socket, and again after an eviction", async () => {
    const { room, lotId } = await openRoomForBids();
    const one = await enterRoom(room, ann);
    await one.ask(bid(lotId, 2_000));
    await one.until(({ facts }) => facts.length === 1);
    one.send({ type: "sync.resume", afterSeq: 0 });
    await one.until(({ facts }) => facts.length === 4);
    await evictDurableObject(room);
    one.send({ type: "sync.resume", afterSeq: 2 });
    await one.until(({ facts }) => facts.length === 5);
    expect(readSeqs(one)).toEqual([3, 1, 2, 3, 3]);
  });

  test("a fact the room never had, or too many of them, is answered with a snapshot", async () => {
    const { room, lotId } = await openRoomForBids();
    await bidMany(room, lotId, limits.resumeFactsMax + 10);
    const head = (await asRpc(room).read(passerBy))?.seq ?? 0;
    expect(head).toBe(limits.resumeFactsMax + 12);
    const afters: readonly (readonly [number, string])[] = [
      [head + 1, "room.snapshot"],
      [1, "room.snapshot"],
      [head - limits.resumeFactsMax - 1, "room.snapshot"],
      [head - limits.resumeFactsMax, "room.facts"],
    ];
    for (const [after, type] of afters) {
      const socket = await enterRoom(room, passerBy, { query: `?afterSeq=${after}` });
      await socket.until(({ frames }) => frames.length > 0);
      expect([after, socket.frames[0]?.type]).toEqual([after, type]);
    }
    await evictDurableObject(room);
    const cold = await enterRoom(room, passerBy, { query: `?afterSeq=${head - limits.resumeFactsMax}` });
    await cold.until(({ facts }) => facts.length === limits.resumeFactsMax);
    expect(readSeqs(cold)).toEqual(Array.from({ length: 500 }, (_, at) => head - 499 + at));
  });

  test("an edit of the set-up reaches those who are here, and those who come back from before it", async () => {
    const { room, seller, lotIds } = await createRoom([describeLot(), describeLot()]);
    const [lotId = ""] = lotIds;
    const here = await enterRoom(room, ann);
    await here.frame("room.snapshot");
    await run(
      room,
      { type: "lot.edit", id: "e", lotId, spec: describeLot({}, { title: "A better lamp" }) },
      seller,
    );
    const again = await here.frame("room.snapshot", ({ lots }) => lots[0]?.title === "A better lamp");
    expect(again.you.userId).toBe("ann");
    const back = await enterRoom(room, ben, { query: "?afterSeq=0" });
    expect(await back.frame("room.snapshot")).toMatchObject({ lots: [{ title: "A better lamp" }, {}] });
    expect(back.frames[0]?.type).toBe("room.facts");
    await evictDurableObject(room);
    const later = await enterRoom(room, ben, { query: "?afterSeq=0" });
    await later.frame("room.snapshot");
  });
});

describe("hibernation", () => {
  test("sockets survive it, keep who they are and hear what follows", async () => {
    const { room, lotId } = await openRoomForBids();
    const [one, watcher] = [await enterRoom(room, ann), await enterRoom(room, passerBy)];
    await one.ask(bid(lotId, 2_000));
    await watcher.until(({ facts }) => facts.length === 1);
    await evictDurableObject(room);
    expect(await one.ask(bid(lotId, 3_000))).toMatchObject({ outcome: "leading", yourMaxMinor: 3_000 });
    await evictDurableObject(room);
    expect(await one.ask(bid(lotId, 4_000, { mode: "exact" }))).toMatchObject({ code: "already_leading" });
    const other = await enterRoom(room, ben);
    await other.ask(bid(lotId, 9_000));
    await watcher.until(({ facts }) => facts.at(-1)?.type === "bid.placed" && facts.length >= 3);
    expect(readSeqs(watcher)).toEqual(readSeqs(watcher).map((_, at) => at + 3));
    expect(await one.frame("you.updated", (you) => you.spentMinor === 0)).toBeDefined();
  });

  test("facts lost with the room's memory are sent when the next clock.ping shows the gap", async () => {
    const { room, lotId } = await openRoomForBids();
    const [one, watcher] = [await enterRoom(room, ann), await enterRoom(room, passerBy)];
    await one.ask(bid(lotId, 2_000));
    await watcher.until(({ facts }) => facts.length === 1);
    await evictDurableObject(room);
    watcher.send({ type: "clock.ping", t0: 1, seq: 1 });
    await watcher.until(({ facts }) => facts.length === 3);
    expect(readSeqs(watcher)).toEqual([3, 2, 3]);
    watcher.send({ type: "clock.ping", t0: 2, seq: 1 });
    await watcher.frame("clock.pong", (pong) => pong.t0 === 2);
    expect(watcher.facts).toHaveLength(3);
  });

  test("a state rebuilt from its journal, and from a snapshot and the rest, is the same state", async () => {
    const { room, lotId, auctionId } = await openRoomForBids();
    await bidMany(room, lotId, 700);
    const readState = (from: RoomStub) => insideRoom(from, (instance) => instance["room"].memory.state);
    const before = await readState(room);
    await evictDurableObject(room);
    expect(await readState(room)).toEqual(before);
    await insideRoom(room, (instance) => instance.alarm());
    const parts = await insideRoom(room, (_instance, { storage }) =>
      storage.sql.exec("SELECT count(*) AS parts FROM snapshot").one(),
    );
    expect(parts.parts).toBeGreaterThan(0);
    await enterRoom(room, ann).then((socket) => socket.ask({ type: "chat.post", id: "c", text: "after it" }));
    const after = await readState(room);
    await abortAllDurableObjects();
    expect(await readState(getRoom(auctionId))).toEqual(after);
  });

  test("a snapshot of another shape is ignored", async () => {
    const { room, lotId } = await openRoomForBids();
    await bidMany(room, lotId, 510);
    await insideRoom(room, (instance) => instance.alarm());
    const before = await insideRoom(room, (instance) => instance["room"].memory.state);
    await insideRoom(room, (_instance, { storage }) => {
      storage.sql.exec("UPDATE snapshot SET text = '{\"version\":0}' WHERE part = 0");
    });
    await evictDurableObject(room);
    expect(await insideRoom(room, (instance) => instance["room"].memory.state)).toEqual(before);
  });

  test("an auction too large for a row is kept in parts and comes back whole", async () => {
    const lots = Array.from({ length: 400 }, (_, at) =>
      describeLot({}, { description: `${at} 🪔`.repeat(500) }),
    );
    const { room } = await createRoom(lots);
    const before = await asRpc(room).read(passerBy);
    expect(before?.lots).toHaveLength(400);
    await evictDurableObject(room);
    expect(await asRpc(room).read(passerBy)).toEqual(before);
    const [first = ""] = (await asRpc(room).outbox(0, 10)).entryTexts;
    expect(parseEntry(first).private.changes[0]).toMatchObject({ type: "auction.created" });
  });
});
