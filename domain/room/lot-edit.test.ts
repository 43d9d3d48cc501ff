import { describe, expect, test } from "vitest";
import type { Line, Rehearsal } from "../../test/support/rehearsal.ts";
import { makeSpec, schedule } from "../../test/support/rehearsal.ts";
import { toItems } from "./vector.ts";
import { AMOUNT_MAX_MINOR } from "../money.ts";
import type { LotRules, LotSpec } from "./lot-rules.ts";
import { validateLotSpec } from "./lot-spec.ts";

/** The paths that are wrong with a lot, in order. */
function problemsOf(
  rules: Partial<LotRules>,
  rest: Partial<LotSpec> = {},
  currency = "USD",
): readonly unknown[] {
  const valid = validateLotSpec(makeSpec(rules, rest), { currency });
  if (valid.ok) return [];
  expect(valid.refusal.code).toBe("lot_invalid");
  const problems = valid.refusal.details?.["problems"] as readonly { path: string }[] | undefined;
  return problems?.map(({ path }) => path) ?? [];
}

describe("what a lot may be", () => {
  const tenths = [{ fromMinor: 0, stepMinor: 50 }];
  const dutch = { format: "dutch", floorMinor: 500, stepMinor: 100, stepEveryMs: 1_000 } as const;

  test.each<[string, Partial<LotRules>, Partial<LotSpec>]>([
    ["plain", {}, {}],
    [
      "with everything",
      { buyNowMinor: 9_000, hardCloseAfterMs: 60_000, graceMs: 0 },
      { reserveMinor: 1_001 },
    ],
    ["buy-now at the reserve", { buyNowMinor: 5_000 }, { reserveMinor: 5_000 }],
    ["sudden death", { format: "sudden-death", buyNowMinor: 1_001 }, {}],
    ["sealed with a reserve", { format: "sealed" }, { reserveMinor: 5_000 }],
    ["fixed", { format: "fixed", quantity: 10_000 }, {}],
    ["Dutch", dutch, {}],
    ["as dear as can be", { startingPriceMinor: AMOUNT_MAX_MINOR }, {}],
  ])("[P2] allowed: %s", (_name, rules, rest) => {
    expect(problemsOf(rules, rest)).toEqual([]);
  });

  test.each<[string, Partial<LotRules>, Partial<LotSpec>, readonly string[]]>([
    ["no title", {}, { title: "  " }, ["title"]],
    ["a title too long", {}, { title: "x".repeat(141) }, ["title"]],
    ["half a character", {}, { title: "\ud800" }, ["title"]],
    ["too many pictures", {}, { imageUrls: Array.from({ length: 13 }, () => "/i") }, ["imageUrls"]],
    ["another currency", { currency: "EUR" }, {}, ["currency"]],
    ["a price of nothing", { startingPriceMinor: 0 }, {}, ["startingPriceMinor"]],
    ["a price too high", { startingPriceMinor: AMOUNT_MAX_MINOR + 1 }, {}, ["startingPriceMinor"]],
    ["falling steps", { increments: [{ fromMinor: 5, stepMinor: 5 }] }, {}, ["increments"]],
    ["a reserve at the start", {}, { reserveMinor: 1_000 }, ["reserveMinor"]],
    ["a buy-now at the start", { buyNowMinor: 1_000 }, {}, ["buyNowMinor"]],
    ["a buy-now below the reserve", { buyNowMinor: 4_999 }, { reserveMinor: 5_000 }, ["buyNowMinor"]],
    ["two of one thing", { quantity: 2 }, {}, ["quantity"]],
    ["none of a fixed lot", { format: "fixed", quantity: 0 }, {}, ["quantity"]],
    ["a fixed lot's reserve", { format: "fixed" }, { reserveMinor: 5_000 }, ["reserveMinor"]],
    ["a fixed lot's buy-now", { format: "fixed", buyNowMinor: 5_000 }, {}, ["buyNowMinor"]],
    ["too short", { durationMs: 4_999 }, {}, ["durationMs"]],
    ["too long a window", { windowMs: 3_600_001, extensionMs: -1 }, {}, ["windowMs", "extensionMs"]],
    ["a hard close before the close", { hardCloseAfterMs: 29_999 }, {}, ["hardCloseAfterMs"]],
    ["part of a millisecond", { graceMs: 0.5 }, {}, ["graceMs"]],
    ["a pause the room would take for its absence", { graceMs: 2_001 }, {}, ["graceMs"]],
    ["too many extensions", { extensionsMax: 1_001 }, {}, ["extensionsMax"]],
    ["an English floor", { floorMinor: 5 }, {}, ["floorMinor"]],
    ["a Dutch lot without its fall", { format: "dutch" }, {}, ["floorMinor", "stepMinor", "stepEveryMs"]],
    ["a floor at the start", { ...dutch, floorMinor: 1_000 }, {}, ["floorMinor"]],
    ["a fall that floods the log", { ...dutch, stepEveryMs: 999 }, {}, ["stepEveryMs"]],
  ])("[P2] refused: %s", (_name, rules, rest, paths) => {
    expect(problemsOf(rules, rest)).toEqual(paths);
  });

  test.each<[string, Partial<LotRules>, Partial<LotSpec>, readonly string[]]>([
    ["a yen", { currency: "JPY", startingPriceMinor: 1 }, {}, []],
    ["nine won", { currency: "KRW", startingPriceMinor: 9 }, {}, ["startingPriceMinor"]],
    ["ten won", { currency: "KRW", startingPriceMinor: 10 }, {}, []],
    ["a fall below ten won", { ...dutch, currency: "KRW", floorMinor: 9 }, {}, ["floorMinor"]],
    ["ten fils", { currency: "KWD", startingPriceMinor: 10, increments: tenths }, {}, []],
    [
      "five fils over",
      { currency: "KWD", startingPriceMinor: 1_005, increments: tenths },
      {},
      ["startingPriceMinor"],
    ],
    [
      "a reserve nobody can pay",
      { currency: "KWD", increments: tenths },
      { reserveMinor: 2_001 },
      ["reserveMinor"],
    ],
    ["steps nobody can pay", { currency: "KWD" }, {}, ["increments"]],
  ])("[P1] of the currency: %s", (_name, rules, rest, paths) => {
    expect(problemsOf(rules, rest, rules.currency)).toEqual(paths);
  });
});

