import type { IncrementBand } from "../../../../domain/room/lot-rules.ts";

/** The largest amount of money there is (rule P1). */
const TOP_MINOR = 1_000_000_000_000;

/** Rule P2: the price one step up, by the last band that begins at or below it. */
export function stepUp(bands: readonly IncrementBand[], priceMinor: number): number {
  let stepMinor = 0;
  for (const band of bands) if (band.fromMinor <= priceMinor) stepMinor = band.stepMinor;
  return Math.min(priceMinor + stepMinor, TOP_MINOR);
}
