import { describe, expect, test } from "vitest";
import type { FactBody, LotOpened } from "../../domain/room/fact.ts";
import { limits } from "../../domain/limits.ts";
import { applyFact } from "./apply-fact.ts";
import { applyReading, applySnapshot } from "./apply-frame.ts";
import { computeBackoffMs } from "./backoff.ts";
import { addClockSample, computeClockOffsetMs } from "./clock-offset.ts";
import { computeCountdown } from "./countdown.ts";
import { findCurrentLot, findLot } from "./room-model.ts";
import type { RoomModel } from "./room-model.ts";
import { describeFact, describeSnapshot, lot, startMs } from "./testing/fake-room.ts";

const model = (): RoomModel => applySnapshot(null, describeSnapshot());

/** The model after these happened, from fact 11 on. */
const after = (...bodies: readonly FactBody[]): RoomModel =>
  bodies.reduce(
    (current, body, index) => applyFact(current, describeFact(11 + index, body, startMs + 100)),
    model(),
  );

const opened: LotOpened = {
  type: "lot.opened",
  lotId: "lot-2",
  position: 2,
  title: "Tea bowl",
  rules: {
    format: "english",
    currency: "USD",
    startingPriceMinor: 500,
    buyNowMinor: null,
    increments: [{ fromMinor: 0, stepMinor: 5 }],
    quantity: 1,
    durationMs: 30_000,
    windowMs: 10_000,
    extensionMs: 10_000,
    extensionsMax: 60,
    hardCloseAfterMs: null,
    graceMs: 400,
    premiumBps: 0,
    feeBps: 0,
    floorMinor: null,
    stepMinor: null,
    stepEveryMs: null,
  },
  rulesHash: "0".repeat(64),
  reserveCommitment: "1".repeat(64),
  closesAtMs: startMs + 60_000,
  priceMinor: 500,
  nextMinimumMinor: 500,
  reserveMet: false,
};
const bid = {
  bidId: "b",
  priceMinor: 1_000,
  nextMinimumMinor: 1_050,
  closesAtMs: startMs + 30_000,
  extended: false,
  auto: false,
  reserveMet: true,
};

