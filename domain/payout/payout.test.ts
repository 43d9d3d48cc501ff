import { describe, expect, test } from "vitest";
import { accept, refuse } from "../result.ts";
import { computePayoutAmount, getPayoutMinimum } from "./payout.ts";

describe("what is paid out", () => {
  test.each<readonly [string, number, number | null, ReturnType<typeof computePayoutAmount>]>([
    ["USD", 10_000, null, accept(10_000)],
    ["USD", 10_000, 10_000, accept(10_000)],
    ["USD", 10_000, 500, accept(500)],
    ["USD", 500, null, accept(500)],
    ["USD", 10_000, 10_001, refuse("balance_too_low")],
    ["USD", 10_000, 499, refuse("payout_too_small")],
    ["USD", 499, null, refuse("payout_too_small")],
    ["USD", 0, null, refuse("balance_too_low")],
    ["USD", 0, 500, refuse("balance_too_low")],
    // A refund after a payout: the seller owes.
    ["USD", -2_000, null, refuse("balance_too_low")],
    ["USD", -2_000, 500, refuse("balance_too_low")],
    ["JPY", 699, null, refuse("payout_too_small")],
    ["JPY", 700, null, accept(700)],
    ["XYZ", 500, null, accept(500)],
  ])("[S3] of %s %d, asked for %j", (currency, availableMinor, amountMinor, expected) => {
    expect(computePayoutAmount({ currency, availableMinor, amountMinor })).toEqual(expected);
  });

  test("[S3] is at least the minimum of its currency", () => {
    expect(["USD", "JPY", "HUF"].map(getPayoutMinimum)).toEqual([500, 700, 200_000]);
  });
});
