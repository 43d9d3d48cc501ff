import { describe, expect, test } from "vitest";
import type { Rehearsal } from "../../test/support/rehearsal.ts";
import { makeSpec, open, schedule, startMs } from "../../test/support/rehearsal.ts";
import { nextDeadline } from "./deadline.ts";
import type { LotRules } from "./lot-rules.ts";

function openWith(rules: Partial<LotRules>): Rehearsal {
  return open({ lots: [makeSpec(rules)] });
}

/** When the lot closes, counted from the rehearsal's beginning. */
function closesAt(room: Rehearsal, lotId = "lot-1"): number {
  return (room.lot(lotId).closesAtMs ?? 0) - startMs;
}

describe("a lot's clock", () => {
  test.each([
    [29_999, null],
    [30_000, "lot_closed"],
    [30_399, "lot_closed"],
  ])("[K1] a bid at %i ms is answered %s", (afterMs, refused) => {
    expect(open().at(afterMs).bid("ann", 2_000).refused).toBe(refused);
  });

  test("[K1] a late alarm changes nothing for a bid that comes after the close", () => {
    const room = open();
    room.bid("ann", 2_000);
    // No alarm rang: the bid itself is the first to notice that the time is up.
    expect(room.at(31_000).bid("bob", 3_000).refused).toBe("lot_closed");
    expect(room.lot()).toMatchObject({ status: "sold", winnerPaddle: 1 });
  });

  test("[K1] an extension leaves the old alarm to find nothing due", () => {
    const room = open();
    expect(nextDeadline(room.live)).toBe(startMs + 30_400);
    room.at(25_000).bid("ann", 2_000);
    expect(room.at(30_400).tick()).toEqual([]);
    expect(nextDeadline(room.live)).toBe(startMs + 35_400);
  });

  test.each<[string, number, Partial<LotRules>, number, boolean]>([
    ["before the window the close stays", 20_000, {}, 30_000, false],
    ["with less than the window left it moves", 20_001, {}, 30_001, true],
    ["in the last millisecond too", 29_999, {}, 39_999, true],
    ["never earlier than it was", 25_000, { extensionMs: 4_000 }, 30_000, false],
    ["not when the lot closes on the second", 29_999, { format: "sudden-death" }, 30_000, false],
    ["not past the hard close", 29_000, { hardCloseAfterMs: 35_000 }, 35_000, true],
    ["not at the hard close", 29_000, { hardCloseAfterMs: 30_000 }, 30_000, false],
    ["not beyond the number of extensions", 29_000, { extensionsMax: 0 }, 30_000, false],
  ])("[K2] %s", (_name, afterMs, rules, closeMs, extended) => {
    const room = openWith(rules);
    const placed = room.at(afterMs).bid("ann", 2_000);
    expect(placed.facts).toMatchObject([{ closesAtMs: startMs + closeMs, extended }]);
    expect(closesAt(room)).toBe(closeMs);
    expect(room.lot().extensions).toBe(extended ? 1 : 0);
  });

  test("[K2] a bid that is outbid at once extends, and only its last fact says so", () => {
    const room = open();
    room.bid("ann", 5_000);
    expect(room.at(25_000).bid("bob", 3_000).facts).toMatchObject([
      { closesAtMs: startMs + 30_000, extended: false, auto: false },
      { closesAtMs: startMs + 35_000, extended: true, auto: true },
    ]);
  });

  test("[K2] refused bids, raises that change nothing and chat never move the close", () => {
    const room = open();
    room.bid("ann", 5_000);
    room.at(29_000);
    expect(room.bid("bob", 1_001).refused).toBe("below_minimum");
    expect(room.bid("ann", 9_000).refused).toBeNull();
    expect(room.send("cat", { type: "chat.post", text: "wait for me" }).refused).toBeNull();
    expect(closesAt(room)).toBe(30_000);
  });

  test("[K2] a raise that reaches the reserve counts as a bid", () => {
    const room = open({ lots: [makeSpec({}, { reserveMinor: 5_000 })] });
    room.bid("ann", 2_000);
    room.at(29_000).bid("ann", 6_000);
    expect(closesAt(room)).toBe(39_000);
  });

  test("[K3] extensions run out", () => {
    const room = openWith({ extensionsMax: 2 });
    let amountMinor = 2_000;
    for (const [afterMs, closeMs] of [
      [25_000, 35_000],
      [34_000, 44_000],
      [43_000, 44_000],
    ] as const) {
      room.at(afterMs).bid(amountMinor % 2_000 === 0 ? "ann" : "bob", amountMinor);
      amountMinor += 1_000;
      expect(closesAt(room)).toBe(closeMs);
    }
  });

  test("[K4] the hammer falls after the closing pause, not before", () => {
    const room = open();
    room.bid("ann", 2_000);
    expect(room.at(30_000).tick()).toEqual([]);
    expect(room.at(30_399).tick()).toEqual([]);
    expect(room.lot().status).toBe("open");
    expect(room.at(30_400).tick()).toMatchObject([{ type: "lot.sold", paddle: 1 }, { type: "lot.revealed" }]);
    expect(room.tick()).toEqual([]);
  });

  test("[K4] nothing that arrives in the closing pause is accepted", () => {
    const room = open();
    room.at(30_200);
    expect(room.bid("ann", 2_000).refused).toBe("lot_closed");
    expect(room.send("seller", { type: "auction.hold" }).refused).toBe("lot_closing");
    expect(room.send("seller", { type: "lot.pass", lotId: "lot-1" }).refused).toBe("lot_closing");
    expect(room.send("seller", { type: "auction.end" }).refused).toBe("lot_closing");
    expect(room.send("seller", { type: "auction.cancel" }).refused).toBe("lot_closing");
    expect(room.send("admin", { type: "lot.void", lotId: "lot-1", reason: "a mistake" }).refused).toBe(
      "lot_closing",
    );
  });
});

