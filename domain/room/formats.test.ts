import { describe, expect, test } from "vitest";
import type { Line } from "../../test/support/rehearsal.ts";
import { makeSpec, open, schedule, startMs } from "../../test/support/rehearsal.ts";
import { nextDeadline } from "./deadline.ts";

const buy: Line = { type: "lot.buy", lotId: "lot-1" };

describe("fixed lots", () => {
  const setting = { lots: [makeSpec({ format: "fixed", quantity: 3 })] };

  test("[S1] every unit is a numbered sale, and the last one closes the lot sold", () => {
    const room = open(setting);
    expect(room.send("ann", buy).facts).toEqual([
      { type: "lot.bought", lotId: "lot-1", saleNumber: 1, paddle: 1, priceMinor: 1_000, remaining: 2 },
    ]);
    expect(room.entries.at(-1)?.private.changes).toMatchObject([
      { type: "bid.accepted", salt: null },
      { type: "sale.made", saleNumber: 1, userId: "ann", priceMinor: 1_000 },
    ]);
    expect(room.send("ann", buy).facts).toMatchObject([{ saleNumber: 2, remaining: 1 }]);
    expect(room.lot()).toMatchObject({ status: "open", remaining: 1, priceMinor: 1_000, bidCount: 0 });
    expect(room.send("bob", buy).facts).toMatchObject([{ saleNumber: 3, remaining: 0 }]);
    expect(room.lot()).toMatchObject({
      status: "sold",
      remaining: 0,
      soldPriceMinor: 1_000,
      winnerPaddle: null,
    });
    expect(room.send("cat", buy).refused).toBe("lot_closed");
    expect(room.at(30_400).tick()).toEqual([]);
    expect(room.you("ann")).toMatchObject({ spentMinor: 2_000, maxima: {} });
  });

  test("[S1] a single unit names its winner", () => {
    const room = open({ lots: [makeSpec({ format: "fixed" })] });
    room.send("bob", buy);
    expect(room.lot()).toMatchObject({ status: "sold", winnerPaddle: 2 });
  });

  test.each([
    [0, "passed", null],
    [2, "sold", 1_000],
  ])("[L3] with %i units sold when its time is up it is %s", (units, status, soldPriceMinor) => {
    const room = open(setting);
    for (let unit = 0; unit < units; unit += 1) room.send("ann", buy);
    expect(room.at(30_400).tick()).toEqual([{ type: "lot.passed", lotId: "lot-1", reason: "unsold" }]);
    expect(room.lot()).toMatchObject({
      status,
      soldPriceMinor,
      remaining: 3 - units,
      closedAtMs: startMs + 30_400,
    });
  });

  test("[L3] it takes no bids, and its host may stop it", () => {
    const room = open(setting);
    expect(room.bid("ann", 1_000).refused).toBe("not_for_sale");
    room.send("ann", buy);
    expect(room.send("seller", { type: "lot.pass", lotId: "lot-1" }).refused).toBeNull();
    expect(room.lot()).toMatchObject({ status: "sold", remaining: 2 });
  });
});

describe("Dutch lots", () => {
  const dutch = {
    format: "dutch" as const,
    startingPriceMinor: 10_000,
    floorMinor: 4_000,
    stepMinor: 2_500,
    stepEveryMs: 5_000,
  };
  const setting = { lots: [makeSpec(dutch)] };

  test("[L3] the price falls by a step each interval, down to the floor", () => {
    const room = open(setting);
    expect(nextDeadline(room.live)).toBe(startMs + 5_000);
    expect(room.at(4_999).tick()).toEqual([]);
    expect(room.at(5_000).tick()).toEqual([{ type: "lot.repriced", lotId: "lot-1", priceMinor: 7_500 }]);
    expect(room.lot()).toMatchObject({ priceMinor: 7_500, nextMinimumMinor: 7_500 });
    expect(room.at(10_000).tick()).toMatchObject([{ priceMinor: 5_000 }]);
    expect(room.at(15_000).tick()).toMatchObject([{ priceMinor: 4_000 }]);
    expect(nextDeadline(room.live)).toBe(startMs + 30_400);
    expect(room.at(30_400).tick()).toEqual([{ type: "lot.passed", lotId: "lot-1", reason: "unsold" }]);
    expect(room.lot()).toMatchObject({ status: "passed", priceMinor: 4_000 });
  });

  test("[L3] a room that slept catches up in one step", () => {
    const room = open(setting);
    expect(room.at(12_000).sleep().tick()).toEqual([
      { type: "lot.repriced", lotId: "lot-1", priceMinor: 5_000 },
    ]);
    expect(nextDeadline(room.live)).toBe(startMs + 15_000);
  });

  test("[L3] the first taker wins, at the price of that moment", () => {
    const room = open(setting);
    expect(room.at(6_000).send("bob", buy).facts).toEqual([
      { type: "lot.sold", lotId: "lot-1", paddle: 2, priceMinor: 7_500 },
    ]);
    expect(room.lot()).toMatchObject({ status: "sold", soldPriceMinor: 7_500, winnerPaddle: 2 });
    expect(room.bid("ann", 7_500).refused).toBe("lot_closed");
  });

  test("[K5] a hold stops the fall", () => {
    const room = open(setting);
    room.at(4_000).send("seller", { type: "auction.hold" });
    expect(room.at(50_000).tick()).toEqual([]);
    room.send("seller", { type: "auction.resume" });
    expect(nextDeadline(room.live)).toBe(startMs + 51_000);
    room.at(70_000).tick();
    expect(room.lot().priceMinor).toBe(4_000);
    room.send("seller", { type: "auction.hold" });
    room.at(75_000).send("seller", { type: "auction.resume" });
    expect(room.lot().priceMinor).toBe(4_000);
  });

  test("[L3] it takes no bids and no pre-bids", () => {
    expect(open(setting).bid("ann", 10_000).refused).toBe("not_for_sale");
    expect(schedule(setting).bid("ann", 10_000).refused).toBe("not_for_sale");
  });
});

