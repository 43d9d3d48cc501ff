import { assert } from "./result.ts";

/** The largest amount anything may cost, in minor units (rule P1). Far below 2^53, so sums of a few stay exact. */
export const AMOUNT_MAX_MINOR = 1_000_000_000_000;

/** True for an integer number of minor units in 1 … 10^12 (rule P1). */
export function isAmountMinor(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1 && value <= AMOUNT_MAX_MINOR;
}

/** Basis points in the whole: 10 000 bps = 100 %. */
export const BPS_WHOLE = 10_000;

/**
 * `amountMinor` × `bps` / 10 000, rounded half up to the minor unit, or to a multiple of `stepMinor` where a currency is
 * paid in coarser steps than it is counted in.
 *
 * The amount is split at the divisor so that no intermediate product leaves the safe integers, even at 10^12.
 */
export function computeShareMinor(amountMinor: number, bps: number, stepMinor = 1): number {
  assert(Number.isSafeInteger(amountMinor) && amountMinor >= 0, "share of a whole, non-negative amount");
  assert(Number.isSafeInteger(bps) && bps >= 0 && bps <= BPS_WHOLE, "basis points between 0 and 10 000");
  const divisor = BPS_WHOLE * stepMinor;
  const whole = Math.floor(amountMinor / divisor);
  const rest = amountMinor % divisor;
  return (whole * bps + Math.floor((rest * bps + divisor / 2) / divisor)) * stepMinor;
}