describe("holds", () => {
  test("[K5] a hold freezes the clock and a resume gives the rest back", () => {
    const room = open();
    expect(
      room.at(10_000).send("seller", { type: "auction.hold", reason: "a technical matter" }).facts,
    ).toEqual([{ type: "auction.held", reason: "host", note: "a technical matter" }]);
    expect(nextDeadline(room.live)).toBeNull();
    expect(room.at(90_000).tick()).toEqual([]);
    expect(room.bid("ann", 2_000).refused).toBe("auction_held");
    expect(room.send("seller", { type: "auction.hold" }).refused).toBe("auction_held");
    expect(room.send("seller", { type: "auction.resume" }).facts).toEqual([
      { type: "auction.resumed", lots: [{ lotId: "lot-1", closesAtMs: startMs + 110_000 }] },
    ]);
    expect(room.send("seller", { type: "auction.resume" }).refused).toBe("auction_not_held");
    expect(room.bid("ann", 2_000).refused).toBeNull();
    expect(closesAt(room)).toBe(110_000);
  });

  test("[K5] a resume gives at least the window", () => {
    const room = open();
    room.at(28_000).send("seller", { type: "auction.hold" });
    room.at(60_000).send("seller", { type: "auction.resume" });
    expect(closesAt(room)).toBe(70_000);
  });

  test("[K5] a hold shifts the hard close", () => {
    const room = openWith({ hardCloseAfterMs: 35_000 });
    room.at(10_000).send("seller", { type: "auction.hold" });
    room.at(15_000).send("seller", { type: "auction.resume" });
    room.at(34_000).bid("ann", 2_000);
    expect(closesAt(room)).toBe(40_000);
    room.at(39_000).bid("bob", 3_000);
    expect(closesAt(room)).toBe(40_000);
  });

  test("[K5] a hold is the host's, while the auction is live", () => {
    const room = schedule();
    expect(room.send("seller", { type: "auction.hold" }).refused).toBe("auction_not_live");
    expect(room.send("seller", { type: "auction.resume" }).refused).toBe("auction_not_live");
    room.send("seller", { type: "auction.start" });
    expect(room.send("ann", { type: "auction.hold" }).refused).toBe("forbidden");
    expect(room.send("ann", { type: "auction.resume" }).refused).toBe("forbidden");
    expect(room.send("admin", { type: "auction.hold" }).refused).toBeNull();
    expect(room.send("seller", { type: "lot.open", lotId: "lot-1" }).refused).toBe("auction_held");
    expect(room.send("admin", { type: "auction.resume" }).facts).toEqual([
      { type: "auction.resumed", lots: [] },
    ]);
  });
});

