import { expect, test } from "vitest";
import { currencyCodes, getMinorDigits } from "../../../domain/currency.ts";
import { convertFromDigits, convertToDigits } from "./provider-amount.ts";

test.each([
  // `Intl` writes forints, rupiahs and rupees of Pakistan without a fraction; amounts of ours are counted in hundredths.
  [1_000_000, "HUF", 2, 1_000_000],
  [1_000_000, "HUF", 0, 10_000],
  [1_000_050, "HUF", 0, undefined],
  [1_000_000, "IDR", 2, 1_000_000],
  [1_250, "ISK", 2, 125_000],
  [1_250, "JPY", 0, 1_250],
  [1_250, "KWD", 3, 1_250],
])("%i minor units of %s in %i digits are %s", (amountMinor, currency, digits, expected) => {
  expect(convertToDigits(amountMinor, currency, digits)).toBe(expected);
});

test.each(currencyCodes)("an amount in %s comes back as it was", (currency) => {
  const digits = Math.max(2, getMinorDigits(currency));
  expect(convertFromDigits(convertToDigits(12_340, currency, digits) ?? 0, currency, digits)).toBe(12_340);
});
