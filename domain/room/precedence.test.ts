import { describe, expect, test } from "vitest";
import { makeTerms, open, schedule } from "../../test/support/rehearsal.ts";

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
