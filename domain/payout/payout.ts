import { getMagnitude } from "../currency.ts";
import type { Result } from "../result.ts";
import { accept, refuse } from "../result.ts";

/**
 * The least that is paid out at once, in minor units: a transfer costs as much for one cent as for a thousand. About the
 * same worth in each currency; those that are not here have about the worth their magnitude says.
 */
const minimumsMinor: Readonly<Record<string, number>> = {
  CZK: 10_000,
  DKK: 3_000,
  HUF: 200_000,
  ISK: 700,
  JPY: 700,
  KRW: 6_000,
  MXN: 10_000,
  NOK: 5_000,
  PLN: 2_000,
  SEK: 5_000,
  THB: 20_000,
};
const minimumDefaultMinor = 500;

export const getPayoutMinimum = (currency: string): number =>
  minimumsMinor[currency] ?? minimumDefaultMinor * 10 ** getMagnitude(currency);

export type PayoutAmountRefusal = "payout_too_small" | "balance_too_low";

/** What is paid out of what a seller has: as much as they ask for, or all of it; never less than is worth its transfer. */
export function computePayoutAmount(wanted: {
  readonly currency: string;
  readonly availableMinor: number;
  /** Null: all there is. */
  readonly amountMinor: number | null;
}): Result<number, PayoutAmountRefusal> {
  const { currency, availableMinor, amountMinor } = wanted;
  const paidMinor = amountMinor ?? availableMinor;
  if (paidMinor > availableMinor || availableMinor <= 0) return refuse("balance_too_low");
  return paidMinor < getPayoutMinimum(currency) ? refuse("payout_too_small") : accept(paidMinor);
}
