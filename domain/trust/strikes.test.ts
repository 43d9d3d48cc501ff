import { describe, expect, test } from "vitest";
import { computeBlockedUntilMs, isCounting, strikeRules } from "./strikes.ts";

const strike = (expiresAtMs: number, isRemoved = false) => ({ expiresAtMs, isRemoved });

describe("[S2] strikes", () => {
  test.each([
    ["none", [], null],
    ["two", [strike(10), strike(20)], null],
    ["three: the first to run out ends it", [strike(30), strike(10), strike(20)], 10],
    ["four: the second to run out ends it", [strike(40), strike(10), strike(30), strike(20)], 20],
    ["one of three was taken back", [strike(10), strike(20, true), strike(30)], null],
    ["one of three has run out", [strike(5), strike(20), strike(30)], null],
  ] as const)("%s", (_what, strikes, until) => {
    expect(computeBlockedUntilMs(strikes, 5)).toBe(until);
  });

  test("count up to their end and not at it", () => {
    expect([isCounting(strike(10), 9), isCounting(strike(10), 10)]).toEqual([true, false]);
    expect(strikeRules.blockedAt).toBeGreaterThan(1);
  });
});
