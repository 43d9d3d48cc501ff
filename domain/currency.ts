/** Digits after the point by ISO 4217, of the currencies that have not two. */
const otherDigits: ReadonlyMap<string, number> = new Map([
  ..."BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
    .split(" ")
    .map((code) => [code, 0] as const),
  ..."BHD IQD JOD KWD LYD OMR TND".split(" ").map((code) => [code, 3] as const),
]);

/**
 * How many minor units make a unit, as a power of ten: 2 for USD, 0 for JPY, 3 for KWD. From the standard and not from
 * `Intl`, which says what people write: that is another number for some currencies, and changes.
 */
export const getMinorDigits = (currency: string): number => otherDigits.get(currency) ?? 2;

/** Minor units as a decimal text, without passing through a binary fraction: 1250 USD is "12.50". */
export function toDecimalText(amountMinor: number, currency: string): string {
  const digits = getMinorDigits(currency);
  const sign = amountMinor < 0 ? "-" : "";
  const padded = String(Math.abs(amountMinor)).padStart(digits + 1, "0");
  const whole = padded.slice(0, padded.length - digits);
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${padded.slice(-digits)}`;
}
