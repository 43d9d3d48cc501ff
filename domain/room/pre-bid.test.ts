import { describe, expect, test } from "vitest";
import { makeSpec, schedule } from "../../test/support/rehearsal.ts";

describe("pre-bids", () => {
  test("[L6] a pre-bid is a maximum on a queued lot, answered without a price", () => {
    const room = schedule();
    const placed = room.bid("ann", 3_000);
    expect(placed.answer).toEqual({
      id: placed.answer?.id,
      seq: 1,
      outcome: "done",
      yourMaxMinor: 3_000,
    });
    expect(placed.facts).toEqual([
      {
        type: "bid.committed",
        lotId: "lot-1",
        bidId: expect.any(String),
        paddle: 1,
        commitment: expect.any(String),
      },
    ]);
    expect(room.lot()).toMatchObject({
      status: "queued",
      priceMinor: 1_000,
      bidCount: 0,
      leaderPaddle: null,
    });
  });

  test.each<[string, number, "max" | "exact", string | null, object | undefined]>([
    ["exact", 3_000, "exact", "lot_not_open", undefined],
    ["below the starting price", 999, "max", "below_minimum", { minimumMinor: 1_000 }],
    ["far above it", 10_001, "max", "needs_confirmation", { minimumMinor: 1_000, amountMinor: 10_001 }],
    ["not above one's own", 2_000, "max", "already_leading", { yourMaxMinor: 2_000 }],
    ["above one's own", 2_001, "max", null, undefined],
  ])("[L6] a pre-bid %s", (_name, amountMinor, mode, refused, details) => {
    const room = schedule();
    room.bid("ann", 2_000);
    // Only Ann has one; the refusals that do not depend on it hold for Bob just as well.
    const outcome = room.bid(refused === "already_leading" || refused === null ? "ann" : "bob", amountMinor, {
      mode,
    });
    expect(outcome.refused).toBe(refused);
    expect(outcome.refusal?.details).toEqual(details);
  });

  test("[L6] they resolve as one set in the facts that follow lot.opened", () => {
    const room = schedule({ lots: [makeSpec({}, { reserveMinor: 4_000 })] });
    room.bid("ann", 3_000);
    room.at(1).bid("bob", 6_000);
    room.at(2).bid("cat", 3_000);
    room.at(3).bid("ann", 5_000);
    room.send("seller", { type: "auction.start" });
    const opened = room.send("seller", { type: "lot.open", lotId: "lot-1" });
    expect(opened.facts).toMatchObject([
      { type: "lot.opened", priceMinor: 1_000, nextMinimumMinor: 1_000, reserveMet: false },
      { type: "bid.placed", paddle: 1, priceMinor: 5_000, auto: true, extended: false, reserveMet: true },
      { type: "bid.placed", paddle: 2, priceMinor: 5_100, auto: true, extended: false, reserveMet: true },
    ]);
    expect(room.lot()).toMatchObject({ priceMinor: 5_100, leaderPaddle: 2, bidCount: 2 });
    expect(room.you("cat").maxima).toEqual({ "lot-1": 3_000 });
    // The leader of the opening set is a leader like any other.
    expect(room.bid("cat", 5_500).answer).toMatchObject({ outcome: "outbid", priceMinor: 5_600 });
    expect(room.bid("bob", 6_000).refused).toBe("already_leading");
  });

  test("[P5] of equal pre-bids the one that reached the amount first leads", () => {
    const room = schedule();
    room.bid("ann", 2_000);
    room.at(1).bid("bob", 3_000);
    room.at(2).bid("ann", 3_000);
    room.send("seller", { type: "auction.start" });
    room.send("seller", { type: "lot.open", lotId: "lot-1" });
    expect(room.lot()).toMatchObject({ leaderPaddle: 2, priceMinor: 3_000 });
  });

  test("[K2] pre-bids do not extend a lot that opens inside its window", () => {
    const room = schedule({ lots: [makeSpec({ durationMs: 5_000 })] });
    room.bid("ann", 3_000);
    room.send("seller", { type: "auction.start" });
    room.send("seller", { type: "lot.open", lotId: "lot-1" });
    expect(room.lot()).toMatchObject({ closesAtMs: room.nowMs + 5_000, extensions: 0 });
  });

  test("[L6] none on a lot that takes no bids", () => {
    const room = schedule({ lots: [makeSpec({ format: "fixed", quantity: 3 })] });
    expect(room.bid("ann", 3_000).refused).toBe("not_for_sale");
  });
});
