import { getMagnitude, getMinorDigits } from "../currency.ts";
import { AMOUNT_MAX_MINOR, isAmountMinor } from "../money.ts";
import { limits } from "../limits.ts";
import { must } from "../result.ts";
import type { IncrementBand } from "./lot-rules.ts";

/** Where a minor unit is worth about a US cent, and it is the hundredth of what people count in (rule P2). */
export const defaultIncrements: readonly IncrementBand[] = [
  { fromMinor: 0, stepMinor: 5 },
  { fromMinor: 100, stepMinor: 25 },
  { fromMinor: 500, stepMinor: 50 },
  { fromMinor: 2_500, stepMinor: 100 },
  { fromMinor: 10_000, stepMinor: 250 },
  { fromMinor: 25_000, stepMinor: 500 },
  { fromMinor: 50_000, stepMinor: 1_000 },
  { fromMinor: 100_000, stepMinor: 2_500 },
  { fromMinor: 250_000, stepMinor: 5_000 },
  { fromMinor: 500_000, stepMinor: 10_000 },
];

/** Where people count in the minor unit itself: nobody says 25 yen, and small steps go by ten. */
const wholeIncrements: readonly IncrementBand[] = [
  { fromMinor: 0, stepMinor: 10 },
  ...defaultIncrements.filter(({ fromMinor }) => fromMinor >= 500),
];

/**
 * The table of a lot whose seller set none (rule P2): the same steps everywhere, as many times larger as the currency's
 * minor unit is smaller. So 100 yen is raised by 10 yen, 1 000 won by 100 won and a dinar by a quarter of one.
 */
export function computeDefaultIncrements(currency: string): readonly IncrementBand[] {
  const bands = getMinorDigits(currency) === 0 ? wholeIncrements : defaultIncrements;
  const times = 10 ** getMagnitude(currency);
  return bands.map(({ fromMinor, stepMinor }) => ({
    fromMinor: fromMinor * times,
    stepMinor: stepMinor * times,
  }));
}

/** What is wrong with a table, or null: bands start at 0, ascend, and steps never fall (rule P2). */
export function findIncrementsProblem(bands: readonly IncrementBand[]): string | null {
  if (bands.length === 0) return "At least one band is needed.";
  if (bands.length > limits.incrementBandsMax)
    return `At most ${limits.incrementBandsMax} bands are allowed.`;
  let previous: IncrementBand | null = null;
  for (const band of bands) {
    if (!isAmountMinor(band.stepMinor)) return "A step is a whole amount of at least 1.";
    if (previous === null && band.fromMinor !== 0) return "The first band starts at 0.";
    if (previous !== null && !(isAmountMinor(band.fromMinor) && band.fromMinor > previous.fromMinor)) {
      return "Bands start at ascending whole amounts.";
    }
    if (previous !== null && band.stepMinor < previous.stepMinor)
      return "Steps never fall as the price rises.";
    previous = band;
  }
  return null;
}

/** The step at a price: that of the last band starting at or below it (rule P2). */
export function computeStep(bands: readonly IncrementBand[], priceMinor: number): number {
  const band = bands.findLast(({ fromMinor }) => fromMinor <= priceMinor);
  return must(band, "an increment band starting at 0").stepMinor;
}

/**
 * The next minimum once there is a bid (rule P2). At the top of money it stays at the largest amount there is, so that
 * it can still be told; whoever bids that meets a leader who was there first.
 */
export function computeNextMinimum(bands: readonly IncrementBand[], priceMinor: number): number {
  return Math.min(priceMinor + computeStep(bands, priceMinor), AMOUNT_MAX_MINOR);
}

/** Whether an `exact` amount at or above the next minimum may be bid (rule P3). */
export function isOnGrid(
  bands: readonly IncrementBand[],
  nextMinimumMinor: number,
  amountMinor: number,
): boolean {
  const fromNext = (amountMinor - nextMinimumMinor) % computeStep(bands, nextMinimumMinor) === 0;
  return fromNext || amountMinor % computeStep(bands, amountMinor) === 0;
}

/** The smallest amount above `aboveMinor` that its own band's step divides; the table may change on the way up. */
function computeNextRound(bands: readonly IncrementBand[], aboveMinor: number): number {
  let candidate = aboveMinor;
  for (const [at, band] of bands.entries()) {
    const bandEndMinor = bands[at + 1]?.fromMinor ?? Number.POSITIVE_INFINITY;
    if (bandEndMinor <= aboveMinor + 1) continue;
    const fromMinor = Math.max(band.fromMinor, aboveMinor + 1);
    candidate = Math.ceil(fromMinor / band.stepMinor) * band.stepMinor;
    if (candidate < bandEndMinor) break;
  }
  return candidate;
}

/** The three smallest amounts above `amountMinor` that an `exact` bid may have (rule P3); fewer at the top of money. */
export function computeNextValid(
  bands: readonly IncrementBand[],
  nextMinimumMinor: number,
  amountMinor: number,
): readonly number[] {
  const stepMinor = computeStep(bands, nextMinimumMinor);
  const valid: number[] = [];
  let above = Math.max(amountMinor, nextMinimumMinor - 1);
  while (valid.length < 3) {
    const stepsFromNext = Math.floor((above - nextMinimumMinor) / stepMinor) + 1;
    above = Math.min(nextMinimumMinor + stepsFromNext * stepMinor, computeNextRound(bands, above));
    if (above > AMOUNT_MAX_MINOR) break;
    valid.push(above);
  }
  return valid;
}
