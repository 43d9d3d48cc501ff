import { describe, expect, test } from "vitest";
import type { Line, Rehearsal } from "../../test/support/rehearsal.ts";
import { makeSpec, open, plainRules, schedule, sha256, startMs } from "../../test/support/rehearsal.ts";
import { canonicalise } from "./canonical.ts";
import { computeReserveCommitment } from "./commitment.ts";
import { nextDeadline } from "./deadline.ts";

function statuses(room: Rehearsal): readonly string[] {
  return room.live.lots.tree.map((lot) => ("status" in lot ? lot.status : "?"));
}

describe("a lot's life", () => {
  test("[L1] queued, open, sold", () => {
    const room = schedule({ lots: [makeSpec(), makeSpec()] });
    expect(statuses(room)).toEqual(["queued", "queued"]);
    room.send("seller", { type: "auction.start" });
    room.send("seller", { type: "lot.open", lotId: "lot-1" });
    expect(statuses(room)).toEqual(["open", "queued"]);
    room.bid("ann", 2_000);
    expect(room.at(30_400).tick()).toMatchObject([
      { type: "lot.sold", lotId: "lot-1", paddle: 1, priceMinor: 1_000 },
      { type: "lot.revealed", lotId: "lot-1", openings: [] },
    ]);
    expect(statuses(room)).toEqual(["sold", "queued"]);
    expect(room.entries.at(-1)?.private).toEqual({
      userId: null,
      commandId: null,
      commandHash: null,
      answer: null,
      changes: [
        {
          type: "sale.made",
          lotId: "lot-1",
          saleNumber: 1,
          userId: "ann",
          paddle: 1,
          priceMinor: 1_000,
          shippingMinor: 500,
          taxBps: 800,
        },
      ],
    });
  });

  test.each<[string, (room: Rehearsal) => unknown, string]>([
    ["without bids", (room) => room.at(30_400).tick(), "no-bids"],
    ["by its host", (room) => room.send("seller", { type: "lot.pass", lotId: "lot-1" }), "host"],
    ["with the auction's end", (room) => room.send("seller", { type: "auction.end" }), "auction-ended"],
    ["with its cancellation", (room) => room.send("seller", { type: "auction.cancel" }), "auction-cancelled"],
  ])("[L1] passed %s", (_name, act, reason) => {
    const room = open();
    act(room);
    expect(room.lot()).toMatchObject({
      status: "passed",
      passReason: reason,
      winnerPaddle: null,
      soldPriceMinor: null,
      closedAtMs: room.nowMs,
    });
  });

  test("[P8] passed when the reserve is not met, with what was bid opened up to the price", () => {
    const room = open({ lots: [makeSpec({}, { reserveMinor: 5_000 })] });
    room.bid("ann", 3_000);
    room.bid("bob", 4_000);
    expect(room.at(30_400).tick()).toEqual([
      { type: "lot.passed", lotId: "lot-1", reason: "reserve" },
      {
        type: "lot.revealed",
        lotId: "lot-1",
        reserve: { amountMinor: 5_000, salt: expect.any(String) },
        openings: [{ bidId: expect.any(String), paddle: 1, amountMinor: 3_000, salt: expect.any(String) }],
      },
    ]);
    expect(room.lot()).toMatchObject({
      status: "passed",
      priceMinor: 3_100,
      reserveMet: false,
      leaderPaddle: null,
    });
    expect(room.you("bob")).toMatchObject({ spentMinor: 0, maxima: {} });
  });

  test("[L1] void while queued or open, by an admin, with a reason, revealing nothing", () => {
    const room = open({ lots: [makeSpec({}, { reserveMinor: 5_000 }), makeSpec()] });
    room.bid("ann", 9_000);
    room.bid("ann", 3_000, { lotId: "lot-2" });
    const lotVoid: Line = { type: "lot.void", lotId: "lot-1", reason: "not the seller's to sell" };
    expect(room.send("seller", lotVoid).refused).toBe("forbidden");
    expect(room.send("admin", { ...lotVoid, reason: " " }).refused).toBe("malformed");
    expect(room.send("admin", { ...lotVoid, reason: "x".repeat(281) }).refused).toBe("malformed");
    expect(room.send("admin", { ...lotVoid, lotId: "lot-9" }).refused).toBe("lot_unknown");
    expect(room.send("admin", lotVoid).facts).toEqual([
      { type: "lot.voided", lotId: "lot-1", reason: "not the seller's to sell" },
    ]);
    expect(room.send("admin", { ...lotVoid, lotId: "lot-2" }).refused).toBeNull();
    expect(statuses(room)).toEqual(["voided", "voided"]);
    expect(room.lot()).toMatchObject({
      status: "voided",
      priceMinor: 5_000,
      passReason: null,
      winnerPaddle: null,
    });
    expect(room.you("ann")).toMatchObject({ spentMinor: 0, maxima: {} });
    expect(nextDeadline(room.live)).toBeNull();
    expect(room.send("admin", lotVoid).refused).toBe("lot_closed");
  });

  test("[L1] a held lot can be passed or voided: its clock stands", () => {
    const room = open({ lots: [makeSpec(), makeSpec()] });
    room.at(10_000).send("seller", { type: "auction.hold" });
    room.at(90_000);
    expect(room.send("seller", { type: "lot.pass", lotId: "lot-1" }).refused).toBeNull();
    expect(room.send("admin", { type: "lot.void", lotId: "lot-2", reason: "withdrawn" }).refused).toBeNull();
  });

  test("[L1] a closed lot never opens again", () => {
    const room = open();
    room.at(30_400).tick();
    expect(room.send("seller", { type: "lot.open", lotId: "lot-1" }).refused).toBe("lot_not_queued");
    expect(room.send("seller", { type: "lot.pass", lotId: "lot-1" }).refused).toBe("lot_closed");
    expect(room.send("seller", { type: "lot.edit", lotId: "lot-1", spec: makeSpec() }).refused).toBe(
      "lot_not_queued",
    );
  });

  test("[L1] a re-run is a new lot that names the old one", () => {
    const room = open();
    room.at(30_400).tick();
    room.send("seller", { type: "lot.add", lotId: "lot-2", spec: makeSpec({}, { rerunOf: "lot-1" }) });
    expect(room.lot("lot-2")).toMatchObject({ status: "queued", rerunOf: "lot-1", position: 2 });
  });

  test("[L1] the auction does not end or cancel while an open lot has bids", () => {
    const room = open({ lots: [makeSpec(), makeSpec()] });
    room.bid("ann", 2_000);
    expect(room.send("seller", { type: "auction.end" }).refused).toBe("lot_has_bids");
    expect(room.send("seller", { type: "auction.cancel" }).refused).toBe("lot_has_bids");
    room.at(30_400).tick();
    expect(room.send("seller", { type: "auction.end" }).facts).toEqual([
      { type: "lot.passed", lotId: "lot-2", reason: "auction-ended" },
      { type: "auction.ended" },
    ]);
    expect(statuses(room)).toEqual(["sold", "passed"]);
  });

  test("[L1] blocking a bidder stops new bids; standing ones stand", () => {
    const room = open();
    room.bid("ann", 2_000);
    room.send("seller", { type: "bidder.block", paddle: 1 });
    expect(room.bid("ann", 3_000).refused).toBe("blocked");
    expect(room.at(30_400).tick()).toMatchObject([{ type: "lot.sold", paddle: 1 }, {}]);
    room.send("seller", { type: "bidder.unblock", paddle: 1 });
    expect(room.send("ann", { type: "chat.post", text: "thank you" }).refused).toBeNull();
  });

  test("[L2] one lot is open at a time in live pacing", () => {
    const room = open({ lots: [makeSpec(), makeSpec()] });
    expect(room.send("seller", { type: "lot.open", lotId: "lot-2" }).refused).toBe("lot_already_open");
    room.at(30_400).tick();
    expect(room.send("seller", { type: "lot.open", lotId: "lot-2" }).refused).toBeNull();
  });

  test.each<[string, string, Line, string]>([
    ["not the host", "ann", { type: "lot.open", lotId: "lot-1" }, "forbidden"],
    ["not a moderator", "mod", { type: "lot.pass", lotId: "lot-1" }, "forbidden"],
    ["unknown", "seller", { type: "lot.open", lotId: "lot-9" }, "lot_unknown"],
    ["unknown to pass", "seller", { type: "lot.pass", lotId: "lot-9" }, "lot_unknown"],
    ["before the start", "seller", { type: "lot.open", lotId: "lot-1" }, "auction_not_live"],
    ["passed before the start", "seller", { type: "lot.pass", lotId: "lot-1" }, "auction_not_live"],
  ])("a lot is not opened or passed: %s", (_name, userId, line, refused) => {
    expect(schedule().send(userId, line).refused).toBe(refused);
  });

  test("[L4] opening publishes the rules, their hash and the reserve's commitment", () => {
    const spec = makeSpec({}, { reserveMinor: 5_123 });
    const room = schedule({ lots: [spec] });
    room.send("seller", { type: "auction.start" });
    const opened = room.send("seller", { type: "lot.open", lotId: "lot-1" });
    const [secret] = room.entries.at(-1)?.private.changes ?? [];
    if (secret?.type !== "reserve.committed") throw new Error("no reserve was committed");
    expect(secret).toEqual({
      type: "reserve.committed",
      lotId: "lot-1",
      amountMinor: 5_123,
      salt: secret.salt,
    });
    expect(opened.facts).toEqual([
      {
        type: "lot.opened",
        lotId: "lot-1",
        position: 1,
        title: "A lot",
        rules: plainRules,
        rulesHash: sha256(canonicalise(plainRules)),
        reserveCommitment: computeReserveCommitment(
          { auctionId: "auction-1", lotId: "lot-1", amountMinor: 5_123, salt: secret.salt },
          sha256,
        ),
        closesAtMs: startMs + 30_000,
        priceMinor: 1_000,
        nextMinimumMinor: 1_000,
        reserveMet: false,
      },
    ]);
    expect(JSON.stringify(opened.facts)).not.toContain("5123");
  });

  test("[L5] once a bid is in, the host cannot stop, shorten or re-price the lot", () => {
    const room = open();
    room.bid("ann", 2_000);
    expect(room.send("seller", { type: "lot.pass", lotId: "lot-1" }).refused).toBe("lot_has_bids");
    expect(room.send("seller", { type: "lot.edit", lotId: "lot-1", spec: makeSpec() }).refused).toBe(
      "lot_not_queued",
    );
    expect(room.send("seller", { type: "lot.remove", lotId: "lot-1" }).refused).toBe("lot_not_queued");
    expect(room.send("admin", { type: "lot.pass", lotId: "lot-1" }).refused).toBe("lot_has_bids");
  });

  test("[L1] a queued lot can be passed, and its pre-bids lapse", () => {
    const room = open({ lots: [makeSpec(), makeSpec({}, { reserveMinor: 5_000 })] });
    room.bid("ann", 1_000, { lotId: "lot-2" });
    room.bid("bob", 6_000, { lotId: "lot-2" });
    expect(room.send("seller", { type: "lot.pass", lotId: "lot-2" }).facts).toEqual([
      { type: "lot.passed", lotId: "lot-2", reason: "host" },
      // Its reserve was never on the log, so there is nothing of it to open.
      {
        type: "lot.revealed",
        lotId: "lot-2",
        openings: [{ bidId: expect.any(String), paddle: 1, amountMinor: 1_000, salt: expect.any(String) }],
      },
    ]);
    expect(room.lot("lot-2")).toMatchObject({ status: "passed", openedAtMs: null, closesAtMs: null });
    expect(room.you("bob")).toMatchObject({ spentMinor: 0, maxima: {} });
  });
});

