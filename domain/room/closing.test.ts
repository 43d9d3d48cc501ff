import { describe, expect, test } from "vitest";
import { open } from "../../test/support/rehearsal.ts";
import { limits } from "../limits.ts";
import { computeReveal } from "./closing.ts";
import { toVector } from "./vector.ts";

describe("what a close opens", () => {
  const room = open();
  const lot = room.openLot();
  if (lot.sale.kind !== "ascending") throw new Error("an English lot ascends");
  const committed = Array.from({ length: limits.hiddenBidsPerLotMax }, (_, at) => ({
    bidId: `0193b2f0-0000-7000-8000-${at.toString(16).padStart(12, "0")}`,
    paddle: limits.biddersPerAuctionMax,
    amountMinor: at < 250 ? 1_000 : 1_000_000_000_000,
    salt: "0".repeat(32),
  }));
  const full = { ...lot, sale: { ...lot.sale, committed: toVector(committed) } };

  test("[H2] a hundred openings to a fact, in the order of the bids, up to the final price", () => {
    const revealed = computeReveal(full, 1_000);
    expect(revealed.map(({ openings }) => openings.length)).toEqual([100, 100, 50]);
    expect(revealed.flatMap(({ openings }) => openings)).toEqual(committed.slice(0, 250));
  });

  test("[H2] the most a lot can hide fits into one journal entry", () => {
    const text = JSON.stringify(computeReveal(full, 1_000_000_000_000));
    expect(text.length).toBeLessThan(limits.entryLengthMax - 1_000_000);
  });
});
