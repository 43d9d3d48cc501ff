import type { IncrementBand } from "../../../domain/room/lot-rules.ts";

/** step(x): the step of the last band that starts at or below x (rule P2). */
export function stepAt(bands: readonly IncrementBand[], priceMinor: number): number {
  let step = 0;
  for (const band of bands) if (band.fromMinor <= priceMinor) step = band.stepMinor;
  return step;
}

/** Whether an exact bid of this amount stands on the grid, given the next minimum (rule P3). */
export function isOnGrid(
  bands: readonly IncrementBand[],
  nextMinimumMinor: number,
  amountMinor: number,
): boolean {
  if (amountMinor < nextMinimumMinor) return false;
  const fromNext = (amountMinor - nextMinimumMinor) % stepAt(bands, nextMinimumMinor) === 0;
  return fromNext || amountMinor % stepAt(bands, amountMinor) === 0;
}

/** The three smallest valid exact bids above an amount (rule P3), by walking every candidate of every band. */
export function threeValidAbove(
  bands: readonly IncrementBand[],
  nextMinimumMinor: number,
  amountMinor: number,
): readonly number[] {
  const candidates: number[] = [];
  const firstStep = stepAt(bands, nextMinimumMinor);
  const behind = Math.max(0, amountMinor + 1 - nextMinimumMinor);
  const start = nextMinimumMinor + Math.ceil(behind / firstStep) * firstStep;
  candidates.push(start, start + firstStep, start + 2 * firstStep);
  for (const [index, { fromMinor, stepMinor }] of bands.entries()) {
    const lowest = Math.max(fromMinor, amountMinor + 1, nextMinimumMinor);
    const first = Math.ceil(lowest / stepMinor) * stepMinor;
    const end = bands[index + 1]?.fromMinor ?? Number.POSITIVE_INFINITY;
    for (const candidate of [first, first + stepMinor, first + 2 * stepMinor]) {
      if (candidate < end) candidates.push(candidate);
    }
  }
  const valid = candidates.filter((candidate) => isOnGrid(bands, nextMinimumMinor, candidate));
  return [...new Set(valid)].toSorted((left, right) => left - right).slice(0, 3);
}

/** A bidder's best amount on a lot and when it was given. */
export interface Standing {
  readonly paddle: number;
  readonly amountMinor: number;
  readonly order: number;
}

/** Highest first; of equal amounts the earlier leads (rule P5). */
export function rank(standings: Iterable<Standing>): readonly Standing[] {
  return [...standings].toSorted(
    (left, right) => right.amountMinor - left.amountMinor || left.order - right.order,
  );
}

/**
 * The price that the ranked standings call for (rules P4, P5): what the second highest makes the highest pay, from the
 * starting price up. Standing price, exact jumps and the reserve come on top.
 */
export function proxyPrice(
  ranked: readonly Standing[],
  {
    startingPriceMinor,
    increments,
  }: { readonly startingPriceMinor: number; readonly increments: readonly IncrementBand[] },
): number {
  const [first, second] = ranked;
  if (first === undefined || second === undefined) return startingPriceMinor;
  const call = second.amountMinor + stepAt(increments, second.amountMinor);
  return Math.max(startingPriceMinor, Math.min(first.amountMinor, call));
}
