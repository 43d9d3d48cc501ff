import { describe, expect, test } from "vitest";
import { open, sha256 } from "../../test/support/rehearsal.ts";
import { limits } from "../limits.ts";
import { computeTokens, takeTokens } from "../token-bucket.ts";
import type { Bucket } from "../token-bucket.ts";
import type { BidPlace } from "./command.ts";
import { chatRule, commandRule, roomChatRule } from "./rate.ts";
import { computeCommandHash, computeRememberKey, findRemembered, recall } from "./remember.ts";

const bid: BidPlace = { type: "bid.place", id: "c1", lotId: "lot-1", amountMinor: 2_000, mode: "max" };

describe("remembering commands", () => {
  test.each<[string, string, BidPlace, boolean]>([
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
  ])("[B3] %s", (_name, userId, command, isReplay) => {
    const hash = computeCommandHash("ann", bid, sha256);
    const answer = { id: "c1", seq: 3, outcome: "leading" as const };
    const recalled = recall({ commandHash: hash, answer }, computeCommandHash(userId, command, sha256));
    expect(recalled.ok ? recalled.value : recalled.refusal.code).toEqual(isReplay ? answer : "id_reused");
  });

  test("[B3] an id nobody used is free", () => {
    expect(recall(undefined, "any")).toEqual({ ok: true, value: null });
  });

  test("[B3] ids are each person's own", () => {
    expect(computeRememberKey("ann", "c1")).not.toBe(computeRememberKey("bob", "c1"));
  });

  test("[B3] a scan of the journal rebuilds the map, acts of the clock apart", () => {
    const room = open();
    const placed = room.bid("ann", 2_000, { id: "mine" });
    room.at(30_400).tick();
    const remembered = new Map(
      room.entries.flatMap((entry) => {
        const found = findRemembered(entry);
        return found === null ? [] : [[found.key, found.remembered] as const];
      }),
    );
    expect(remembered.size).toBe(room.entries.length - 1);
    const hash = computeCommandHash("ann", { ...bid, id: "mine", confirm: true }, sha256);
    expect(recall(remembered.get(computeRememberKey("ann", "mine")), hash)).toEqual({
      ok: true,
      value: placed.answer,
    });
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
