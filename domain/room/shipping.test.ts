import { describe, expect, test } from "vitest";
import type { Rehearsal } from "../../test/support/rehearsal.ts";
import { makeSpec, makeTerms, open, schedule } from "../../test/support/rehearsal.ts";
import { replay } from "./evolve.ts";

const fixed = makeSpec({ format: "fixed", quantity: 5 });

/** What each sale of the room was to pay for shipping, in their order. */
const listShipping = (room: Rehearsal): (readonly [string, number])[] =>
  room.entries.flatMap((entry) =>
    entry.private.changes.flatMap((change) =>
      change.type === "sale.made" ? [[change.userId, change.shippingMinor] as const] : [],
    ),
  );

describe("[P9] what one bidder buys of one auction travels together", () => {
  const terms = (userId: string) => makeTerms(userId, { shippingMinor: 500, additionalShippingMinor: 120 });
  const buy = { type: "lot.buy", lotId: "lot-1" } as const;

  test("the first lot pays in full, each further one what it adds, each bidder for themselves", () => {
    const room = open({ lots: [fixed], bidders: ["ann", "bob"].map(terms) });
    for (const userId of ["ann", "bob", "ann", "ann"]) {
      const { shippingMinor } = room.you(userId);
      room.send(userId, buy);
      expect(listShipping(room).at(-1)).toEqual([userId, shippingMinor]);
    }
    expect(listShipping(room)).toEqual([
      ["ann", 500],
      ["bob", 500],
      ["ann", 120],
      ["ann", 120],
    ]);
  });

  test("by the hammer as by a price, also for lots led side by side", () => {
    const auction = { pacing: "timed", staggerMs: 0 } as const;
    const room = schedule({ auction, lots: [makeSpec(), makeSpec()], bidders: [terms("ann")] });
    room.tick();
    room.bid("ann", 2_000);
    room.bid("ann", 2_000, { lotId: "lot-2" });
    expect(room.you("ann").shippingMinor).toBe(500);
    room.at(30_400).tick();
    expect(listShipping(room)).toEqual([
      ["ann", 500],
      ["ann", 120],
    ]);
  });

  test("newer terms count from the next lot on", () => {
    const room = open({ lots: [fixed], bidders: [terms("ann")] });
    room.send("ann", buy);
    const moved = makeTerms("ann", { shippingMinor: 900, additionalShippingMinor: 300 });
    room.send("ann", { type: "bidder.register", terms: moved });
    expect(room.you("ann").shippingMinor).toBe(300);
    room.send("ann", buy);
    expect(listShipping(room).map(([, shippingMinor]) => shippingMinor)).toEqual([500, 300]);
  });

  test("terms of old journals, without an additional rate, pay the full one each time", () => {
    const room = open({ lots: [fixed], bidders: [makeTerms("ann", { shippingMinor: 500 })] });
    room.send("ann", buy);
    room.send("ann", buy);
    expect(listShipping(room).map(([, shippingMinor]) => shippingMinor)).toEqual([500, 500]);
    expect(replay(room.entries)).toEqual(room.live);
  });
});
