import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AMOUNT_MAX_MINOR, computeShareMinor, isAmountMinor } from "./money.ts";
import { accept, assert, must, refuse, unreachable } from "./result.ts";

describe("money", () => {
  test.each([
    [1, true],
    [AMOUNT_MAX_MINOR, true],
    [0, false],
    [-1, false],
    [1.5, false],
    [AMOUNT_MAX_MINOR + 1, false],
    [Number.NaN, false],
    [Number.POSITIVE_INFINITY, false],
  ])("[P1] %d is an amount: %s", (value, expected) => {
    expect(isAmountMinor(value)).toBe(expected);
  });

  test.each([
    [0, 1_000, 0],
    [1_000, 0, 0],
    [1_000, 1_000, 100],
    [1_000, 10_000, 1_000],
    [999, 1_000, 100],
    [994, 1_000, 99],
    [5, 1_000, 1],
    [4, 1_000, 0],
    [AMOUNT_MAX_MINOR, 9_999, 999_900_000_000],
  ])("[P9] of %i, %i basis points are %i", (amountMinor, bps, shareMinor) => {
    expect(computeShareMinor(amountMinor, bps)).toBe(shareMinor);
  });

  test("[P1] a share is rounded half up, exactly, at any size", () => {
    fc.assert(
      fc.property(fc.nat(AMOUNT_MAX_MINOR), fc.nat(10_000), (amountMinor, bps) => {
        const exact = (BigInt(amountMinor) * BigInt(bps) + 5_000n) / 10_000n;
        expect(BigInt(computeShareMinor(amountMinor, bps))).toBe(exact);
      }),
    );
  });

  test("[P1] a share in coarser steps is a multiple of them, and the nearest", () => {
    fc.assert(
      fc.property(fc.nat(AMOUNT_MAX_MINOR), fc.nat(10_000), (amountMinor, bps) => {
        const exact = ((BigInt(amountMinor) * BigInt(bps) + 50_000n) / 100_000n) * 10n;
        expect(BigInt(computeShareMinor(amountMinor, bps, 10))).toBe(exact);
      }),
    );
  });

  test.each([
    [-1, 100],
    [1.5, 100],
    [100, -1],
    [100, 10_001],
    [100, 0.5],
  ])("[P1] %d at %d basis points is a bug", (amountMinor, bps) => {
    expect(() => computeShareMinor(amountMinor, bps)).toThrow("assertion failed");
  });
});

describe("results", () => {
  test("are values, and bugs are thrown", () => {
    expect(accept(1)).toEqual({ ok: true, value: 1 });
    expect(refuse("no")).toEqual({ ok: false, refusal: "no" });
    expect(must(0, "a number")).toBe(0);
    expect(() => must(null, "a thing")).toThrow("assertion failed: a thing");
    expect(() => assert(false, "truth")).toThrow("assertion failed: truth");
    expect(() => unreachable("ghost" as never)).toThrow('unreachable: "ghost"');
  });
});
