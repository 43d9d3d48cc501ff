import { describe, expect, it } from "vitest";

import { formatCountdown } from "../format/time.ts";
import type { LotClock } from "./countdown.ts";
import { computeCountdown, findSpokenMark } from "./countdown.ts";

const running: LotClock = { kind: "running", closesAtMs: 100_000, windowMs: 10_000, totalMs: 30_000 };

describe("computeCountdown", () => {
  it.each([
    [running, 70_000, { phase: "running", remainingMs: 30_000, fraction: 1, text: "30" }],
    [running, 85_000, { phase: "running", remainingMs: 15_000, fraction: 0.5, text: "15" }],
    [running, 90_000, { phase: "running", remainingMs: 10_000, fraction: 1 / 3, text: "10" }],
    [running, 92_600, { phase: "closing", remainingMs: 7_400, fraction: 7_400 / 30_000, text: "7.4" }],
    [running, 99_999, { phase: "closing", remainingMs: 1, fraction: 1 / 30_000, text: "0.1" }],
    [running, 100_000, { phase: "going", remainingMs: 0, fraction: 0, text: "0.0" }],
    [running, 250_000, { phase: "going", remainingMs: 0, fraction: 0, text: "0.0" }],
    // A clock that is ahead of the lot's opening never shows more than the whole ring.
    [running, 60_000, { phase: "running", remainingMs: 40_000, fraction: 1, text: "40" }],
    [
      { kind: "held", remainingMs: 12_000, totalMs: 24_000 } as const,
      0,
      { phase: "held", remainingMs: 12_000, fraction: 0.5, text: "12" },
    ],
    [{ kind: "closed" } as const, 0, { phase: "closed", remainingMs: 0, fraction: 0, text: "" }],
  ])("shows %o at %d", (clock, nowMs, expected) => {
    expect(computeCountdown(clock, nowMs)).toEqual(expected);
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