describe("timed pacing", () => {
  const timed = { auction: { pacing: "timed" as const }, lots: [makeSpec(), makeSpec(), makeSpec()] };

  test("[L2] starts on its own, opens all lots together and closes them staggered", () => {
    const room = schedule({ ...timed, auction: { pacing: "timed", scheduledStartMs: startMs + 5_000 } });
    expect(nextDeadline(room.live)).toBe(startMs + 5_000);
    room.bid("ann", 3_000, { lotId: "lot-2" });
    expect(room.at(4_999).tick()).toEqual([]);
    expect(room.at(5_000).tick()).toMatchObject([
      { type: "auction.started" },
      { type: "lot.opened", lotId: "lot-1", closesAtMs: startMs + 35_000 },
      { type: "lot.opened", lotId: "lot-2", closesAtMs: startMs + 55_000 },
      { type: "bid.placed", lotId: "lot-2", paddle: 1, auto: true },
      { type: "lot.opened", lotId: "lot-3", closesAtMs: startMs + 75_000 },
    ]);
    expect(room.lot("lot-2")).toMatchObject({ leaderPaddle: 1, priceMinor: 1_000 });
    expect(room.send("seller", { type: "lot.open", lotId: "lot-1" }).refused).toBe("lot_not_queued");
  });

  test("[L2] each lot has a clock of its own, and the auction ends with the last", () => {
    const room = open(timed);
    room.at(29_000).bid("ann", 2_000);
    expect(nextDeadline(room.live)).toBe(startMs + 39_400);
    expect(room.at(39_400).tick()).toMatchObject([{ type: "lot.sold", lotId: "lot-1" }, {}]);
    expect(room.at(50_400).tick()).toMatchObject([{ type: "lot.passed", lotId: "lot-2" }]);
    expect(room.at(70_400).tick()).toEqual([
      { type: "lot.passed", lotId: "lot-3", reason: "no-bids" },
      { type: "auction.ended" },
    ]);
    expect(room.live).toMatchObject({ status: "ended", endedAtMs: startMs + 70_400 });
    expect(nextDeadline(room.live)).toBeNull();
    expect(room.entries.at(-1)?.private).toMatchObject({ userId: null, answer: null });
  });

  test("[L2] lots that are due together close in order of their time, then of their place", () => {
    const lots = [makeSpec({ extensionMs: 1_000 }), makeSpec(), makeSpec()];
    const room = open({ lots, auction: { pacing: "timed", staggerMs: 0 } });
    room.at(29_500).bid("ann", 2_000);
    expect(
      room
        .at(31_500)
        .tick()
        .map((fact) => ("lotId" in fact ? fact.lotId : fact.type)),
    ).toEqual(["lot-2", "lot-3", "lot-1", "lot-1", "auction.ended"]);
  });

  test("[K3] the stagger moves the hard close with the close", () => {
    const room = open({ ...timed, lots: [makeSpec(), makeSpec({ hardCloseAfterMs: 33_000 })] });
    room.at(49_000).bid("ann", 2_000, { lotId: "lot-2" });
    expect(room.lot("lot-2").closesAtMs).toBe(startMs + 53_000);
  });

  test("[K5] a hold freezes every lot", () => {
    const room = open(timed);
    room.at(25_000).send("seller", { type: "auction.hold" });
    expect(room.at(100_000).send("seller", { type: "auction.resume" }).facts).toEqual([
      {
        type: "auction.resumed",
        lots: [
          { lotId: "lot-1", closesAtMs: startMs + 110_000 },
          { lotId: "lot-2", closesAtMs: startMs + 125_000 },
          { lotId: "lot-3", closesAtMs: startMs + 145_000 },
        ],
      },
    ]);
  });

  test("[L2] its host may start it early, and may not add lots after", () => {
    const room = schedule({ ...timed, auction: { pacing: "timed", scheduledStartMs: startMs + 60_000 } });
    expect(room.send("seller", { type: "auction.start" }).facts).toHaveLength(4);
    expect(room.send("seller", { type: "lot.add", lotId: "lot-4", spec: makeSpec() }).refused).toBe(
      "auction_not_scheduled",
    );
  });

  test("a live auction waits for its host", () => {
    const room = schedule({ auction: { scheduledStartMs: startMs + 5_000 } });
    expect(nextDeadline(room.live)).toBeNull();
    expect(room.at(60_000).tick()).toEqual([]);
    room.send("seller", { type: "auction.start" });
    expect(nextDeadline(room.live)).toBeNull();
  });
});
