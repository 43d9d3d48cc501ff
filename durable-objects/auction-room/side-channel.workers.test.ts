import { reset } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  bid,
  describeCaller,
  enterRoom,
  openRoomForBids,
  passerBy,
  silenceConsole,
} from "../../test/support/workers/room.ts";

beforeEach(silenceConsole);
afterEach(reset);

const ann = describeCaller("ann", { displayName: "Ann" });
const ben = describeCaller("ben", { displayName: "Ben" });

describe("chat", () => {
  test("reaches everyone by name, never by paddle, and is no fact", async () => {
    const { room } = await openRoomForBids();
    const [one, watcher] = [await enterRoom(room, ann), await enterRoom(room, passerBy)];
    expect(await one.ask({ type: "chat.post", id: "c", text: "  hello <b>all</b> " })).toMatchObject({
      outcome: "done",
      seq: 2,
    });
    const posted = await watcher.frame("chat.posted");
    expect(posted.lines).toEqual([
      {
        messageId: expect.any(String),
        displayName: "Ann",
        role: "bidder",
        text: "hello <b>all</b>",
        atMs: expect.any(Number),
      },
    ]);
    expect(watcher.facts).toEqual([]);
    expect(JSON.stringify(posted)).not.toContain("paddle");
  });

  test("removed lines are taken back; the muted are refused", async () => {
    const { room, seller } = await openRoomForBids();
    const [one, host, watcher] = [
      await enterRoom(room, ann),
      await enterRoom(room, seller),
      await enterRoom(room, passerBy),
    ];
    await one.ask({ type: "chat.post", id: "c", text: "rude" });
    const [line] = (await watcher.frame("chat.posted")).lines;
    const messageId = line?.messageId ?? "";
    expect(await host.ask({ type: "chat.mute", id: "m", messageId })).toMatchObject({ outcome: "done" });
    expect(await host.ask({ type: "chat.remove", id: "r", messageId })).toMatchObject({ outcome: "done" });
    expect(await watcher.frame("chat.removed")).toEqual({ type: "chat.removed", messageId });
    expect(await one.ask({ type: "chat.post", id: "d", text: "again" })).toMatchObject({ code: "muted" });
  });

  test("a person's five lines at once, then a line a second; a flood leaves bids alone", async () => {
    const { room, lotId } = await openRoomForBids();
    const [one, other] = [await enterRoom(room, ann), await enterRoom(room, ben)];
    const lines = Array.from({ length: 15 }, (_, at) =>
      one.ask({ type: "chat.post", id: `c${at}`, text: `${at}` }),
    );
    const answers = await Promise.all(lines);
    expect(answers.filter((answer) => answer.type === "command.accepted")).toHaveLength(5);
    expect(await other.ask(bid(lotId, 2_000))).toMatchObject({ outcome: "leading" });
    await other.until(
      ({ frames }) =>
        frames.flatMap((frame) => (frame.type === "chat.posted" ? frame.lines : [])).length === 5,
    );
    // Coalesced: five lines need not be five frames.
    expect(other.frames.filter((frame) => frame.type === "chat.posted").length).toBeLessThan(5);
  });
});
