import { reset } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  asRpc,
  bid,
  describeCaller,
  enterRoom,
  insideRoom,
  openRoomForBids,
  passerBy,
  silenceConsole,
} from "../../test/support/workers/room.ts";
import type { RoomStub, TestSocket } from "../../test/support/workers/room.ts";

beforeEach(silenceConsole);
afterEach(reset);
afterEach(() => void vi.useRealTimers());

const readRows = (room: RoomStub): Promise<number> =>
  insideRoom(room, (instance) => instance["room"].store.meter.readRows());

/** Rows a command cost in its own turn, alarms counted. */
async function countRows(room: RoomStub, socket: TestSocket, command: Parameters<TestSocket["ask"]>[0]) {
  const before = await readRows(room);
  const answer = await socket.ask(command);
  return { answer, rows: (await readRows(room)) - before };
}

describe("[J1] rows", () => {
  test("at most two for an accepted bid, about one on average, none for a refused one", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const { room, lotId } = await openRoomForBids();
    const people = [describeCaller("ann"), describeCaller("ben")];
    const sockets = [
      await enterRoom(room, people[0] ?? passerBy),
      await enterRoom(room, people[1] ?? passerBy),
    ];
    const costs: number[] = [];
    for (let at = 0; at < 60; at += 1) {
      // Right through the soft close: forty of these extend.
      vi.setSystemTime(Date.now() + 1_000);
      const socket = sockets[at % 2];
      if (socket === undefined) throw new Error("two sockets");
      const amountMinor = 5_000 * (at + 1);
      const { answer, rows } = await countRows(room, socket, bid(lotId, amountMinor, { confirm: true }));
      expect(answer).toMatchObject({ type: "command.accepted", outcome: "leading" });
      costs.push(rows);
    }
    expect(Math.max(...costs)).toBeLessThanOrEqual(2);
    expect(costs.reduce((sum, cost) => sum + cost, 0) / costs.length).toBeLessThan(1.2);

    const before = await readRows(room);
    const refused = [
      bid(lotId, 100),
      bid("nowhere", 9_000),
      bid(lotId, 5_000_001, { mode: "exact" }),
      { type: "x", id: "x" },
    ];
    for (const command of refused) {
      for (const socket of sockets)
        expect(await socket.ask(command)).toMatchObject({ type: "command.refused" });
    }
    for (let at = 0; at < 30; at += 1) await asRpc(room).command(bid(lotId, 100), people[0] ?? passerBy);
    expect(await readRows(room)).toBe(before);
  });

  test("a replay, a look, a join that changes nothing: none", async () => {
    const { room, lotId } = await openRoomForBids();
    const ann = describeCaller("ann");
    const socket = await enterRoom(room, ann);
    const command = bid(lotId, 2_000);
    await socket.ask(command);
    const before = await readRows(room);
    await socket.ask(command);
    await asRpc(room).read(passerBy);
    await asRpc(room).log(0, 100, passerBy);
    await enterRoom(room, ann);
    socket.send({ type: "clock.ping", t0: 1, seq: 3 });
    socket.send({ type: "sync.resume", afterSeq: 0 });
    await socket.frame("clock.pong");
    expect(await readRows(room)).toBe(before);
  });

  test("the platform's count agrees with ours", async () => {
    const { room, lotId } = await openRoomForBids();
    const socket = await enterRoom(room, describeCaller("ann"));
    const { rows } = await countRows(room, socket, bid(lotId, 2_000));
    const [written] = await insideRoom(room, (_instance, { storage }) => [
      storage.sql.exec("INSERT INTO journal SELECT 9999, 1, 1, 'u', 'c', entry FROM journal LIMIT 1")
        .rowsWritten,
    ]);
    expect(written).toBe(1);
    expect(rows).toBeGreaterThanOrEqual(1);
  });
});
