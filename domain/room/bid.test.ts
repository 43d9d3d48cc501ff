import { describe, expect, test } from "vitest";
import type { Line } from "../../test/support/rehearsal.ts";
import { makeSpec, makeTerms, open, schedule, sha256 } from "../../test/support/rehearsal.ts";
import { AMOUNT_MAX_MINOR } from "../money.ts";
import { computeCommitment } from "./commitment.ts";
import { findAskedPrice } from "./buy.ts";

describe("bid.place", () => {
  test("[P10] a bid's facts and its answer, whole", () => {
    const room = open();
    const first = room.bid("ann", 5_000);
    const [accepted] = room.entries.at(-1)?.private.changes ?? [];
    if (accepted?.type !== "bid.accepted" || accepted.salt === null) throw new Error("no bid was accepted");
    const { bidId, salt } = accepted;
    expect(accepted).toEqual({
      type: "bid.accepted",
      lotId: "lot-1",
      bidId,
      userId: "ann",
      paddle: 1,
      amountMinor: 5_000,
      mode: "max",
      salt,
    });
    expect(first.facts).toEqual([
      {
        type: "bid.placed",
        lotId: "lot-1",
        bidId,
        paddle: 1,
        priceMinor: 1_000,
        nextMinimumMinor: 1_050,
        closesAtMs: room.nowMs + 30_000,
        extended: false,
        auto: false,
        reserveMet: true,
        commitment: computeCommitment(
          { auctionId: "auction-1", lotId: "lot-1", bidId, amountMinor: 5_000, salt },
          sha256,
        ),
      },
    ]);
    expect(first.answer).toEqual({
      id: first.answer?.id,
      seq: room.live.head.seq,
      outcome: "leading",
      priceMinor: 1_000,
      yourMaxMinor: 5_000,
    });

    const second = room.bid("bob", 3_000);
    expect(second.facts).toMatchObject([
      { paddle: 2, priceMinor: 3_000, nextMinimumMinor: 3_100, auto: false },
      { paddle: 1, priceMinor: 3_100, nextMinimumMinor: 3_200, auto: true, bidId },
    ]);
    // A beaten bid is shown at its amount: there is nothing left to commit to.
    expect(second.facts.map((fact) => "commitment" in fact)).toEqual([false, false]);
    expect(second.answer).toMatchObject({ outcome: "outbid", priceMinor: 3_100, yourMaxMinor: 3_000 });
    expect(room.lot()).toMatchObject({
      priceMinor: 3_100,
      leaderPaddle: 1,
      bidCount: 2,
      nextMinimumMinor: 3_200,
    });
  });

  test("[P3] an exact bid must be on the grid, a maximum need not be", () => {
    const room = open();
    expect(room.bid("ann", 1_033, { mode: "exact" }).refusal).toMatchObject({
      code: "off_grid",
      details: { nextValidMinor: [1_050, 1_100, 1_150] },
    });
    expect(room.bid("ann", 1_033).refused).toBeNull();
    // 1 033 is Ann's own; Bob beats it by a step and now pays 1 083, which moves the ladder.
    expect(room.bid("bob", 1_333).answer).toMatchObject({ outcome: "leading", priceMinor: 1_083 });
    expect(room.bid("cat", 1_183, { mode: "exact" }).answer).toMatchObject({ outcome: "outbid" });
  });

  test("[P3] a leader's raise need only exceed their own maximum", () => {
    const room = open();
    room.bid("ann", 1_000);
    expect(room.bid("ann", 1_001).answer).toMatchObject({
      outcome: "leading",
      priceMinor: 1_000,
      yourMaxMinor: 1_001,
    });
    expect(room.lot().nextMinimumMinor).toBe(1_050);
  });

  test("[P6] a raise shows its commitment and nothing else", () => {
    const room = open();
    room.bid("ann", 3_000);
    const raised = room.bid("ann", 9_000);
    expect(raised.facts).toEqual([
      {
        type: "bid.committed",
        lotId: "lot-1",
        bidId: expect.any(String),
        paddle: 1,
        commitment: expect.any(String),
      },
    ]);
    expect(raised.answer).toMatchObject({ outcome: "leading", priceMinor: 1_000, yourMaxMinor: 9_000 });
    expect(room.bid("bob", 5_000).answer).toMatchObject({ outcome: "outbid", priceMinor: 5_100 });
  });

  test("[P7] an exact bid that leads raises the price at once and hides nothing", () => {
    const room = open();
    const jumped = room.bid("ann", 4_000, { mode: "exact" });
    expect(jumped.facts).toMatchObject([{ type: "bid.placed", priceMinor: 4_000, auto: false }]);
    expect(jumped.facts[0]).not.toHaveProperty("commitment");
  });

  test("[P8] a raise that reaches the reserve is committed, then shown by the room", () => {
    const room = open({ lots: [makeSpec({}, { reserveMinor: 5_000 })] });
    expect(room.bid("ann", 3_000).facts).toMatchObject([{ priceMinor: 1_000, reserveMet: false }]);
    const raised = room.bid("ann", 9_000);
    expect(raised.facts).toMatchObject([
      { type: "bid.committed", paddle: 1 },
      { type: "bid.placed", paddle: 1, priceMinor: 5_000, auto: true, reserveMet: true },
    ]);
    expect(raised.facts[1]).not.toHaveProperty("commitment");
    expect(room.lot()).toMatchObject({ priceMinor: 5_000, reserveMet: true, bidCount: 2 });
  });

  test("[P1] amounts are whole minor units from 1 to 10^12", () => {
    const room = open();
    for (const amountMinor of [
      0,
      -1,
      1_000.5,
      Number.NaN,
      AMOUNT_MAX_MINOR + 1,
      2 ** 53,
      Number.POSITIVE_INFINITY,
    ]) {
      expect(room.bid("ann", amountMinor, { confirm: true }).refused).toBe("malformed");
    }
    expect(room.bid("ann", AMOUNT_MAX_MINOR, { confirm: true }).refused).toBeNull();
  });

  test("[B5] standing maxima of lots led plus prices won count against the limit", () => {
    const room = open({
      lots: [makeSpec(), makeSpec(), makeSpec()],
      bidders: [makeTerms("ann", { limitMinor: 10_000 }), "bob"],
    });
    expect(room.bid("ann", 10_001).refusal).toMatchObject({
      code: "over_limit",
      details: { limitMinor: 10_000, spentMinor: 0 },
    });
    room.bid("ann", 6_000);
    expect(room.you("ann")).toMatchObject({ spentMinor: 6_000, maxima: { "lot-1": 6_000 } });
    // A new maximum replaces the old one on the same lot.
    expect(room.bid("ann", 10_000).refused).toBeNull();
    expect(room.you("ann").spentMinor).toBe(10_000);
    // Outbid, nothing is at stake; the beaten maximum is still theirs to see.
    room.bid("bob", 20_000, { confirm: true });
    expect(room.you("ann")).toMatchObject({ spentMinor: 0, maxima: { "lot-1": 10_000 } });
    expect(room.bid("ann", 30_000, { confirm: true }).refused).toBe("over_limit");
    room.at(30_400).tick();

    room.send("seller", { type: "lot.open", lotId: "lot-2" });
    room.bid("ann", 4_000, { lotId: "lot-2" });
    room.at(60_800).tick();
    expect(room.you("ann")).toMatchObject({ spentMinor: 1_000, maxima: {} });
    // What was won counts at its price, and a pre-bid as if it led.
    expect(room.bid("ann", 9_001, { lotId: "lot-3" }).refused).toBe("over_limit");
    expect(room.bid("ann", 9_000, { lotId: "lot-3" }).refused).toBeNull();
    expect(room.you("ann")).toMatchObject({ spentMinor: 10_000, maxima: { "lot-3": 9_000 } });
  });

  test("[B6] far above the next minimum needs a confirmation", () => {
    const room = open();
    expect(room.bid("ann", 10_001).refusal).toMatchObject({
      code: "needs_confirmation",
      details: { minimumMinor: 1_000, amountMinor: 10_001 },
    });
    expect(room.bid("ann", 10_000).refused).toBeNull();
    expect(room.bid("ann", 10_501).refused).toBe("needs_confirmation");
    expect(room.bid("ann", 10_501, { confirm: true }).refused).toBeNull();
  });

  test("a lot takes no more bids than its bound, and says that it is closed to them", () => {
    const room = open();
    const lot = room.openLot();
    if (lot.sale.kind !== "ascending") throw new Error("an English lot ascends");
    room.bid("ann", 2_000);
    const full = { ...lot, sale: { ...lot.sale, bidCount: 100_000 } };
    room.state = { ...room.live, lots: { size: 1, tree: [full] } };
    expect(room.bid("bob", 3_000).refused).toBe("lot_closed");
  });
});

