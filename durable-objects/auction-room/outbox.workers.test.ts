import { evictDurableObject, reset, runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { JournalEntry } from "../../domain/room/entry.ts";
import { limits } from "../../domain/limits.ts";
import type { RoomNudge } from "./rpc.ts";
import { parseEntry } from "./store/entry-text.ts";
import {
  asRpc,
  bid,
  describeCaller,
  enterRoom,
  insideRoom,
  openRoomForBids,
  silenceConsole,
} from "../../test/support/workers/room.ts";
import type { RoomStub } from "../../test/support/workers/room.ts";

beforeEach(silenceConsole);
afterEach(reset);
afterEach(() => void vi.useRealTimers());

const ann = describeCaller("ann");
const ben = describeCaller("ben");

/** Hears the room's nudges in the queue's place; `isAway` makes the queue refuse them. */
async function listen(room: RoomStub): Promise<{ readonly nudges: RoomNudge[]; isAway: boolean }> {
  const queue = { nudges: [] as RoomNudge[], isAway: false };
  await insideRoom(room, (instance) => {
    const send = async (nudge: RoomNudge): Promise<void> => {
      if (queue.isAway) throw new Error("the queue is away");
      queue.nudges.push(nudge);
    };
    Object.defineProperty(instance["env"], "ROOM_NUDGES", { value: { send }, configurable: true });
  });
  return queue;
}

async function readPage(room: RoomStub, after: number, limit: number): Promise<JournalEntry[]> {
  const { entryTexts } = await asRpc(room).outbox(after, limit);
  return entryTexts.map((text) => parseEntry(text));
}

/** Pulls everything, as the projection does. */
async function drain(room: RoomStub, from = 0, pageSize = 4): Promise<JournalEntry[]> {
  const drained: JournalEntry[] = [];
  for (let after = from, more = true; more;) {
    const entries = await readPage(room, after, pageSize);
    drained.push(...entries);
    after = entries.at(-1)?.entryNumber ?? after;
    ({ more } = await asRpc(room).advance(after));
  }
  return drained;
}

describe("[J2] the way out", () => {
  test("entries come in order, page by page, and again until the cursor moves", async () => {
    const { room, lotId } = await openRoomForBids();
    const socket = await enterRoom(room, ann);
    for (const amount of [2_000, 3_000, 4_000]) await socket.ask(bid(lotId, amount));
    const first = await asRpc(room).outbox(0, 3);
    expect(first.more).toBe(true);
    expect(first.entryTexts.map((text) => parseEntry(text).entryNumber)).toEqual([1, 2, 3]);
    expect(await asRpc(room).outbox(0, 3)).toEqual(first);
    expect(await asRpc(room).advance(3)).toEqual({ more: true });
    const rest = await asRpc(room).outbox(3, 100);
    expect(rest.more).toBe(false);
    expect(rest.entryTexts.map((text) => parseEntry(text).entryNumber)).toEqual([4, 5, 6, 7]);
    expect(await asRpc(room).advance(7)).toEqual({ more: false });
    expect(await asRpc(room).outbox(7, 100)).toEqual({ entryTexts: [], more: false });
  });

  test("the cursor only moves forward, never past the journal, and survives the object", async () => {
    const { room } = await openRoomForBids();
    expect(await asRpc(room).advance(2)).toEqual({ more: true });
    expect(await asRpc(room).advance(1)).toEqual({ more: true });
    await evictDurableObject(room);
    const cursors = await insideRoom(room, (instance) => instance["room"].store.readCursor());
    expect(cursors).toBe(2);
    expect(await asRpc(room).advance(1_000)).toEqual({ more: false });
    expect(await insideRoom(room, (instance) => instance["room"].store.readCursor())).toBe(3);
  });

  test("one nudge for a burst, another only when somebody came for the first", async () => {
    const { room, lotId, auctionId } = await openRoomForBids();
    await drain(room);
    const queue = await listen(room);
    const socket = await enterRoom(room, ann);
    for (const amount of [2_000, 3_000, 4_000]) await socket.ask(bid(lotId, amount));
    await vi.waitFor(() => expect(queue.nudges).toEqual([{ auctionId }]));
    await socket.ask(bid(lotId, 5_000));
    await new Promise((resolve) => setTimeout(resolve, limits.nudgeEveryMs * 3));
    expect(queue.nudges).toHaveLength(1);
    expect(await drain(room, 3)).toHaveLength(5);
    await socket.ask(bid(lotId, 6_000));
    await vi.waitFor(() => expect(queue.nudges).toHaveLength(2));
  });

  test("a lost nudge is repeated by the alarm, less and less often, until the cursor has caught up", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const { room, lotId } = await openRoomForBids();
    await drain(room);
    const queue = await listen(room);
    const socket = await enterRoom(room, ann);
    await socket.ask(bid(lotId, 2_000));
    await vi.waitFor(() => expect(queue.nudges).toHaveLength(1));
    const gaps: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const deadline = await insideRoom(room, (instance) => instance["room"].outbox.nextDeadline());
      gaps.push((deadline ?? 0) - Date.now());
      vi.setSystemTime((deadline ?? 0) + 1);
      await runDurableObjectAlarm(room);
      expect(queue.nudges).toHaveLength(round + 2);
      const armed = await insideRoom(room, (_instance, { storage }) => storage.getAlarm());
      expect(armed).not.toBeNull();
    }
    expect(gaps).toEqual(gaps.toSorted((one, other) => one - other));
    expect(gaps.at(-1)).toBeLessThanOrEqual(limits.nudgeRetryMaxMs);
    await drain(room, 3);
    vi.setSystemTime(Date.now() + limits.nudgeRetryMaxMs * 2);
    await runDurableObjectAlarm(room);
    const left = await insideRoom(room, (instance) => instance["room"].outbox.nextDeadline());
    // The sale of the lot is an entry again, and has its own nudge.
    expect(left === null || left > Date.now()).toBe(true);
  });

  test("a queue that is away loses nothing, and neither does an eviction before the nudge", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const { room, lotId } = await openRoomForBids();
    await drain(room);
    const queue = await listen(room);
    queue.isAway = true;
    const socket = await enterRoom(room, ann);
    await socket.ask(bid(lotId, 2_000));
    await evictDurableObject(room);
    const heard = await listen(room);
    vi.setSystemTime(Date.now() + limits.nudgeRetryMinMs * 2);
    await runDurableObjectAlarm(room);
    await vi.waitFor(() => expect(heard.nudges.length).toBeGreaterThan(0));
    expect((await drain(room, 3)).map((entry) => entry.entryNumber)).toEqual([4, 5]);
  });

  test("two rooms interleaved: each gives its own journal, whole", async () => {
    const [one, other] = [await openRoomForBids(), await openRoomForBids()];
    const sockets = [await enterRoom(one.room, ann), await enterRoom(other.room, ben)];
    const [first, second]: JournalEntry[][] = [[], []];
    for (let round = 1; round <= 10; round += 1) {
      await Promise.all([
        sockets[0]?.ask(bid(one.lotId, 2_000 * round, { confirm: true })),
        sockets[1]?.ask(bid(other.lotId, 3_000 * round, { confirm: true })),
      ]);
      first?.push(...(await drain(one.room, first.length, 2)));
      second?.push(...(await drain(other.room, second.length, 3)));
    }
    for (const entries of [first, second]) {
      expect(entries?.map((entry) => entry.entryNumber)).toEqual(
        Array.from({ length: 14 }, (_, at) => at + 1),
      );
    }
    const lotsOf = (entries: JournalEntry[] | undefined) =>
      new Set(
        entries?.flatMap((entry) => entry.facts.flatMap((fact) => ("lotId" in fact ? [fact.lotId] : []))),
      );
    expect(lotsOf(first)).toEqual(new Set([one.lotId]));
    expect(lotsOf(second)).toEqual(new Set([other.lotId]));
  });
});
