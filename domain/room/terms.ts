import type { LotSpec } from "./lot-rules.ts";
import type { PriceTerms } from "./price.ts";

/** The parts of a lot that move its price. */
export function computePriceTerms({ rules, reserveMinor }: LotSpec): PriceTerms {
  return { startingPriceMinor: rules.startingPriceMinor, increments: rules.increments, reserveMinor };
}
