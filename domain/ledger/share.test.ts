import { describe, expect, test } from "vitest";
import { splitMinor } from "./share.ts";

describe("a split by largest remainder", () => {
  test.each<readonly [amountMinor: number, weights: readonly number[], shares: readonly number[]]>([
    [100, [1], [100]],
    [100, [1, 1], [50, 50]],
    [100, [1, 1, 1], [34, 33, 33]],
    [101, [1, 1, 1], [34, 34, 33]],
    [1, [1, 1, 1], [1, 0, 0]],
    [1, [1, 2], [0, 1]],
    [0, [3, 4], [0, 0]],
    [10, [0, 1, 0], [0, 10, 0]],
    [7, [2, 3, 5], [1, 2, 4]],
    // All of it is all of everybody's.
    [10, [2, 3, 5], [2, 3, 5]],
    // 10^12 times 10^12 is far beyond 2^53.
    [999_999_999_999, [999_999_999_999, 1], [999_999_999_998, 1]],
    [
      1_000_000_000_000,
      [333_333_333_333, 333_333_333_333, 333_333_333_334],
      [333_333_333_333, 333_333_333_333, 333_333_333_334],
    ],
  ])("[S3] of %d over %j is %j", (amountMinor, weights, shares) => {
    expect(splitMinor(amountMinor, weights)).toEqual(shares);
  });

  test.each<readonly [amountMinor: number, weights: readonly number[]]>([
    [-1, [1]],
    [0.5, [1]],
    [Number.NaN, [1]],
    [1, []],
    [1, [0, 0]],
    [1, [2, -1]],
    [1, [0.5, 0.5]],
    [1, [Number.MAX_SAFE_INTEGER, 1]],
  ])("[S3] of %d over %j is a bug, not a guess", (amountMinor, weights) => {
    expect(() => splitMinor(amountMinor, weights)).toThrow("assertion failed");
  });
});
