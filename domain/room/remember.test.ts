import { describe, expect, test } from "vitest";
import { makeSpec, open, sha256 } from "../../test/support/rehearsal.ts";
import { limits } from "../limits.ts";
import { must } from "../result.ts";
import { computeTokens, takeTokens } from "../token-bucket.ts";
import type { Bucket } from "../token-bucket.ts";
import type { BidPlace, RoomCommand } from "./command.ts";
import type { JournalEntry } from "./entry.ts";
import { chatRule, commandRule, roomChatRule } from "./rate.ts";
import { computeRememberKey, findRememberKey, recall } from "./remember.ts";

const bid: BidPlace = { type: "bid.place", id: "c1", lotId: "lot-1", amountMinor: 2_000, mode: "max" };

/** A room in which Ann has bid, and the entry of that bid. */
function placeBid() {
  const room = open();
  const placed = room.bid("ann", 2_000, { id: "c1" });
  return { room, placed, entry: must(room.entries.at(-1), "the bid's entry") };
}

const recallCode = (entry: JournalEntry | undefined, userId: string, command: RoomCommand) => {
  const recalled = recall(entry, { userId, command }, sha256);
  return recalled.ok ? recalled.value : recalled.refusal.code;
};

describe("remembering commands", () => {
  test.each<[string, string, RoomCommand, boolean]>([
    ["the same again", "ann", bid, true],
    ["with its confirmation", "ann", { ...bid, confirm: true }, true],
    [
      "with its fields in another order",
      "ann",
      { mode: "max", amountMinor: 2_000, lotId: "lot-1", id: "c1", type: "bid.place" },
      true,
    ],
    ["another amount", "ann", { ...bid, amountMinor: 2_001 }, false],
    ["another mode", "ann", { ...bid, mode: "exact" }, false],
    ["another lot", "ann", { ...bid, lotId: "lot-2" }, false],
    ["another person", "bob", bid, false],
    ["another command", "ann", { type: "lot.buy", id: "c1", lotId: "lot-1" }, false],
    ["another id", "ann", { ...bid, id: "c2" }, false],
  ])("[B3] a bid: %s", (_name, userId, command, isReplay) => {
    const { entry, placed } = placeBid();
    expect(recallCode(entry, userId, command)).toEqual(isReplay ? placed.answer : "id_reused");
  });

  test("[B3] a purchase is no bid of its price", () => {
    const room = open({ lots: [makeSpec({ buyNowMinor: 8_000 })] });
    const bought = room.send("ann", { type: "lot.buy", id: "c1", lotId: "lot-1" });
    const entry = room.entries.at(-1);
    const buy: RoomCommand = { type: "lot.buy", id: "c1", lotId: "lot-1" };
    expect(recallCode(entry, "ann", buy)).toEqual(bought.answer);
    expect(recallCode(entry, "ann", { ...bid, amountMinor: 8_000, mode: "exact" })).toBe("id_reused");
  });

  test("[B3] any other command is known by its hash", () => {
    const room = open();
    const said = room.send("ann", { type: "chat.post", id: "c1", text: "hello" });
    const entry = room.entries.at(-1);
    expect(entry?.private.commandHash).toMatch(/^[0-9a-f]{64}$/);
    expect(recallCode(entry, "ann", { type: "chat.post", id: "c1", text: "hello" })).toEqual(said.answer);
    expect(recallCode(entry, "ann", { type: "chat.post", id: "c1", text: "hallo" })).toBe("id_reused");
  });

  test("[B3] an id nobody used is free", () => {
    expect(recallCode(undefined, "ann", bid)).toBeNull();
  });

  test("[B3] ids are each person's own", () => {
    expect(computeRememberKey("ann", "c1")).not.toBe(computeRememberKey("bob", "c1"));
  });

  test("[B3] a scan of the journal rebuilds the map, acts of the clock apart", () => {
    const { room, placed } = placeBid();
    room.at(30_400).tick();
    const remembered = new Map(
      room.entries.flatMap((entry) => {
        const key = findRememberKey(entry);
        return key === null ? [] : [[key, entry] as const];
      }),
    );
    expect(remembered.size).toBe(room.entries.length - 1);
    expect(recallCode(remembered.get(computeRememberKey("ann", "c1")), "ann", bid)).toEqual(placed.answer);
  });
});

describe("rates", () => {
  test("[B4] ten commands a second, twenty at once", () => {
    let bucket: Bucket | undefined;
    const take = (nowMs: number): boolean => {
      const taken = takeTokens(bucket, commandRule, nowMs);
      if (taken.ok) bucket = taken.value;
      return taken.ok;
    };
    expect(Array.from({ length: 21 }, () => take(0)).filter(Boolean)).toHaveLength(20);
    expect([take(99), take(100), take(100)]).toEqual([false, true, false]);
    expect(computeTokens({ fullAtMs: 0 }, commandRule, 5_000)).toBe(20);
  });

  test("[B4] every rule refills in whole milliseconds", () => {
    expect([commandRule, chatRule, roomChatRule]).toEqual([
      { capacity: limits.commandsBurst, refillMs: 100 },
      { capacity: limits.chatBurst, refillMs: 1_000 },
      { capacity: limits.roomChatBurst, refillMs: 50 },
    ]);
  });
});
