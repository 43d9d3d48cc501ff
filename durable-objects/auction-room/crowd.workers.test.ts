import { reset } from "cloudflare:test";
import { afterEach, beforeEach, expect, test } from "vitest";
import { limits } from "../../domain/limits.ts";
import {
  TestSocket,
  bid,
  describeCaller,
  enterRoom,
  insideRoom,
  joinRoom,
  openRoomForBids,
  passerBy,
  silenceConsole,
  upgrade,
} from "../../test/support/workers/room.ts";

beforeEach(silenceConsole);
afterEach(reset);

/** More than one slice of a broadcast. */
const WATCHERS = limits.broadcastSliceSockets + 50;

test("a crowd is told everything once and in order, while bids come in between", async () => {
  const { room, lotId } = await openRoomForBids();
  const watchers: TestSocket[] = [];
  for (let at = 0; at < WATCHERS; at += 1) {
    const response = await upgrade(room, { ticket: await joinRoom(room, passerBy) });
    if (response.webSocket === null) throw new Error(`no socket: ${response.status}`);
    watchers.push(new TestSocket(response.webSocket));
  }
  const people = [await enterRoom(room, describeCaller("ann")), await enterRoom(room, describeCaller("ben"))];
  for (let at = 0; at < 18; at += 1) {
    const answer = await people[at % 2]?.ask(bid(lotId, 2_000 + at * 2_000, { confirm: true }));
    expect(answer).toMatchObject({ type: "command.accepted", outcome: "leading" });
  }
  const headSeq = await insideRoom(room, (instance) => instance["room"].memory.state?.head.seq ?? 0);
  for (const watcher of watchers) await watcher.until(({ facts }) => facts.at(-1)?.seq === headSeq, 15_000);
  const expected = Array.from({ length: headSeq - 2 }, (_, at) => at + 3);
  const wrong = watchers.filter(({ facts }) => facts.map(({ seq }) => seq).join() !== expected.join());
  expect(wrong).toHaveLength(0);
  // Eighteen bids, far fewer frames: they share them.
  const frames = watchers.map((watcher) => watcher.frames.filter(({ type }) => type === "room.facts").length);
  expect(Math.max(...frames)).toBeLessThan(18);
}, 60_000);
