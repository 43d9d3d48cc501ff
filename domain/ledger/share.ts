import { assert } from "../result.ts";

/**
 * Splits `amountMinor` over `weights` in proportion, to the minor unit, by largest remainder; of equal remainders the
 * earlier line gets the unit. The shares sum to the amount. Products go beyond 2^53, hence the big integers.
 */
export function splitMinor(amountMinor: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  assert(Number.isSafeInteger(amountMinor) && amountMinor >= 0, "a whole amount is split");
  assert(Number.isSafeInteger(whole) && whole > 0, "something to split it by");
  assert(
    weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0),
    "weights are whole",
  );
  const products = weights.map((weight) => BigInt(amountMinor) * BigInt(weight));
  const shares = products.map((product) => Number(product / BigInt(whole)));
  const left = amountMinor - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = products
    .map((product, index) => ({ index, remainder: product % BigInt(whole) }))
    .toSorted((one, other) =>
      one.remainder === other.remainder ? one.index - other.index : one.remainder > other.remainder ? -1 : 1,
    );
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
