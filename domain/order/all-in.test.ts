import { describe, expect, test } from "vitest";
import { computeAllIn } from "./all-in.ts";

describe("the all-in price", () => {
  test.each([
    [
      { priceMinor: 10_000, premiumBps: 1_500, shippingMinor: 990, taxBps: 800 },
      { premiumMinor: 1_500, taxMinor: 999, totalMinor: 13_489 },
    ],
    [
      { priceMinor: 1, premiumBps: 1_500, shippingMinor: 0, taxBps: 800 },
      { premiumMinor: 0, taxMinor: 0, totalMinor: 1 },
    ],
    [
      { priceMinor: 10_000, premiumBps: 0, shippingMinor: 0, taxBps: 0 },
      { premiumMinor: 0, taxMinor: 0, totalMinor: 10_000 },
    ],
  ])("[P9] of %j", ({ priceMinor, ...terms }, expected) => {
    expect(computeAllIn(priceMinor, { currency: "USD", ...terms })).toEqual({
      priceMinor,
      shippingMinor: terms.shippingMinor,
      ...expected,
    });
  });

  test("[P9] the lines add up to the total", () => {
    const { totalMinor, ...lines } = computeAllIn(12_345, {
      currency: "USD",
      premiumBps: 1_234,
      shippingMinor: 567,
      taxBps: 1_999,
    });
    expect(Object.values(lines).reduce((sum, line) => sum + line, 0)).toBe(totalMinor);
  });

  test("[P1] of thousandths ends in 0, as cards are charged", () => {
    const terms = { currency: "KWD", premiumBps: 1_000, shippingMinor: 8_000, taxBps: 875 };
    expect(computeAllIn(12_350, terms)).toEqual({
      priceMinor: 12_350,
      premiumMinor: 1_240,
      shippingMinor: 8_000,
      taxMinor: 1_890,
      totalMinor: 23_480,
    });
  });
});
