import { describe, expect, test } from "vitest";
import { defaultIncrements } from "./increments.ts";
import type { Challenge, Leader, PriceTerms, ShownBid, Standing } from "./price.ts";
import {
  computeMinimum,
  computeOpeningStanding,
  resolveBid,
  resolvePreBids,
  resolveSealed,
} from "./price.ts";

const terms: PriceTerms = { startingPriceMinor: 1_000, increments: defaultIncrements, reserveMinor: null };

/** "7 max 5000": paddle 7 bids like that. The bid's id is its place in the list. */
function play(
  lines: readonly string[],
  over: Partial<PriceTerms> = {},
): {
  readonly standing: Standing;
  readonly shown: readonly string[];
} {
  const all = { ...terms, ...over };
  let standing = computeOpeningStanding(all);
  let shown: readonly ShownBid[] = [];
  for (const [place, line] of lines.entries()) {
    const [paddle, mode, amount] = line.split(" ");
    const challenge = {
      bidId: `b${place + 1}`,
      paddle: Number(paddle),
      mode: mode as Challenge["mode"],
      amountMinor: Number(amount),
    };
    ({ standing, shown } = resolveBid(standing, challenge, all));
  }
  return {
    standing,
    shown: shown.map(({ bidId, paddle, priceMinor, auto, reserveMet }) =>
      [bidId, paddle, priceMinor, auto ? "auto" : "own", reserveMet ? "met" : "unmet"].join(" "),
    ),
  };
}

function at(
  priceMinor: number,
  paddle: number,
  maxMinor: number,
  bidId: string,
  reserveMet = true,
): Standing {
  return { priceMinor, leader: { bidId, paddle, maxMinor }, reserveMet };
}

describe("the price of an ascending lot", () => {
  test("[P2] before any bid the next minimum is the starting price, after it the price plus its step", () => {
    expect(computeMinimum(computeOpeningStanding(terms), terms)).toBe(1_000);
    expect(computeMinimum(at(1_000, 1, 5_000, "b1"), terms)).toBe(1_050);
    expect(computeMinimum(at(2_500, 1, 5_000, "b1"), terms)).toBe(2_600);
  });

  test.each<[string, readonly string[], Standing]>([
    ["a first maximum leads at the starting price", ["1 max 5000"], at(1_000, 1, 5_000, "b1")],
    ["a lower one raises it by a step", ["1 max 5000", "2 max 3000"], at(3_100, 1, 5_000, "b1")],
    ["but not above the leader's own", ["1 max 3050", "2 max 3000"], at(3_050, 1, 3_050, "b1")],
    ["a higher one leads a step above the beaten", ["1 max 3000", "2 max 5000"], at(3_100, 2, 5_000, "b2")],
    ["or at its own maximum if that is less", ["1 max 3000", "2 max 3050"], at(3_050, 2, 3_050, "b2")],
    ["three deep", ["1 max 3000", "2 max 9000", "3 max 5000"], at(5_100, 2, 9_000, "b2")],
  ])("[P4] %s", (_name, lines, standing) => {
    expect(play(lines).standing).toEqual(standing);
  });

  test("[P4] the price is never below the starting price", () => {
    expect(play(["1 max 1000"]).standing).toEqual(at(1_000, 1, 1_000, "b1"));
  });

  test("[P5] of equal maxima the earlier leads, at that amount", () => {
    expect(play(["1 max 3000", "2 max 3000"])).toEqual({
      standing: at(3_000, 1, 3_000, "b1"),
      shown: ["b2 2 3000 own met", "b1 1 3000 auto met"],
    });
  });

  test("[P6] a leader's raise does not move the price and shows nothing", () => {
    expect(play(["1 max 3000", "1 max 9000"])).toEqual({ standing: at(1_000, 1, 9_000, "b2"), shown: [] });
  });

  test.each<[string, readonly string[], Standing]>([
    ["a first exact bid is the price", ["1 exact 3000"], at(3_000, 1, 3_000, "b1")],
    [
      "one above the leader's maximum leads at its amount",
      ["1 max 3000", "2 exact 4000"],
      at(4_000, 2, 4_000, "b2"),
    ],
    ["one below is answered a step above it", ["1 max 9000", "2 exact 4000"], at(4_100, 1, 9_000, "b1")],
    ["one equal is answered at it", ["1 max 4000", "2 exact 4000"], at(4_000, 1, 4_000, "b1")],
    ["answered at no more than the maximum", ["1 max 4050", "2 exact 4000"], at(4_050, 1, 4_050, "b1")],
    [
      "a maximum beats a standing exact bid by a step",
      ["1 exact 4000", "2 max 9000"],
      at(4_100, 2, 9_000, "b2"),
    ],
  ])("[P7] %s", (_name, lines, standing) => {
    expect(play(lines).standing).toEqual(standing);
  });

  test.each<[string, readonly string[], Standing, readonly string[]]>([
    [
      "below it prices move as usual",
      ["1 max 3000"],
      at(1_000, 1, 3_000, "b1", false),
      ["b1 1 1000 own unmet"],
    ],
    ["a maximum that reaches it pays it", ["1 max 5000"], at(5_000, 1, 5_000, "b1"), ["b1 1 5000 own met"]],
    ["one above it pays it too", ["1 max 9000"], at(5_000, 1, 9_000, "b1"), ["b1 1 5000 own met"]],
    [
      "an exact bid above it is the price",
      ["1 exact 9000"],
      at(9_000, 1, 9_000, "b1"),
      ["b1 1 9000 own met"],
    ],
    [
      "a raise that reaches it moves the price",
      ["1 max 3000", "1 max 9000"],
      at(5_000, 1, 9_000, "b2"),
      ["b2 1 5000 auto met"],
    ],
    [
      "a raise that does not shows nothing",
      ["1 max 3000", "1 max 4000"],
      at(1_000, 1, 4_000, "b2", false),
      [],
    ],
    [
      "a beaten leader below it is shown as unmet",
      ["1 max 3000", "2 max 9000"],
      at(5_000, 2, 9_000, "b2"),
      ["b1 1 3000 auto unmet", "b2 2 5000 own met"],
    ],
    [
      "once met the second maximum decides again",
      ["1 max 9000", "2 max 6000"],
      at(6_100, 1, 9_000, "b1"),
      ["b2 2 6000 own met", "b1 1 6100 auto met"],
    ],
  ])("[P8] with a reserve of 5 000, %s", (_name, lines, standing, shown) => {
    expect(play(lines, { reserveMinor: 5_000 })).toEqual({ standing, shown });
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ["a first bid alone", ["1 max 3000"], ["b1 1 1000 own met"]],
    [
      "a losing bid, then the leader's answer",
      ["1 max 5000", "2 max 3000"],
      ["b2 2 3000 own met", "b1 1 3100 auto met"],
    ],
    [
      "the beaten leader at its maximum, then the new one",
      ["1 max 3000", "2 max 5000"],
      ["b1 1 3000 auto met", "b2 2 3100 own met"],
    ],
    [
      "a leader beaten at the price is not shown again",
      ["1 exact 3000", "2 max 5000"],
      ["b2 2 3100 own met"],
    ],
  ])("[P10] shows %s", (_name, lines, shown) => {
    expect(play(lines).shown).toEqual(shown);
  });
});

