import { expect, test } from "vitest";
import { toDecimalText } from "./currency.ts";

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
});