describe("refusals of a bid, in the contract's order", () => {
  /** A room in which one bid of one person meets this obstacle and the ones before it in the list do not apply. */
  type Obstacle = (setting: {
    bidder: "ann" | "stranger" | "blocked" | "seller";
    lotId: string;
    status: "held" | "queued" | "closed" | "open";
    amountMinor: number;
    mode: "max" | "exact";
    leads: boolean;
    limitMinor: number | null;
  }) => void;

  // In order; each sets only its own field, so two together make a bid with two faults.
  const obstacles: readonly (readonly [string, Obstacle])[] = [
    ["blocked", (setting) => (setting.bidder = "blocked")],
    [
      "not_registered",
      (setting) => (setting.bidder = setting.bidder === "ann" ? "stranger" : setting.bidder),
    ],
    ["lot_unknown", (setting) => (setting.lotId = "lot-9")],
    ["own_lot", (setting) => (setting.bidder = setting.bidder === "ann" ? "seller" : setting.bidder)],
    ["auction_held", (setting) => (setting.status = "held")],
    ["lot_not_open", (setting) => (setting.status = setting.status === "open" ? "queued" : setting.status)],
    ["lot_closed", (setting) => (setting.status = setting.status === "open" ? "closed" : setting.status)],
    ["already_leading", (setting) => (setting.leads = true)],
    ["below_minimum", (setting) => (setting.amountMinor = Math.min(setting.amountMinor, 999))],
    ["off_grid", (setting) => (setting.amountMinor += setting.amountMinor < 1_000 ? 0 : 1)],
    ["over_limit", (setting) => (setting.limitMinor = 500)],
    ["needs_confirmation", (setting) => (setting.amountMinor = Math.max(setting.amountMinor, 20_000))],
  ];

  function refusalOf(applied: readonly Obstacle[]): string | null {
    const setting: Parameters<Obstacle>[0] = {
      bidder: "ann",
      lotId: "lot-1",
      status: "open",
      amountMinor: 2_000,
      mode: "exact",
      leads: false,
      limitMinor: null,
    };
    // From the last to the first, so that an earlier one can take a field over from a later one.
    for (const apply of applied.toReversed()) apply(setting);
    const { bidder, lotId, status, amountMinor, mode, leads, limitMinor } = setting;
    const room = schedule({ bidders: ["bob", "seller", "blocked"] });
    room.send("seller", { type: "auction.start" });
    room.send("ann", { type: "bidder.register", terms: makeTerms("ann", { limitMinor }) });
    room.send("mod", { type: "bidder.block", paddle: 3 });
    if (status !== "queued") room.send("seller", { type: "lot.open", lotId: "lot-1" });
    if (leads && bidder === "ann") {
      room.send("ann", { type: "bidder.register", terms: makeTerms("ann") });
      room.bid("ann", 1_000);
      room.send("ann", { type: "bidder.register", terms: makeTerms("ann", { limitMinor }) });
    }
    if (status === "held") room.send("seller", { type: "auction.hold" });
    if (status === "closed") room.at(30_100);
    return room.bid(bidder, amountMinor, { lotId, mode }).refused;
  }

  test("none applies to an allowed bid", () => {
    expect(refusalOf([])).toBeNull();
  });

  test.each(obstacles.map(([code, obstacle]) => [code, obstacle] as const))("%s, alone", (code, obstacle) => {
    expect(refusalOf([obstacle])).toBe(code);
  });

  // What excludes the other by its nature: nobody is both blocked and unregistered, no lot both queued and held …
  const exclusive = new Set([
    "blocked not_registered",
    "blocked own_lot",
    "not_registered own_lot",
    "auction_held lot_not_open",
    "auction_held lot_closed",
    "lot_not_open lot_closed",
    "lot_not_open already_leading",
    "below_minimum off_grid",
    "below_minimum needs_confirmation",
  ]);
  const pairs = obstacles.flatMap(([code, obstacle], at) =>
    obstacles
      .slice(at + 1)
      .filter(([later]) => !exclusive.has(`${code} ${later}`))
      .map(([later, laterObstacle]) => ({ code, later, both: [obstacle, laterObstacle] })),
  );
  test.each(pairs)("$code comes before $later", ({ code, both }) => {
    expect(refusalOf(both)).toBe(code);
  });

  test("[B2] blocked comes before own_lot for whoever is both", () => {
    const room = open({ bidders: ["linked"] });
    expect(room.bid("linked", 2_000).refused).toBe("own_lot");
    room.send("mod", { type: "bidder.block", paddle: 1 });
    expect(room.bid("linked", 2_000).refused).toBe("blocked");
  });

  test("signed out is auth_required", () => {
    expect(
      open().send(null, { type: "bid.place", lotId: "lot-1", amountMinor: 2_000, mode: "max" }).refused,
    ).toBe("auth_required");
  });

  test.each(["__proto__", "constructor", "toString", ""])("a lot called %j is unknown", (lotId) => {
    expect(open().bid("ann", 2_000, { lotId }).refused).toBe("lot_unknown");
  });
});

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

