import { describe, expect, it } from "vitest";

import { formatCountdown } from "../format/time.ts";
import { computeRing, findSpokenMark } from "./ring.ts";

const timing = { windowMs: 10_000, totalMs: 30_000 };

describe("computeRing", () => {
  it.each([
    ["running", 30_000, { phase: "running", fraction: 1, text: "30" }],
    ["running", 15_000, { phase: "running", fraction: 0.5, text: "15" }],
    ["running", 10_000, { phase: "running", fraction: 1 / 3, text: "10" }],
    ["running", 7_400, { phase: "closing", fraction: 0.74, text: "7.4" }],
    ["running", 1, { phase: "closing", fraction: 1 / 10_000, text: "0.1" }],
    // [K4] after the close and before the hammer nothing is shown as sold.
    ["closing", 0, { phase: "going", fraction: 0, text: "0.0" }],
    // An extension can leave more than the lot began with.
    ["running", 40_000, { phase: "running", fraction: 1, text: "40" }],
    ["held", 12_000, { phase: "held", fraction: 0.4, text: "12" }],
    ["waiting", 30_000, { phase: "waiting", fraction: 1, text: "30" }],
    ["over", 0, { phase: "over", fraction: 0, text: "0.0" }],
  ] as const)("shows %s with %d ms left", (phase, remainingMs, expected) => {
    expect(computeRing({ phase, remainingMs }, timing)).toEqual({ remainingMs, ...expected });
  });
});

describe("formatCountdown", () => {
  it.each([
    [59_001, "1:00"],
    [61_000, "1:01"],
    [3_599_000, "59:59"],
    [7_500_000, "2h 05m"],
    [273_600_000, "3d 4h"],
  ])("writes %d ms as %s", (remainingMs, expected) => {
    expect(formatCountdown(remainingMs)).toBe(expected);
  });
});

describe("findSpokenMark", () => {
  it.each([
    [10_050, 9_990, 10],
    [30_000, 29_950, undefined],
    [30_010, 30_000, 30],
    [5_020, 4_970, 5],
    [200, 0, undefined],
    [4_000, 14_000, undefined],
  ])("from %d to %d speaks %s", (previousMs, remainingMs, expected) => {
    expect(findSpokenMark(previousMs, remainingMs)).toBe(expected);
  });
});
