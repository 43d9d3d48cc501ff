import { expect, test } from "vitest";
import { currencyCodes } from "../domain/currency.ts";
import { locales } from "../domain/locale.ts";
import { hasFace } from "./documents/faces.ts";
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
  ["de-DE", "EUR", 123_450, "1.234,50 €"],
  ["fr-FR", "EUR", 123_450, "1 234,50 €"],
  ["de-CH", "CHF", 123_450, "CHF 1’234.50"],
  ["ja-JP", "JPY", 123_450, "¥123,450"],
  ["hi-IN", "INR", 12_345_678_00, "₹1,23,45,678.00"],
  ["he-IL", "ILS", -123_450, "-1,234.50 ₪"],
  ["pt-BR", "BRL", 123_450, "R$ 1.234,50"],
])("in %s, %s: %i minor units are %s", (locale, currency, amountMinor, text) => {
  expect(makeMoneyFormat(locale, currency)(amountMinor).replaceAll("\u00A0", " ")).toBe(text);
});

// A mark of a missing letter in an amount would be an amount nobody can read.
test.each(locales)("every amount in %s is written with letters that documents carry with them", (locale) => {
  const written = currencyCodes.flatMap((currency) =>
    [123_456_789, -1].map(makeMoneyFormat(locale, currency)),
  );
  const missing = written.filter(
    (text) => !Array.from(text).every((sign) => hasFace(sign.codePointAt(0) ?? 0)),
  );
  expect(missing).toEqual([]);
});