const contender = (paddle: number, maxMinor: number): Leader => ({ bidId: `b${paddle}`, paddle, maxMinor });

describe("bids that resolve as one set", () => {
  test.each<[string, readonly Leader[], number | null, string, readonly string[]]>([
    ["none", [], null, "1000 nobody met", []],
    ["one leads at the starting price", [contender(1, 5_000)], null, "1000 1 met", ["1 1000 met"]],
    [
      "the higher leads a step above the lower",
      [contender(1, 3_000), contender(2, 5_000), contender(3, 2_000)],
      null,
      "3100 2 met",
      ["1 3000 met", "2 3100 met"],
    ],
    [
      "of equals the earlier",
      [contender(1, 3_000), contender(2, 3_000)],
      null,
      "3000 1 met",
      ["2 3000 met", "1 3000 met"],
    ],
    [
      "both at the starting price",
      [contender(1, 1_000), contender(2, 1_000)],
      null,
      "1000 1 met",
      ["2 1000 met", "1 1000 met"],
    ],
    ["one that reaches the reserve", [contender(1, 5_000)], 4_000, "4000 1 met", ["1 4000 met"]],
    ["one that does not", [contender(1, 3_000)], 4_000, "1000 1 unmet", ["1 1000 unmet"]],
    [
      "two around the reserve",
      [contender(1, 3_000), contender(2, 5_000)],
      4_000,
      "4000 2 met",
      ["1 3000 unmet", "2 4000 met"],
    ],
    [
      "two above the reserve",
      [contender(1, 4_500), contender(2, 9_000)],
      4_000,
      "4600 2 met",
      ["1 4500 met", "2 4600 met"],
    ],
  ])("[L6] pre-bids: %s", (_name, bids, reserveMinor, expected, shown) => {
    const resolved = resolvePreBids(bids, { ...terms, reserveMinor });
    expect(describeStanding(resolved.standing)).toBe(expected);
    expect(
      resolved.shown.map(
        ({ paddle, priceMinor, reserveMet }) => `${paddle} ${priceMinor} ${reserveMet ? "met" : "unmet"}`,
      ),
    ).toEqual(shown);
    expect(resolved.shown.every(({ auto }) => auto)).toBe(true);
  });

  test.each<[string, readonly Leader[], number | null, string]>([
    ["nobody", [], null, "1000 nobody met"],
    ["one pays the starting price", [contender(1, 5_000)], null, "1000 1 met"],
    ["the best pays the second best", [contender(1, 3_000), contender(2, 5_000)], null, "3000 2 met"],
    ["of equals the earlier, at that amount", [contender(1, 5_000), contender(2, 5_000)], null, "5000 1 met"],
    ["at least the reserve", [contender(1, 3_000), contender(2, 5_000)], 4_000, "4000 2 met"],
    ["below the reserve it is not met", [contender(1, 3_000), contender(2, 3_500)], 4_000, "3000 2 unmet"],
  ])("[L3] sealed: %s", (_name, bids, reserveMinor, expected) => {
    expect(describeStanding(resolveSealed(bids, { ...terms, reserveMinor }))).toBe(expected);
  });
});

function describeStanding({ priceMinor, leader, reserveMet }: Standing): string {
  return `${priceMinor} ${leader?.paddle ?? "nobody"} ${reserveMet ? "met" : "unmet"}`;
}
