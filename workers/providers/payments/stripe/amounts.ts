import { convertFromDigits, convertToDigits } from "../provider-amount.ts";

/** https://docs.stripe.com/currencies: digits after the point, where they are not two. */
const digitsByCurrency: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" ").map((currency) => [currency, 0]),
  ),
  ...Object.fromEntries("BHD JOD KWD OMR TND".split(" ").map((currency) => [currency, 3])),
};

const getDigits = (currency: string): number => digitsByCurrency[currency] ?? 2;

/** Our minor units as Stripe counts them; undefined where Stripe has no such amount. */
export const toStripeAmount = (amountMinor: number, currency: string): number | undefined =>
  convertToDigits(amountMinor, currency, getDigits(currency));

/** Stripe writes currencies in small letters. */
export const fromStripeAmount = (amount: number, currency: string): number =>
  convertFromDigits(amount, currency.toUpperCase(), getDigits(currency.toUpperCase()));

/**
 * A fee in the currency of the charge. Stripe keeps its fee in the currency the charge was settled in, so where the two
 * differ it is the same share of the charge as it is of what arrived.
 */
export function computeFeeMinor(
  charged: { readonly amount: number; readonly currency: string },
  settled: { readonly amount: number; readonly fee: number },
): number {
  if (settled.amount === 0) return 0;
  const share = Math.round((settled.fee * charged.amount) / Math.abs(settled.amount));
  return fromStripeAmount(share, charged.currency);
}
