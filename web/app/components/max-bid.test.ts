import { describe, expect, it } from "vitest";

import { judgeMaximum, suggestMaxima } from "./max-bid.ts";

describe("judgeMaximum", () => {
  it.each([
    [undefined, { kind: "invalid" }],
    [4_399, { kind: "too-low", minimumMinor: 4_400 }],
    [4_400, { kind: "fine", amountMinor: 4_400 }],
    [44_000, { kind: "fine", amountMinor: 44_000 }],
    [44_001, { kind: "large", amountMinor: 44_001, times: 10 }],
  ])("of %s", (amountMinor, expected) => {
    expect(judgeMaximum(amountMinor, 4_400, 4_400)).toEqual(expected);
  });
});

describe("suggestMaxima", () => {
  it.each([
    ["USD", 4_400, [5_500, 7_000, 9_000]],
    ["USD", 100, [150, 150, 200]],
    ["USD", 125_000, [200_000, 200_000, 250_000]],
    ["USD", 5, [10, 10, 10]],
    ["JPY", 12, [20, 20, 30]],
    ["JPY", 4_400, [5_500, 7_000, 9_000]],
    ["KRW", 50, [100, 100, 100]],
    ["KWD", 10, [50, 50, 50]],
    ["KWD", 1_250, [2_000, 2_000, 2_500]],
  ])("[P2] in %s from %d", (currency, amountMinor, expected) => {
    expect(suggestMaxima({ amountMinor, currency })).toEqual(expected);
  });
});
