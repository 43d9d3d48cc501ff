import { describe, expect, test } from "vitest";
import type { Line } from "../../test/support/rehearsal.ts";
import { makeSpec, makeTerms, open, schedule } from "../../test/support/rehearsal.ts";
import { findAskedPrice } from "./buy.ts";

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
