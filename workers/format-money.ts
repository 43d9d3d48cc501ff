import { getMinorDigits, toDecimalText } from "../domain/currency.ts";

/** Writes amounts of one currency, in minor units, as a locale has them: exact, with all decimals of the currency. */
export function makeMoneyFormat(locale: string, currency: string): (amountMinor: number) => string {
  const digits = getMinorDigits(currency);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // A decimal text is formatted exactly; no amount is ever a fraction on the way.
  return (amountMinor) => format.format(toDecimalText(amountMinor, currency) as Intl.StringNumericLiteral);
}
