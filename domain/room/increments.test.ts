import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { currencyCodes, getPayableStep, getPriceFloor } from "../currency.ts";
import { AMOUNT_MAX_MINOR } from "../money.ts";
import {
  computeDefaultIncrements,
  computeNextMinimum,
  computeNextValid,
  computeStep,
  defaultIncrements,
  findIncrementsProblem,
  isOnGrid,
} from "./increments.ts";
import type { IncrementBand } from "./lot-rules.ts";

describe("increments", () => {
  test.each([
    [0, 5],
    [99, 5],
    [100, 25],
    [499, 25],
    [500, 50],
    [2_499, 50],
    [2_500, 100],
    [9_999, 100],
    [10_000, 250],
    [24_999, 250],
    [25_000, 500],
    [50_000, 1_000],
    [100_000, 2_500],
    [250_000, 5_000],
    [499_999, 5_000],
    [500_000, 10_000],
    [AMOUNT_MAX_MINOR, 10_000],
  ])("[P2] the default step at %i is %i", (priceMinor, stepMinor) => {
    expect(computeStep(defaultIncrements, priceMinor)).toBe(stepMinor);
    expect(computeNextMinimum(defaultIncrements, priceMinor)).toBe(
      Math.min(priceMinor + stepMinor, AMOUNT_MAX_MINOR),
    );
  });

  test.each([
    ["EUR", 1_000, 50],
    ["JPY", 0, 10],
    ["JPY", 100, 10],
    ["JPY", 1_000, 50],
    ["JPY", 10_000, 250],
    ["JPY", 100_000, 2_500],
    ["ISK", 2_500, 100],
    ["KRW", 1_000, 100],
    ["KRW", 100_000, 2_500],
    ["VND", 100_000, 5_000],
    ["SEK", 1_000, 250],
    ["HUF", 1_000_000, 50_000],
    ["IDR", 25_000_000, 1_000_000],
    ["KWD", 0, 50],
    ["KWD", 1_000, 250],
    ["KWD", 100_000, 2_500],
  ])("[P2] in %s the default step at %i is %i", (currency, priceMinor, stepMinor) => {
    expect(computeStep(computeDefaultIncrements(currency), priceMinor)).toBe(stepMinor);
  });

  test.each(currencyCodes)(
    "[P2] the default of %s is a table, and whatever it leads to can be paid",
    (currency) => {
      const bands = computeDefaultIncrements(currency);
      expect(findIncrementsProblem(bands)).toBeNull();
      expect(bands.filter(({ stepMinor }) => stepMinor % getPayableStep(currency) !== 0)).toEqual([]);
      // Nobody raises a bid by less than people pay with.
      expect(computeStep(bands, 0)).toBeGreaterThanOrEqual(5 * getPriceFloor(currency));
    },
  );

  test.each<[string, readonly IncrementBand[], string | null]>([
    ["the default", defaultIncrements, null],
    ["one band", [{ fromMinor: 0, stepMinor: 1 }], null],
    [
      "equal steps",
      [
        { fromMinor: 0, stepMinor: 5 },
        { fromMinor: 10, stepMinor: 5 },
      ],
      null,
    ],
    ["no band", [], "At least one band is needed."],
    ["a late start", [{ fromMinor: 1, stepMinor: 5 }], "The first band starts at 0."],
    ["a step of nothing", [{ fromMinor: 0, stepMinor: 0 }], "A step is a whole amount of at least 1."],
    ["half a step", [{ fromMinor: 0, stepMinor: 0.5 }], "A step is a whole amount of at least 1."],
    [
      "bands out of order",
      [
        { fromMinor: 0, stepMinor: 5 },
        { fromMinor: 0, stepMinor: 6 },
      ],
      "Bands start at ascending whole amounts.",
    ],
    [
      "a falling step",
      [
        { fromMinor: 0, stepMinor: 5 },
        { fromMinor: 10, stepMinor: 4 },
      ],
      "Steps never fall as the price rises.",
    ],
    [
      "too many",
      Array.from({ length: 21 }, (_, at) => ({ fromMinor: at * 10, stepMinor: 5 })),
      "At most 20 bands are allowed.",
    ],
  ])("[P2] a table with %s is judged", (_name, bands, problem) => {
    expect(findIncrementsProblem(bands)).toBe(problem);
  });

  test.each([
    // From a next minimum of 1 033 the step is 50: its own ladder, and the round amounts of each band.
    [1_033, 1_033, true],
    [1_033, 1_083, true],
    [1_033, 1_050, true],
    [1_033, 1_051, false],
    [1_033, 2_550, false],
    [1_033, 2_583, true],
    [1_033, 2_600, true],
  ])("[P3] above a next minimum of %i, %i on the grid: %s", (next, amountMinor, expected) => {
    expect(isOnGrid(defaultIncrements, next, amountMinor)).toBe(expected);
  });

  test.each([
    [1_033, 1_034, [1_050, 1_083, 1_100]],
    [1_033, 1_050, [1_083, 1_100, 1_133]],
    [1_000, 1_001, [1_050, 1_100, 1_150]],
    // Across the edge of a band: 2 450 by 50, then round hundreds and the ladder of fifties.
    [2_450, 2_449, [2_450, 2_500, 2_550]],
    [2_450, 2_551, [2_600, 2_650, 2_700]],
    // A band too short for a multiple of its own step holds no round amount.
    [95, 101, [105, 110, 115]],
    [AMOUNT_MAX_MINOR - 10_000, AMOUNT_MAX_MINOR - 1, [AMOUNT_MAX_MINOR]],
    [AMOUNT_MAX_MINOR, AMOUNT_MAX_MINOR, []],
  ])("[P3] above a next minimum of %i, after %i come %j", (next, amountMinor, expected) => {
    expect(computeNextValid(defaultIncrements, next, amountMinor)).toEqual(expected);
  });

  test("[P3] the next three are the smallest amounts on the grid, in any table", () => {
    const tables = fc
      .array(fc.record({ gap: fc.integer({ min: 1, max: 40 }), more: fc.nat(9) }), {
        minLength: 1,
        maxLength: 5,
      })
      .map((rows) => {
        let fromMinor = 0;
        let stepMinor = 1;
        return rows.map(({ gap, more }, at) => {
          fromMinor += at === 0 ? 0 : gap;
          stepMinor += more;
          return { fromMinor, stepMinor };
        });
      });
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 150 }), fc.nat(100), (bands, next, more) => {
        expect(findIncrementsProblem(bands)).toBeNull();
        const amountMinor = next + more;
        const expected: number[] = [];
        for (let at = amountMinor + 1; expected.length < 3; at += 1)
          if (isOnGrid(bands, next, at)) expected.push(at);
        expect(computeNextValid(bands, next, amountMinor)).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });
});
