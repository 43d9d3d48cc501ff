import { getMinorDigits, toDecimalText } from "../domain/currency.ts";

/**
 * What a locale writes, as it can stand in an English sentence and in a document's fonts: marks that turn the direction would
 * tear the sentence around them, and the thin space and the signs as wide as Chinese letters are in few fonts.
 */
export const toPlainText = (text: string): string =>
  text
    .replaceAll(/[\u061c\u200e\u200f\u2066-\u2069]/gu, "")
    .replaceAll("\u202f", "\u00a0")
    .replaceAll(/[￠-￦]/gu, (wide) => wide.normalize("NFKC"))
    // How Japanese writes the yuan; everybody else has it so.
    .replaceAll("元", "CN¥");

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
  return (amountMinor) =>
    toPlainText(format.format(toDecimalText(amountMinor, currency) as Intl.StringNumericLiteral));
}
