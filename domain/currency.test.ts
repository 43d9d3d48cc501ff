import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { currencyCodes, fromDecimalText, getMagnitude, getMinorDigits } from "./currency.ts";
import { getPayableStep, getPriceFloor, isCurrencyCode, toDecimalText } from "./currency.ts";

describe("amounts as text", () => {
  test.each([
    [1_250, "USD", "12.50"],
    [5, "EUR", "0.05"],
    [-5, "EUR", "-0.05"],
    [1_250, "JPY", "1250"],
    [0, "JPY", "0"],
    [1_250, "KWD", "1.250"],
    [1_000_000_000_001, "USD", "10000000000.01"],
  ])("%i minor units of %s are %s", (amountMinor, currency, text) => {
    expect(toDecimalText(amountMinor, currency)).toBe(text);
    expect(fromDecimalText(text, currency)).toBe(amountMinor);
  });

  test.each([
    ["12.505", "USD"],
    ["1.5", "JPY"],
    ["", "USD"],
    [".5", "USD"],
    ["1.", "USD"],
    ["1e3", "USD"],
    ["+1", "USD"],
    ["9999999999999999", "USD"],
  ])("%j is no amount of %s", (text, currency) => {
    expect(fromDecimalText(text, currency)).toBeUndefined();
  });

  test.each(currencyCodes)("come back as they were in %s", (currency) => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (amountMinor) => {
        const text = toDecimalText(amountMinor, currency);
        expect(fromDecimalText(text, currency)).toBe(amountMinor);
        expect(text.split(".")[1]?.length ?? 0).toBe(getMinorDigits(currency));
      }),
      { numRuns: 50 },
    );
  });
});

describe("the currencies one can sell in", () => {
  const known = new Set(Intl.supportedValuesOf("currency"));
  test.each(currencyCodes)("%s is one of ISO 4217, in order", (code) => {
    expect(code).toMatch(/^[A-Z]{3}$/);
    expect(known).toContain(code);
  });

  test("are in the order of the alphabet, and others are none", () => {
    expect(currencyCodes).toEqual([...currencyCodes].toSorted());
    expect(["USD", "JPY", "KWD"].every(isCurrencyCode)).toBe(true);
    expect(["XXX", "usd", "XAU", "toString", ""].some(isCurrencyCode)).toBe(false);
  });

  test.each([
    ["USD", 2, 0, 1, 1],
    ["JPY", 0, 0, 1, 1],
    ["ISK", 0, 0, 1, 1],
    ["KRW", 0, 1, 1, 10],
    ["HUF", 2, 3, 1, 1_000],
    ["KWD", 3, 1, 10, 10],
    ["XXX", 2, 0, 1, 1],
  ])("[P1] %s: %i digits, magnitude %i, paid in steps of %i, from %i on", (currency, ...expected) => {
    const found = [getMinorDigits, getMagnitude, getPayableStep, getPriceFloor].map((get) => get(currency));
    expect(found).toEqual(expected);
  });
});