describe("lot.buy", () => {
  const buy: Line = { type: "lot.buy", lotId: "lot-1" };

  test("[L7] a buy-now price stands until the first bid", () => {
    const room = open({ lots: [makeSpec({ buyNowMinor: 8_000 }, { reserveMinor: 5_000 })] });
    expect(findAskedPrice(room.openLot())).toBe(8_000);
    room.bid("ann", 2_000);
    expect(room.send("bob", buy).refused).toBe("not_for_sale");
  });

  test("[L7] buying closes the lot at once", () => {
    const room = open({ lots: [makeSpec({ buyNowMinor: 8_000 }, { reserveMinor: 5_000 })] });
    const bought = room.at(5_000).send("bob", buy);
    expect(bought.answer).toMatchObject({ outcome: "done", priceMinor: 8_000 });
    expect(bought.facts).toEqual([
      { type: "lot.sold", lotId: "lot-1", paddle: 2, priceMinor: 8_000 },
      {
        type: "lot.revealed",
        lotId: "lot-1",
        reserve: { amountMinor: 5_000, salt: expect.any(String) },
        openings: [],
      },
    ]);
    expect(room.entries.at(-1)?.private.changes).toMatchObject([
      { type: "bid.accepted", mode: "exact", amountMinor: 8_000, salt: null },
      {
        type: "sale.made",
        saleNumber: 1,
        userId: "bob",
        paddle: 2,
        priceMinor: 8_000,
        shippingMinor: 500,
        taxBps: 800,
      },
    ]);
    expect(room.lot()).toMatchObject({
      status: "sold",
      winnerPaddle: 2,
      soldPriceMinor: 8_000,
      reserveMet: true,
    });
    expect(room.you("bob")).toMatchObject({ spentMinor: 8_000, maxima: {} });
    expect(room.send("ann", buy).refused).toBe("lot_closed");
  });

  test("[L7] nothing to buy without a price", () => {
    const room = open();
    expect(room.send("bob", buy).refused).toBe("not_for_sale");
    expect(room.send("bob", { type: "giveaway.enter", lotId: "lot-1" }).refused).toBe("not_for_sale");
    expect(room.send("bob", { type: "giveaway.enter", lotId: "lot-9" }).refused).toBe("lot_unknown");
  });

  test("[L7] a queued lot is not for sale yet", () => {
    const room = schedule({ lots: [makeSpec({ buyNowMinor: 8_000 })] });
    expect(room.send("bob", buy).refused).toBe("lot_not_open");
  });

  test("[B5] a purchase has to fit the limit", () => {
    const room = open({
      lots: [makeSpec({ buyNowMinor: 8_000 })],
      bidders: [makeTerms("ann", { limitMinor: 7_999 })],
    });
    expect(room.send("ann", buy).refusal).toMatchObject({
      code: "over_limit",
      details: { limitMinor: 7_999, spentMinor: 0 },
    });
  });
});
