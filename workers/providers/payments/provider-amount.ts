import { getMinorDigits } from "../../../domain/currency.ts";
import { assert } from "../../../domain/result.ts";

/** Multiplies or divides, whichever is exact: a tenth is none in binary. */
const shift = (amount: number, digits: number): number =>
  digits < 0 ? amount / 10 ** -digits : amount * 10 ** digits;

/** Our minor units in units of another number of digits; undefined where that would round. */
export function convertToDigits(amountMinor: number, currency: string, digits: number): number | undefined {
  const converted = shift(amountMinor, digits - getMinorDigits(currency));
  return Number.isSafeInteger(converted) ? converted : undefined;
}

/** The way back; what a provider keeps of a charge may be finer than our units and is rounded. */
export function convertFromDigits(amount: number, currency: string, digits: number): number {
  assert(Number.isSafeInteger(amount), "a provider's amounts are whole");
  return Math.round(shift(amount, getMinorDigits(currency) - digits));
}