describe("a model after facts", () => {
  test.each<[what: string, facts: readonly FactBody[], auction: object]>([
    ["started", [{ type: "auction.started" }], { status: "live", startedAtMs: startMs + 100 }],
    [
      "held",
      [{ type: "auction.held", reason: "host", note: "Tea" }],
      { held: { sinceMs: startMs + 100, reason: "Tea" } },
    ],
    [
      "held and resumed",
      [
        { type: "auction.held", reason: "room-away" },
        { type: "auction.resumed", lots: [] },
      ],
      { held: null },
    ],
    ["ended", [{ type: "auction.ended" }], { status: "ended", endedAtMs: startMs + 100 }],
    [
      "cancelled",
      [{ type: "auction.cancelled", reason: "Rain" }],
      { status: "cancelled", endedAtMs: startMs + 100 },
    ],
  ])("the auction is %s", (_what, facts, auction) => {
    expect(after(...facts).auction).toMatchObject(auction);
  });

  test.each<[what: string, facts: readonly FactBody[], view: object]>([
    [
      "led, then extended",
      [
        {
          type: "bid.placed",
          lotId: "lot-1",
          paddle: 7,
          ...bid,
          extended: true,
          closesAtMs: startMs + 40_000,
        },
      ],
      { leaderPaddle: 7, extensions: 1, closesAtMs: startMs + 40_000, bidCount: 1 },
    ],
    [
      "sold",
      [{ type: "lot.sold", lotId: "lot-1", paddle: 7, priceMinor: 1_200 }],
      { status: "sold", winnerPaddle: 7, soldPriceMinor: 1_200, remaining: 0, closedAtMs: startMs + 100 },
    ],
    [
      "passed",
      [{ type: "lot.passed", lotId: "lot-1", reason: "no-bids" }],
      { status: "passed", passReason: "no-bids" },
    ],
    [
      "voided",
      [{ type: "lot.voided", lotId: "lot-1", reason: "Mistake" }],
      { status: "voided", leaderPaddle: null },
    ],
    [
      "bought",
      [{ type: "lot.bought", lotId: "lot-1", saleNumber: 1, paddle: 7, priceMinor: 900, remaining: 0 }],
      { status: "sold", winnerPaddle: 7, soldPriceMinor: 900 },
    ],
    [
      "bought in part",
      [{ type: "lot.bought", lotId: "lot-1", saleNumber: 1, paddle: 7, priceMinor: 900, remaining: 2 }],
      { status: "open", remaining: 2, winnerPaddle: null },
    ],
    [
      "cheaper",
      [{ type: "lot.repriced", lotId: "lot-1", priceMinor: 800 }],
      { priceMinor: 800, nextMinimumMinor: 800 },
    ],
    [
      "as it was, when amounts are opened or raised",
      [
        { type: "bid.committed", lotId: "lot-1", bidId: "b", paddle: 7, commitment: "0".repeat(64) },
        { type: "lot.revealed", lotId: "lot-1", openings: [] },
      ],
      { priceMinor: 1_000, bidCount: 0 },
    ],
  ])("the lot is %s", (_what, facts, view) => {
    expect(findLot(after(...facts), "lot-1")).toMatchObject(view);
  });

  test("a fixed lot that ran out of time with a unit sold is sold, to nobody in particular", () => {
    const fixed = { ...lot, format: "fixed" as const, quantity: 3, remaining: 2 };
    const start = applySnapshot(null, describeSnapshot({ lots: [fixed] }));
    const end = applyFact(start, describeFact(11, { type: "lot.passed", lotId: "lot-1", reason: "unsold" }));
    expect(findLot(end, "lot-1")).toMatchObject({
      status: "sold",
      winnerPaddle: null,
      soldPriceMinor: 1_000,
      passReason: null,
    });
  });

  test("a lot nobody had told of opens with what the fact says, and waits for the rest", () => {
    const { lots, lotsComplete } = after(opened);
    expect(lots.map(({ id }) => id)).toEqual(["lot-1", "lot-2"]);
    expect(lots[1]).toMatchObject({
      title: "Tea bowl",
      status: "open",
      hasReserve: true,
      reserveMet: false,
      priceMinor: 500,
      imageUrls: [],
    });
    expect(lotsComplete).toBe(false);
  });

  test("pre-bids shown at an opening are bids, what the room bids for a leader is none", () => {
    const place = { type: "bid.placed", lotId: "lot-2", ...bid } as const;
    const facts = [
      opened,
      { ...place, paddle: 3, auto: true },
      { ...place, paddle: 7, auto: true },
      { ...place, paddle: 9, auto: false },
      { ...place, paddle: 7, auto: true },
    ];
    expect(findLot(after(...facts), "lot-2")).toMatchObject({ bidCount: 3, leaderPaddle: 7 });
  });

  test("[K5] a second chance counts as an extension, a host's hold does not", () => {
    const late = applyFact(
      model(),
      describeFact(11, { type: "auction.held", reason: "room-away" }, startMs + 40_000),
    );
    const resumed = {
      type: "auction.resumed",
      lots: [{ lotId: "lot-1", closesAtMs: startMs + 50_000 }],
    } as const;
    expect(findLot(applyFact(late, describeFact(12, resumed, startMs + 40_000)), "lot-1")).toMatchObject({
      extensions: 1,
      closesAtMs: startMs + 50_000,
    });
    const held = applyFact(
      model(),
      describeFact(11, { type: "auction.held", reason: "host" }, startMs + 1_000),
    );
    expect(findLot(applyFact(held, describeFact(12, resumed, startMs + 40_000)), "lot-1")).toMatchObject({
      extensions: 0,
    });
  });
});

