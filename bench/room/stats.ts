/** The smallest value that this share of the sorted values does not exceed; NaN of none. */
export function computeQuantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export interface Latency {
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** From the intended send time; what never happened took for ever. */
export function computeLatency(intendedAtMs: Float64Array, happenedAtMs: ArrayLike<number>): Latency {
  const waits = intendedAtMs.map((intended, index) => {
    const happened = happenedAtMs[index];
    return happened === undefined || Number.isNaN(happened) ? Number.POSITIVE_INFINITY : happened - intended;
  });
  waits.sort();
  return { count: waits.length, p50Ms: computeQuantile(waits, 0.5), p99Ms: computeQuantile(waits, 0.99) };
}

/** Of repetitions: few enough that min and max say more than a deviation would. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export function computeSpread(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  return { min: sorted[0] ?? Number.NaN, median: computeMedian(sorted), max: sorted.at(-1) ?? Number.NaN };
}

function computeMedian(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
}
