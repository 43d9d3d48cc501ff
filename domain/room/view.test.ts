import { describe, expect, test } from "vitest";
import type { Rehearsal } from "../../test/support/rehearsal.ts";
import { makeActor, makeSpec, makeTerms, open, schedule, startMs } from "../../test/support/rehearsal.ts";
import { replay } from "./evolve.ts";
import { defaultIncrements } from "./increments.ts";
import { snapshotFor, viewAuction, viewLots, viewWithheld, viewYou } from "./view.ts";
import { diffYou, findAffected } from "./you-diff.ts";

describe("what anyone may see", () => {
  test("a queued lot, whole: that there is a reserve, not which", () => {
    const room = schedule({
      lots: [
        makeSpec(
          { buyNowMinor: 9_999 },
          { reserveMinor: 7_777, productId: "p", description: "d", imageUrls: ["/i"] },
        ),
      ],
    });
    expect(room.lot()).toEqual({
      id: "lot-1",
      position: 1,
      status: "queued",
      format: "english",
      title: "A lot",
      description: "d",
      imageUrls: ["/i"],
      productId: "p",
      rerunOf: null,
      startingPriceMinor: 1_000,
      buyNowMinor: 9_999,
      priceMinor: 1_000,
      nextMinimumMinor: 1_000,
      hasReserve: true,
      reserveMet: false,
      bidCount: 0,
      increments: defaultIncrements,
      durationMs: 30_000,
      windowMs: 10_000,
      extensionMs: 10_000,
      extensions: 0,
      extensionsMax: 60,
      graceMs: 400,
      closesAtMs: null,
      openedAtMs: null,
      closedAtMs: null,
      remaining: 1,
      quantity: 1,
      leaderPaddle: null,
      winnerPaddle: null,
      soldPriceMinor: null,
      passReason: null,
    });
  });

  test("an open and a closed lot tell what happened, and no maximum", () => {
    const room = open();
    room.bid("ann", 7_777);
    const openFields = {
      status: "open",
      priceMinor: 1_000,
      nextMinimumMinor: 1_050,
      leaderPaddle: 1,
      bidCount: 1,
    };
    expect(room.lot()).toMatchObject({
      ...openFields,
      openedAtMs: startMs,
      closesAtMs: startMs + 30_000,
      closedAtMs: null,
    });
    expect(JSON.stringify(snapshotFor(room.live, makeActor("bob"), room.nowMs, 2))).not.toContain("7777");
    room.at(30_400).tick();
    expect(room.lot()).toMatchObject({
      status: "sold",
      priceMinor: 1_000,
      nextMinimumMinor: 1_050,
      leaderPaddle: null,
      winnerPaddle: 1,
      soldPriceMinor: 1_000,
      closesAtMs: startMs + 30_000,
      closedAtMs: startMs + 30_400,
      remaining: 0,
    });
    expect(JSON.stringify(viewLots(room.live))).not.toContain("7777");
  });

  test("the auction, whole, in each of its states", () => {
    const room = schedule();
    const scheduled = {
      id: "auction-1",
      title: "A sale",
      description: "",
      status: "scheduled",
      sellerId: "seller",
      sellerName: "Sam's Shop",
      currency: "USD",
      pacing: "live",
      visibility: "public",
      premiumBps: 1_000,
      scheduledStartMs: startMs,
      scheduledEndMs: null,
      startedAtMs: null,
      endedAtMs: null,
      held: null,
      lotCount: 1,
    };
    expect(viewAuction(room.live)).toEqual(scheduled);
    room.send("seller", { type: "auction.start" });
    room.at(1_000).send("seller", { type: "auction.hold" });
    const held = { sinceMs: startMs + 1_000, reason: "host" };
    expect(viewAuction(room.live)).toEqual({ ...scheduled, status: "live", startedAtMs: startMs, held });
    room.send("seller", { type: "auction.resume" });
    room.send("seller", { type: "auction.hold", reason: "a short break" });
    expect(viewAuction(room.live).held).toEqual({ ...held, reason: "a short break" });
    room.send("seller", { type: "auction.end" });
    const ended = { status: "ended", startedAtMs: startMs, endedAtMs: startMs + 1_000 };
    expect(viewAuction(room.live)).toEqual({ ...scheduled, ...ended });
  });
});

describe("snapshots", () => {
  test("in live pacing: the open lot and the next three", () => {
    const room = open({ lots: Array.from({ length: 6 }, () => makeSpec()) });
    const snapshot = snapshotFor(room.live, makeActor("ann"), startMs + 5, 17);
    expect(snapshot.lots.map(({ id }) => id)).toEqual(["lot-1", "lot-2", "lot-3", "lot-4"]);
    expect(snapshot).toMatchObject({ seq: 2, nowMs: startMs + 5, viewers: 17, current: { id: "lot-1" } });
    expect(snapshot.you).toMatchObject({ userId: "ann", paddle: 1 });
    room.at(30_400).tick();
    expect(snapshotFor(room.live, makeActor(null), room.nowMs, 1)).toMatchObject({
      current: null,
      lots: [{ id: "lot-2" }, {}, {}],
    });
  });

  test("in timed pacing: the lots that close first", () => {
    const room = open({ auction: { pacing: "timed" }, lots: Array.from({ length: 12 }, () => makeSpec()) });
    room.at(29_000).bid("ann", 2_000);
    const { lots, current } = snapshotFor(room.live, makeActor(null), room.nowMs, 1);
    expect(lots).toHaveLength(8);
    expect(current?.id).toBe("lot-1");
  });
});