describe("the line-up", () => {
  function order(room: Rehearsal): readonly string[] {
    return toItems(room.live.lots).map(({ lotId, position }) => `${position} ${lotId}`);
  }
  const lots = [makeSpec(), makeSpec(), makeSpec(), makeSpec()];

  test("[L8] lots are added, edited and removed while they are queued", () => {
    const room = schedule();
    expect(room.send("seller", { type: "lot.add", lotId: "lot-2", spec: makeSpec() }).refused).toBeNull();
    expect(room.send("seller", { type: "lot.add", lotId: "lot-2", spec: makeSpec() }).refused).toBe(
      "lot_invalid",
    );
    const spec = makeSpec({ startingPriceMinor: 2_000 }, { title: "Another name" });
    expect(room.send("seller", { type: "lot.edit", lotId: "lot-2", spec }).facts).toEqual([]);
    expect(room.lot("lot-2")).toMatchObject({
      title: "Another name",
      startingPriceMinor: 2_000,
      priceMinor: 2_000,
    });
    expect(room.send("seller", { type: "lot.remove", lotId: "lot-1" }).refused).toBeNull();
    expect(order(room)).toEqual(["1 lot-2"]);
    expect(room.bid("ann", 2_000, { lotId: "lot-2" }).refused).toBeNull();
  });

  test.each<[string, string, Line, string]>([
    ["not the host", "ann", { type: "lot.add", lotId: "lot-2", spec: makeSpec() }, "forbidden"],
    ["not a moderator", "mod", { type: "lot.remove", lotId: "lot-1" }, "forbidden"],
    ["unknown", "seller", { type: "lot.edit", lotId: "lot-9", spec: makeSpec() }, "lot_unknown"],
    ["unknown to remove", "seller", { type: "lot.remove", lotId: "lot-9" }, "lot_unknown"],
    [
      "invalid",
      "seller",
      { type: "lot.add", lotId: "lot-2", spec: makeSpec({ quantity: 0 }) },
      "lot_invalid",
    ],
    [
      "invalid edit",
      "seller",
      { type: "lot.edit", lotId: "lot-1", spec: makeSpec({ quantity: 0 }) },
      "lot_invalid",
    ],
  ])("[L8] refused: %s", (_name, userId, line, refused) => {
    expect(schedule().send(userId, line).refused).toBe(refused);
  });

  test("[L8] an auction has a bounded number of lots", () => {
    const room = schedule({ lots: Array.from({ length: 500 }, () => makeSpec()) });
    expect(room.send("seller", { type: "lot.add", lotId: "one-more", spec: makeSpec() }).refused).toBe(
      "too_many_lots",
    );
  });

  test("[L4] with a pre-bid on it, only a lot's looks and timings change", () => {
    const room = schedule({ lots: [makeSpec({}, { reserveMinor: 5_000 })] });
    room.bid("ann", 2_000);
    const edit = (spec: LotSpec): string | null =>
      room.send("seller", { type: "lot.edit", lotId: "lot-1", spec }).refused;
    const reserve = { reserveMinor: 5_000 };
    expect(
      edit(makeSpec({ durationMs: 60_000, windowMs: 5_000 }, { ...reserve, title: "A better name" })),
    ).toBeNull();
    for (const spec of [
      makeSpec(),
      makeSpec({}, { reserveMinor: 6_000 }),
      makeSpec({ startingPriceMinor: 900 }, reserve),
      makeSpec({ buyNowMinor: 9_000 }, reserve),
      makeSpec({ premiumBps: 2_000 }, reserve),
      makeSpec({ format: "sudden-death" }, reserve),
      makeSpec({ increments: [{ fromMinor: 0, stepMinor: 10 }] }, reserve),
    ]) {
      expect(edit(spec)).toBe("lot_has_bids");
    }
    expect(room.send("seller", { type: "lot.remove", lotId: "lot-1" }).refused).toBe("lot_has_bids");
    expect(room.lot()).toMatchObject({ title: "A better name", durationMs: 60_000 });
  });

  test("a queued lot moves among the queued ones", () => {
    const room = schedule({ lots });
    const reorder = (lotId: string, beforeLotId: string | null): string | null =>
      room.send("seller", { type: "lot.reorder", lotId, beforeLotId }).refused;
    reorder("lot-4", "lot-2");
    expect(order(room)).toEqual(["1 lot-1", "2 lot-4", "3 lot-2", "4 lot-3"]);
    reorder("lot-1", null);
    expect(order(room)).toEqual(["1 lot-4", "2 lot-2", "3 lot-3", "4 lot-1"]);
    expect(reorder("lot-1", "lot-1")).toBe("lot_not_queued");
    expect(reorder("lot-1", "lot-9")).toBe("lot_unknown");
    expect(room.send("ann", { type: "lot.reorder", lotId: "lot-1", beforeLotId: null }).refused).toBe(
      "forbidden",
    );
    expect(order(room)).toEqual(["1 lot-4", "2 lot-2", "3 lot-3", "4 lot-1"]);
  });

  test("a lot that has opened keeps its position whatever moves around it", () => {
    const room = schedule({ lots });
    room.send("seller", { type: "auction.start" });
    room.send("seller", { type: "lot.open", lotId: "lot-2" });
    room.send("seller", { type: "lot.reorder", lotId: "lot-4", beforeLotId: "lot-1" });
    expect(order(room)).toEqual(["1 lot-4", "2 lot-2", "3 lot-1", "4 lot-3"]);
    room.send("seller", { type: "lot.remove", lotId: "lot-4" });
    expect(order(room)).toEqual(["1 lot-1", "2 lot-2", "3 lot-3"]);
    expect(room.send("seller", { type: "lot.reorder", lotId: "lot-3", beforeLotId: "lot-2" }).refused).toBe(
      "lot_not_queued",
    );
    room.bid("ann", 2_000, { lotId: "lot-2" });
    expect(room.at(30_400).tick()).toMatchObject([{ type: "lot.sold", lotId: "lot-2" }, {}]);
  });
});
