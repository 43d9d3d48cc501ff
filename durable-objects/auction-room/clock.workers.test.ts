import { evictDurableObject, reset, runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  asRpc,
  bid,
  createRoom,
  describeCaller,
  describeLot,
  enterRoom,
  insideRoom,
  openRoomForBids,
  passerBy,
  run,
  silenceConsole,
} from "../../test/support/workers/room.ts";
import type { RoomStub } from "../../test/support/workers/room.ts";

beforeEach(silenceConsole);
afterEach(reset);
afterEach(() => void vi.useRealTimers());

const ann = describeCaller("ann");
const ben = describeCaller("ben");

async function readLog(room: RoomStub) {
  return (await asRpc(room).log(0, 1_000, passerBy))?.facts ?? [];
}
const readTypes = async (room: RoomStub): Promise<string[]> => (await readLog(room)).map((fact) => fact.type);
const readAlarm = async (room: RoomStub): Promise<number | null> =>
  insideRoom(room, (_instance, { storage }) => storage.getAlarm());

/** The room's clock, stopped: it moves when the test says so, and alarms fire when the test rings them. */
function stopClock(): { readonly pass: (ms: number) => void } {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  return { pass: (ms) => void vi.setSystemTime(Date.now() + ms) };
}

describe("the clock", () => {
  test("[K1] a lot closes by its alarm, after the closing pause, with nobody there", async () => {
    const { room, lotId } = await openRoomForBids([
      describeLot({ durationMs: 5_000, graceMs: 0, windowMs: 0 }),
    ]);
    await run(room, { type: "bidder.register", id: "r", terms: terms("ann") }, ann);
    await run(room, bid(lotId, 2_000), ann);
    await vi.waitFor(async () => expect(await readTypes(room)).toContain("lot.sold"), { timeout: 8_000 });
  }, 10_000);

  test("[K2] a bid in the window extends; the alarm stays, fires at the old time and re-arms", async () => {
    const clock = stopClock();
    const { room, lotId } = await openRoomForBids();
    const [one, other] = [await enterRoom(room, ann), await enterRoom(room, ben)];
    await one.ask(bid(lotId, 2_000));
    clock.pass(25_000);
    await other.ask(bid(lotId, 5_000));
    const extended = await one.until(({ facts }) =>
      facts.find((fact) => fact.type === "bid.placed" && fact.extended),
    );
    expect(extended).toMatchObject({ closesAtMs: Date.now() + 10_000 });
    clock.pass(5_400);
    await runDurableObjectAlarm(room);
    expect(await readTypes(room)).not.toContain("lot.sold");
    expect(await readAlarm(room)).toBeGreaterThan(Date.now());
    clock.pass(5_000);
    await runDurableObjectAlarm(room);
    expect((await readTypes(room)).slice(-2)).toEqual(["lot.sold", "lot.revealed"]);
  });

  test("[K1] a bid after the close is refused and closes the lot, whatever the alarm does", async () => {
    const clock = stopClock();
    const { room, lotId } = await openRoomForBids();
    const [one, other] = [await enterRoom(room, ann), await enterRoom(room, ben)];
    await one.ask(bid(lotId, 2_000));
    clock.pass(30_000);
    expect(await other.ask(bid(lotId, 5_000))).toMatchObject({ code: "lot_closed" });
    expect(await readTypes(room)).not.toContain("lot.sold");
    clock.pass(400);
    expect(await other.ask(bid(lotId, 5_000))).toMatchObject({ code: "lot_closed" });
    expect(await readTypes(room)).toContain("lot.sold");
    await one.until(({ facts }) => facts.some((fact) => fact.type === "lot.sold"));
  });

  test("a doubled alarm and a needless poke change nothing", async () => {
    const clock = stopClock();
    const { room, lotId } = await openRoomForBids();
    const one = await enterRoom(room, ann);
    await one.ask(bid(lotId, 2_000));
    clock.pass(30_500);
    await runDurableObjectAlarm(room);
    const facts = await readLog(room);
    expect(facts.filter((fact) => fact.type === "lot.sold")).toHaveLength(1);
    await insideRoom(room, (instance) => instance.alarm());
    await insideRoom(room, (instance) => instance.alarm({ isRetry: true, retryCount: 3, scheduledTime: 0 }));
    await asRpc(room).poke();
    expect(await readLog(room)).toEqual(facts);
  });

  test("[K5] a room that slept through the close holds and resumes with the window, once", async () => {
    const clock = stopClock();
    const { room, lotId } = await openRoomForBids();
    const one = await enterRoom(room, ann);
    await one.ask(bid(lotId, 2_000));
    await evictDurableObject(room);
    clock.pass(40_000);
    await asRpc(room).poke();
    expect((await readTypes(room)).slice(-2)).toEqual(["auction.held", "auction.resumed"]);
    const other = await enterRoom(room, ben);
    expect(await other.ask(bid(lotId, 5_000))).toMatchObject({ outcome: "leading" });
    await evictDurableObject(room);
    clock.pass(60_000);
    await asRpc(room).poke();
    expect(await readTypes(room)).toContain("lot.sold");
  });

  test("[L2] a timed auction opens, closes staggered and ends on its own", async () => {
    const clock = stopClock();
    const lots = [describeLot(), describeLot()];
    const startMs = Date.now() + 60_000;
    const timed = { pacing: "timed", scheduledStartMs: startMs, staggerMs: 20_000 } as const;
    const { room } = await createRoom(lots, timed);
    expect(await readAlarm(room)).toBeLessThanOrEqual(startMs);
    clock.pass(60_000);
    for (let ring = 0; ring < 6; ring += 1) {
      await runDurableObjectAlarm(room);
      clock.pass(30_000);
    }
    const types = await readTypes(room);
    expect(types.filter((type) => type === "lot.opened")).toHaveLength(2);
    expect(types.filter((type) => type === "lot.passed")).toHaveLength(2);
    expect(types.at(-1)).toBe("auction.ended");
  });

  test("a bug in an act of the clock does not stop bids, and is tried again", async () => {
    const clock = stopClock();
    const { room, lotId } = await openRoomForBids([describeLot(), describeLot()]);
    const one = await enterRoom(room, ann);
    await one.ask(bid(lotId, 2_000));
    clock.pass(30_500);
    const restore = await insideRoom(room, (instance) => {
      const { journal } = instance["room"].store;
      const append = journal.append.bind(journal);
      Object.assign(journal, {
        append: () => {
          throw new Error("a bug of the test's own");
        },
      });
      return () => Object.assign(journal, { append });
    });
    await runDurableObjectAlarm(room);
    expect(await one.ask(bid(lotId, 5_000))).toMatchObject({ code: "lot_closed" });
    expect(await readAlarm(room)).toBeGreaterThan(Date.now());
    restore();
    clock.pass(31_000);
    await runDurableObjectAlarm(room);
    expect(await readTypes(room)).toContain("lot.sold");
  });
});

describe("alarms that fail", () => {
  test("throw for the platform's retries, and not after the last", async () => {
    const { room } = await openRoomForBids();
    const outcome = await insideRoom(room, async (instance, { storage }) => {
      Object.assign(instance["room"], {
        handleAlarm: () => {
          throw new Error("a bug of the test's own");
        },
      });
      const early = await instance.alarm({ isRetry: true, retryCount: 4, scheduledTime: 0 }).then(
        () => "returned",
        () => "threw",
      );
      instance["room"].alarm.fired();
      const late = await instance.alarm({ isRetry: true, retryCount: 5, scheduledTime: 0 }).then(
        () => "returned",
        () => "threw",
      );
      return [early, late, (await storage.getAlarm()) !== null];
    });
    expect(outcome).toEqual(["threw", "returned", true]);
  });
});

function terms(userId: string) {
  return { userId, displayName: userId, limitMinor: null, shippingMinor: 0, taxBps: 0 };
}