describe("what one may know about oneself", () => {
  const nobody = { maxima: {}, limitMinor: null, spentMinor: 0, shippingMinor: 0, taxBps: 0, paddle: null };

  test("a passer-by, a host and a bidder", () => {
    const room = open({ bidders: [makeTerms("ann", { limitMinor: 90_000 })] });
    room.bid("ann", 5_000);
    expect(viewYou(room.live, makeActor(null))).toEqual({ ...nobody, userId: null, role: "viewer" });
    expect(viewYou(room.live, makeActor("seller"))).toEqual({ ...nobody, userId: "seller", role: "host" });
    expect(viewYou(room.live, makeActor("ann"))).toEqual({
      userId: "ann",
      role: "bidder",
      paddle: 1,
      maxima: { "lot-1": 5_000 },
      limitMinor: 90_000,
      spentMinor: 5_000,
      shippingMinor: 500,
      taxBps: 800,
    });
  });

  test("[H2] amounts the close did not open go to their bidder only", () => {
    const room = open();
    room.bid("ann", 5_000);
    room.bid("bob", 3_000);
    room.bid("ann", 9_000);
    expect(viewWithheld(room.live, makeActor("ann"), "lot-1")).toEqual([]);
    room.at(30_400).tick();
    expect(viewWithheld(room.live, makeActor("ann"), "lot-1")).toMatchObject([
      { amountMinor: 5_000 },
      { amountMinor: 9_000 },
    ]);
    expect(viewWithheld(room.live, makeActor("bob"), "lot-1")).toEqual([]);
    expect(viewWithheld(room.live, makeActor(null), "lot-1")).toEqual([]);
    expect(viewWithheld(room.live, makeActor("ann"), "lot-9")).toEqual([]);
  });

  test("[H2] of a lot that passed in the queue too, and nothing of a voided one", () => {
    const room = schedule({ lots: [makeSpec(), makeSpec()] });
    room.bid("ann", 5_000);
    room.bid("ann", 5_000, { lotId: "lot-2" });
    room.send("admin", { type: "lot.void", lotId: "lot-1", reason: "a mistake" });
    room.send("seller", { type: "auction.cancel" });
    expect(viewWithheld(room.live, makeActor("ann"), "lot-1")).toEqual([]);
    expect(viewWithheld(room.live, makeActor("ann"), "lot-2")).toMatchObject([{ amountMinor: 5_000 }]);
  });

  test("only the changed fields are told", () => {
    const room = open();
    const before = room.you("ann");
    expect(diffYou(before, room.you("ann"))).toBeNull();
    room.bid("ann", 5_000);
    const leading = room.you("ann");
    expect(diffYou(before, leading)).toEqual({ maxima: { "lot-1": 5_000 }, spentMinor: 5_000 });
    room.bid("bob", 9_000);
    expect(diffYou(leading, room.you("ann"))).toEqual({ spentMinor: 0 });
  });

  test.each<[string, (room: Rehearsal) => unknown, readonly string[] | "everyone"]>([
    ["a first bid", (room) => room.bid("ann", 2_000, { lotId: "lot-1" }), ["ann"]],
    [
      "a registration",
      (room) => room.send("dan", { type: "bidder.register", terms: makeTerms("dan") }),
      ["dan"],
    ],
    ["a pre-bid", (room) => room.bid("ann", 2_000, { lotId: "lot-2" }), ["ann"]],
    ["chat", (room) => room.send("ann", { type: "chat.post", text: "hi" }), []],
    [
      "a unit bought",
      (room) => {
        room.send("seller", { type: "lot.pass", lotId: "lot-1" });
        room.send("seller", { type: "lot.open", lotId: "lot-3" });
        room.send("bob", { type: "lot.buy", lotId: "lot-3" });
      },
      ["bob"],
    ],
    [
      "a lot's opening",
      (room) => {
        room.send("seller", { type: "lot.pass", lotId: "lot-1" });
        room.send("seller", { type: "lot.open", lotId: "lot-2" });
      },
      "everyone",
    ],
    ["a lot's close", (room) => room.at(30_400).tick(), "everyone"],
  ])("%s changes what some know about themselves", (_name, act, affected) => {
    const room = open({ lots: [makeSpec(), makeSpec(), makeSpec({ format: "fixed", quantity: 2 })] });
    act(room);
    // The state right before the last entry is what the room has in its hands then.
    const before = replay(room.entries.slice(0, -1));
    const entry = room.entries.at(-1);
    if (before === null || entry === undefined) throw new Error("nothing happened");
    const found = findAffected(before, entry);
    expect(found === "everyone" ? found : [...found]).toEqual(affected);
  });

  test("an outbid leader is affected too", () => {
    const room = open();
    room.bid("ann", 2_000);
    const before = room.live;
    room.bid("bob", 3_000);
    const entry = room.entries.at(-1);
    expect(entry && findAffected(before, entry)).toEqual(new Set(["ann", "bob"]));
  });
});
