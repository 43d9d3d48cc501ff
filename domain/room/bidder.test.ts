import { describe, expect, test } from "vitest";
import { makeActor, makeTerms, open, schedule } from "../../test/support/rehearsal.ts";
import { computeRole } from "./roles.ts";
import { toItems, toVector } from "./vector.ts";

describe("bidders", () => {
  test("[B1] paddles are given in order of registration", () => {
    const room = schedule({ bidders: [] });
    for (const userId of ["cat", "ann", "bob"]) {
      const registered = room.send(userId, { type: "bidder.register", terms: makeTerms(userId) });
      expect(registered).toMatchObject({ refused: null, facts: [], answer: { outcome: "done" } });
    }
    expect(["ann", "bob", "cat"].map((userId) => room.you(userId).paddle)).toEqual([2, 3, 1]);
  });

  test("[B1] registering again refreshes the terms and keeps the paddle", () => {
    const room = open();
    room.bid("bob", 2_000);
    const terms = makeTerms("bob", { limitMinor: 1_500, shippingMinor: 900, taxBps: 0 });
    room.send("bob", { type: "bidder.register", terms });
    expect(room.you("bob")).toEqual({
      userId: "bob",
      role: "bidder",
      paddle: 2,
      maxima: { "lot-1": 2_000 },
      limitMinor: 1_500,
      spentMinor: 2_000,
      shippingMinor: 900,
      taxBps: 0,
    });
    // A lowered limit stops new bids only.
    expect(room.bid("bob", 2_500).refused).toBe("over_limit");
    room.at(30_400).tick();
    expect(room.entries.at(-1)?.private.changes).toMatchObject([
      { type: "sale.made", shippingMinor: 900, taxBps: 0 },
    ]);
  });

  test("[B1] without a paddle nobody bids", () => {
    expect(open().bid("stranger", 2_000).refused).toBe("not_registered");
  });

  test("[B1] people register themselves, until the auction is over", () => {
    const room = open();
    const register = { type: "bidder.register", terms: makeTerms("dan") } as const;
    expect(room.send("ann", register).refused).toBe("forbidden");
    expect(room.send("admin", register).refused).toBeNull();
    room.send("seller", { type: "auction.end" });
    expect(room.send("eve", { type: "bidder.register", terms: makeTerms("eve") }).refused).toBe(
      "auction_over",
    );
  });

  test("[B1] a room is full one day", () => {
    const room = schedule();
    const [ann] = toItems(room.live.bidders);
    if (ann === undefined) throw new Error("Ann is a bidder");
    const crowd = Array.from({ length: 10_000 }, (_, at) => ({ ...ann, paddle: at + 1 }));
    room.state = { ...room.live, bidders: toVector(crowd) };
    expect(room.send("dan", { type: "bidder.register", terms: makeTerms("dan") }).refused).toBe("room_full");
    expect(room.send("ann", { type: "bidder.register", terms: makeTerms("ann") }).refused).toBeNull();
  });

  test.each(["seller", "linked"])("[B2] %s may have a paddle but not bid", (userId) => {
    const room = open({ bidders: [userId] });
    expect(room.you(userId).paddle).toBe(1);
    expect(room.bid(userId, 2_000).refused).toBe("own_lot");
    expect(room.send(userId, { type: "lot.buy", lotId: "lot-1" }).refused).toBe("own_lot");
  });

  test("[B2] the blocked can neither bid nor talk nor register anew", () => {
    const room = open();
    expect(room.send("mod", { type: "bidder.block", paddle: 1, reason: "shill bids" }).facts).toEqual([]);
    expect(room.bid("ann", 2_000).refused).toBe("blocked");
    expect(room.send("ann", { type: "chat.post", text: "why?" }).refused).toBe("blocked");
    expect(room.send("ann", { type: "bidder.register", terms: makeTerms("ann") }).refused).toBe("blocked");
    room.send("mod", { type: "bidder.unblock", paddle: 1 });
    expect(room.bid("ann", 2_000).refused).toBeNull();
  });

  test.each([
    ["ann", 2, "forbidden"],
    ["mod", 4, "bidder_unknown"],
    ["mod", 0, "bidder_unknown"],
    ["mod", 1.5, "bidder_unknown"],
    ["seller", 2, null],
    ["admin", 2, null],
  ])("[B2] %s blocks paddle %d: %s", (userId, paddle, refused) => {
    expect(open().send(userId, { type: "bidder.block", paddle }).refused).toBe(refused);
  });

  test.each([
    [null, "viewer"],
    ["stranger", "viewer"],
    ["ann", "bidder"],
    ["mod", "moderator"],
    ["seller", "host"],
    ["admin", "admin"],
  ])("%s is a %s", (userId, role) => {
    expect(computeRole(open().live, makeActor(userId))).toBe(role);
  });
});