describe("a room that was away", () => {
  test.each([
    [33_000, false],
    [33_001, true],
  ])("[K5] first awake at %i ms, held and resumed: %s", (afterMs, away) => {
    const room = open();
    room.bid("ann", 2_000);
    const facts = room.at(afterMs).sleep().tick();
    expect(facts.map(({ type }) => type)).toEqual(
      away ? ["auction.held", "auction.resumed"] : ["lot.sold", "lot.revealed"],
    );
    if (!away) return;
    expect(facts).toEqual([
      { type: "auction.held", reason: "room-away" },
      { type: "auction.resumed", lots: [{ lotId: "lot-1", closesAtMs: room.nowMs + 10_000 }] },
    ]);
    expect(room.bid("bob", 3_000).refused).toBeNull();
  });

  test("[K5] a command that finds the room late is decided after the second chance", () => {
    const room = open();
    room.bid("ann", 2_000);
    expect(room.at(60_000).sleep().bid("bob", 3_000).answer).toMatchObject({ outcome: "leading" });
    expect(closesAt(room)).toBe(70_000);
  });

  test("[K5] once per lot", () => {
    const room = open();
    room.bid("ann", 2_000);
    room.at(60_000).sleep().tick();
    expect(room.at(120_000).sleep().tick()).toMatchObject([{ type: "lot.sold" }, { type: "lot.revealed" }]);
  });

  test("[K5] not when the room was awake after the close", () => {
    const room = open();
    room.bid("ann", 2_000);
    expect(room.at(30_100).bid("bob", 3_000).refused).toBe("lot_closed");
    expect(room.at(40_000).tick()).toMatchObject([{ type: "lot.sold" }, { type: "lot.revealed" }]);
  });

  test.each<[string, Partial<LotRules>, number | null]>([
    ["extensions are left", { extensionsMax: 1 }, 50_000],
    ["no extension is left", { extensionsMax: 0 }, null],
    ["the hard close is further away", { hardCloseAfterMs: 60_000 }, 50_000],
    ["the hard close comes first", { hardCloseAfterMs: 45_000 }, 45_000],
    ["the hard close is past", { hardCloseAfterMs: 40_000 }, null],
  ])("[K5] inside K3: %s", (_name, rules, closeMs) => {
    const room = openWith(rules);
    const facts = room.at(40_000).sleep().tick();
    expect(facts.at(-1)?.type).toBe(closeMs === null ? "lot.passed" : "auction.resumed");
    if (closeMs === null) return;
    expect(closesAt(room)).toBe(closeMs);
    expect(room.lot().extensions).toBe(1);
    // The second chance was an extension too: with one allowed in all, a bid in the window adds none.
    room.at(closeMs - 1).bid("ann", 2_000);
    expect(closesAt(room)).toBe(rules.extensionsMax === 1 || closeMs === 45_000 ? closeMs : closeMs + 9_999);
  });

  test("[K5] in a timed auction one batch restores every lot it slept through and warns of those about to close", () => {
    const room = open({
      auction: { pacing: "timed" },
      lots: [makeSpec(), makeSpec({ extensionsMax: 0 }), makeSpec(), makeSpec(), makeSpec()],
    });
    // Lots close at 30, 50, 70, 90 and 110 s; the second may not be extended.
    const facts = room.at(85_000).sleep().tick();
    expect(facts).toEqual([
      { type: "lot.passed", lotId: "lot-2", reason: "no-bids" },
      { type: "auction.held", reason: "room-away" },
      {
        type: "auction.resumed",
        lots: [
          { lotId: "lot-1", closesAtMs: startMs + 95_000 },
          { lotId: "lot-3", closesAtMs: startMs + 95_000 },
          { lotId: "lot-4", closesAtMs: startMs + 95_000 },
          { lotId: "lot-5", closesAtMs: startMs + 110_000 },
        ],
      },
    ]);
    expect(["lot-1", "lot-3", "lot-4", "lot-5"].map((id) => room.lot(id).extensions)).toEqual([1, 1, 0, 0]);
  });
});
