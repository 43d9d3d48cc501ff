import { describe, expect, test } from "vitest";
import { makeSpec, makeTerms, open, schedule, sha256 } from "../../test/support/rehearsal.ts";
import { AMOUNT_MAX_MINOR } from "../money.ts";
import { computeCommitment } from "./commitment.ts";
import { computeDefaultIncrements } from "./increments.ts";
import { toItems, toVector } from "./vector.ts";

describe("bid.place", () => {
  test.each([
    ["max", 1_005, "malformed"],
    ["exact", 1_001, "malformed"],
    ["max", 1_010, null],
  ] as const)("[P1] in dinars of a thousand fils, a bid %s of %i: %s", (mode, amountMinor, refused) => {
    const increments = computeDefaultIncrements("KWD");
    const lots = [makeSpec({ currency: "KWD", increments })];
    const room = open({ auction: { currency: "KWD" }, lots });
    expect(room.bid("ann", amountMinor, { mode }).refused).toBe(refused);
  });

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

  test("[P1] at the top of money the earlier bid holds, and everything told is still an amount", () => {
    const room = open();
    room.bid("ann", AMOUNT_MAX_MINOR, { confirm: true });
    room.bid("bob", AMOUNT_MAX_MINOR - 1, { confirm: true });
    const top = { priceMinor: AMOUNT_MAX_MINOR, nextMinimumMinor: AMOUNT_MAX_MINOR, leaderPaddle: 1 };
    expect(room.lot()).toMatchObject(top);
    expect(room.bid("cat", AMOUNT_MAX_MINOR).answer).toMatchObject({ outcome: "outbid" });
    expect(room.lot()).toMatchObject(top);
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

  test("a lot takes a bounded number of bids, and says that it is closed to more", () => {
    const room = open();
    room.bid("ann", 2_000);
    const lot = room.openLot();
    if (lot.sale.kind !== "ascending") throw new Error("an English lot ascends");
    const [hidden] = toItems(lot.sale.committed);
    if (hidden === undefined) throw new Error("Ann's maximum is hidden");
    const shownFull = { ...lot.sale, bidCount: 100_000 };
    const hiddenFull = { ...lot.sale, committed: toVector(Array.from({ length: 50_000 }, () => hidden)) };
    for (const sale of [shownFull, hiddenFull]) {
      room.state = { ...room.live, lots: toVector([{ ...lot, sale }]) };
      expect(room.bid("bob", 3_000).refused).toBe("lot_closed");
    }
  });

  test("raises and pre-bids, which cost nothing, are bounded for each bidder", () => {
    const room = schedule({ lots: [makeSpec(), makeSpec()] });
    const raise = (userId: string, lotId: string, times: number): string | null => {
      let refused: string | null = null;
      for (let time = 1; time <= times; time += 1) {
        ({ refused } = room.bid(userId, 2_000 + time, { lotId }));
      }
      return refused;
    };
    expect(raise("ann", "lot-2", 200)).toBeNull();
    expect(room.bid("ann", 3_000, { lotId: "lot-2" }).refused).toBe("lot_closed");
    expect(room.bid("bob", 3_000, { lotId: "lot-2" }).refused).toBeNull();
    room.send("seller", { type: "auction.start" });
    room.send("seller", { type: "lot.open", lotId: "lot-1" });
    expect(raise("ann", "lot-1", 200)).toBeNull();
    expect(room.bid("ann", 3_000).refused).toBe("lot_closed");
    // Taking the lead from someone is no mere change of mind.
    room.bid("bob", 4_000);
    expect(room.bid("ann", 5_000).answer).toMatchObject({ outcome: "leading" });
  });
});