describe("sealed lots", () => {
  const sealed = { format: "sealed" as const };

  test("[L3] one hidden bid each, the best wins at the second best", () => {
    const room = open({ lots: [makeSpec(sealed)] });
    expect(room.bid("ann", 3_000).facts).toMatchObject([{ type: "bid.committed", paddle: 1 }]);
    expect(room.bid("bob", 5_000).answer).toMatchObject({ outcome: "done", yourMaxMinor: 5_000 });
    expect(room.bid("ann", 9_000).refusal).toMatchObject({
      code: "already_leading",
      details: { yourMaxMinor: 3_000 },
    });
    expect(room.bid("cat", 9_000, { mode: "exact" }).refused).toBe("not_for_sale");
    expect(room.bid("cat", 999).refused).toBe("below_minimum");
    expect(room.send("cat", buy).refused).toBe("not_for_sale");
    expect(room.send("seller", { type: "lot.pass", lotId: "lot-1" }).refused).toBe("lot_has_bids");
    expect(room.lot()).toMatchObject({ priceMinor: 1_000, leaderPaddle: null, bidCount: 2 });
    expect(room.you("bob")).toMatchObject({ maxima: { "lot-1": 5_000 }, spentMinor: 5_000 });
    expect(room.at(30_400).tick()).toEqual([
      { type: "lot.sold", lotId: "lot-1", paddle: 2, priceMinor: 3_000 },
      {
        type: "lot.revealed",
        lotId: "lot-1",
        openings: [{ bidId: expect.any(String), paddle: 1, amountMinor: 3_000, salt: expect.any(String) }],
      },
    ]);
    expect(room.lot()).toMatchObject({ status: "sold", soldPriceMinor: 3_000, winnerPaddle: 2, bidCount: 2 });
  });

  test("[L6] a sealed bid made early is the one sealed bid", () => {
    const room = schedule({ lots: [makeSpec(sealed, { reserveMinor: 4_000 })] });
    room.bid("ann", 3_000);
    expect(room.bid("ann", 5_000).refused).toBe("already_leading");
    room.send("seller", { type: "auction.start" });
    expect(room.send("seller", { type: "lot.open", lotId: "lot-1" }).facts).toMatchObject([
      { type: "lot.opened" },
    ]);
    expect(room.bid("ann", 5_000).refused).toBe("already_leading");
    expect(room.at(30_400).tick()).toEqual([
      { type: "lot.passed", lotId: "lot-1", reason: "reserve" },
      {
        type: "lot.revealed",
        lotId: "lot-1",
        reserve: { amountMinor: 4_000, salt: expect.any(String) },
        openings: [],
      },
    ]);
    expect(room.lot()).toMatchObject({ status: "passed", reserveMet: false });
  });

  test("[L3] nobody bids", () => {
    const room = open({ lots: [makeSpec(sealed)] });
    expect(room.at(30_400).tick()).toEqual([{ type: "lot.passed", lotId: "lot-1", reason: "no-bids" }]);
  });
});

describe("formats that wait", () => {
  test("[L3] a giveaway is refused when it is set up", () => {
    const room = schedule();
    expect(
      room.send("seller", { type: "lot.add", lotId: "lot-2", spec: makeSpec({ format: "giveaway" }) })
        .refusal,
    ).toMatchObject({
      code: "lot_invalid",
      details: { problems: [{ path: "format", code: "invalid" }] },
    });
  });
});
