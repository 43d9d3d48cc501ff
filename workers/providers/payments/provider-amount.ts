import { assert } from "../../../domain/result.ts";

/** Digits after the point in our minor units, which are those of the locale data that amounts are shown with. */
function computeOwnDigits(currency: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** Multiplies or divides, whichever is exact: a tenth is none in binary. */
const shift = (amount: number, digits: number): number =>
  digits < 0 ? amount / 10 ** -digits : amount * 10 ** digits;

/** Our minor units in units of another number of digits; undefined where that would round. */
export function convertToDigits(amountMinor: number, currency: string, digits: number): number | undefined {
  const converted = shift(amountMinor, digits - computeOwnDigits(currency));
  return Number.isSafeInteger(converted) ? converted : undefined;
}

/** The way back; what a provider keeps of a charge may be finer than our units and is rounded. */
export function convertFromDigits(amount: number, currency: string, digits: number): number {
  assert(Number.isSafeInteger(amount), "a provider's amounts are whole");
  return Math.round(shift(amount, computeOwnDigits(currency) - digits));
}
