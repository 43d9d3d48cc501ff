import { expect, test } from "vitest";
import { makeMoneyFormat } from "./format-money.ts";

test.each([
  ["en", "USD", 123_456, "$1,234.56"],
  ["en-DE", "EUR", -5, "-€0.05"],
  ["en", "JPY", 1_234, "¥1,234"],
  ["en", "KWD", 1_234_567, "KWD 1,234.567"],
  // Nobody pays with the standard's two decimals of a forint, and it is owed all the same.
  ["en", "HUF", 123_450, "HUF 1,234.50"],
  // The greatest amount there may be: no binary fraction holds it.
  ["en", "USD", 9_007_199_254_740_991, "$90,071,992,547,409.91"],
])("in %s, %s: %i minor units are %s", (locale, currency, amountMinor, text) => {
  expect(makeMoneyFormat(locale, currency)(amountMinor).replaceAll("\u00A0", " ")).toBe(text);
});