describe("a model after a snapshot or a reading", () => {
  test("keeps closed lots, chat and feed, and drops an open lot that is not shown any more", () => {
    const before = after({ type: "bid.placed", lotId: "lot-1", paddle: 7, ...bid }, opened);
    const closed = applyFact(
      before,
      describeFact(13, { type: "lot.passed", lotId: "lot-1", reason: "host" }),
    );
    const now = applySnapshot(
      closed,
      describeSnapshot({ seq: 20, lots: [], auction: { ...before.auction, lotCount: 2 } }),
    );
    expect(now.lots.map(({ id, status }) => [id, status])).toEqual([["lot-1", "passed"]]);
    expect(now).toMatchObject({ seq: 20, headHash: null, lotsComplete: false, bids: [{ seq: 11 }] });
  });

  test("keeps open lots of a room that has more of them than a snapshot shows", () => {
    const many = Array.from({ length: limits.snapshotOpenLotsMax }, (_, index) => ({
      ...lot,
      id: `open-${index}`,
      position: index + 2,
    }));
    const now = applySnapshot(model(), describeSnapshot({ seq: 20, lots: many }));
    expect(findLot(now, "lot-1")?.status).toBe("open");
  });

  test("a reading gives words and pictures, and nothing older than what is known", () => {
    const current = after({ type: "bid.placed", lotId: "lot-1", paddle: 7, ...bid });
    const reading = {
      seq: 10,
      lots: [{ ...lot, description: "Song dynasty", imageUrls: ["/demo/vase.svg"] }],
    };
    expect(findLot(applyReading(current, reading), "lot-1")).toMatchObject({
      description: "Song dynasty",
      leaderPaddle: 7,
    });
    const newer = applyReading(current, { seq: 12, lots: [{ ...lot, leaderPaddle: 9 }] });
    expect(findLot(newer, "lot-1")).toMatchObject({ leaderPaddle: 9, asOfSeq: 12 });
    expect(findLot(applyReading(current, { seq: 12, lots: [] }), "lot-1")).toBeUndefined();
  });

  test("a reading from before what is remembered is not enough", () => {
    const incomplete = applySnapshot(
      null,
      describeSnapshot({ seq: 20, auction: { ...describeSnapshot().auction, lotCount: 2 } }),
    );
    expect(applyReading(incomplete, { seq: 15, lots: [lot] }).lotsComplete).toBe(false);
    expect(applyReading(incomplete, { seq: 20, lots: [lot] }).lotsComplete).toBe(true);
  });
});

describe("what a page asks", () => {
  test("the current lot is the open one that closes first", () => {
    expect(findCurrentLot(model())?.id).toBe("lot-1");
    expect(findCurrentLot(after(opened))?.id).toBe("lot-1");
    expect(findCurrentLot({ lots: [] })).toBeUndefined();
  });

  test.each([
    ["waiting", { status: "queued" as const, closesAtMs: null }, null, 30_000],
    ["running", {}, null, 25_000],
    ["held", {}, { sinceMs: startMs + 1_000, reason: "host" }, 29_000],
    ["closing", { closesAtMs: startMs + 5_000 }, null, 0],
    ["over", { status: "sold" as const }, null, 0],
  ])("[K4] the countdown is %s", (phase, change, held, remainingMs) => {
    const { auction } = describeSnapshot();
    expect(computeCountdown({ ...auction, held }, { ...lot, ...change }, startMs + 5_000)).toEqual({
      phase,
      remainingMs,
    });
  });

  test("a clock that was set back between two readings says nothing", () => {
    const samples = addClockSample([], { t0: 100, t1: 90, nowMs: 1_000 });
    expect(samples).toEqual([]);
    expect(computeClockOffsetMs(samples)).toBeNull();
    expect(addClockSample([], { t0: Number.NaN, t1: 1, nowMs: 1 })).toEqual([]);
  });

  test("the first attempt does not wait, unless a server asked for it", () => {
    expect(computeBackoffMs({ failures: 0, crowd: true }, () => 0.9)).toBe(0);
    expect(computeBackoffMs({ failures: 0, crowd: false, atLeastMs: 700 }, () => 0.9)).toBe(700);
    expect(computeBackoffMs({ failures: 99, crowd: false }, () => 1)).toBe(30_000);
  });
});
