/** How a lot is sold (rule L3). */
export const lotFormats = ["english", "sudden-death", "dutch", "sealed", "fixed", "giveaway"] as const;
export type LotFormat = (typeof lotFormats)[number];

/** From this price on, the next bid is at least `stepMinor` higher (rule P2). */
export interface IncrementBand {
  readonly fromMinor: number;
  readonly stepMinor: number;
}

/**
 * The public rules of a lot, frozen and hashed into `lot.opened` (rule L4). Amounts are minor units of `currency`.
 * The reserve is not here: only its commitment is public.
 */
export interface LotRules {
  readonly format: LotFormat;
  readonly currency: string;
  /** The first bid's minimum; the price of a `fixed` lot; where a `dutch` price starts. */
  readonly startingPriceMinor: number;
  readonly buyNowMinor: number | null;
  readonly increments: readonly IncrementBand[];
  readonly quantity: number;
  readonly durationMs: number;
  readonly windowMs: number;
  readonly extensionMs: number;
  readonly extensionsMax: number;
  /** From opening, held time not counted; null when only `extensionsMax` bounds the extensions. */
  readonly hardCloseAfterMs: number | null;
  readonly graceMs: number;
  /** Buyer's premium, in basis points of the hammer price. */
  readonly premiumBps: number;
  /** What the seller pays the house, in basis points of the hammer price. */
  readonly feeBps: number;
  /** `dutch` only: where the falling price stops, by how much and how often it falls. */
  readonly floorMinor: number | null;
  readonly stepMinor: number | null;
  readonly stepEveryMs: number | null;
}

/** What the seller asks for when adding a lot: rules still open to defaults, the reserve in clear. */
export interface LotSpec {
  readonly productId: string | null;
  readonly title: string;
  readonly description: string;
  readonly imageUrls: readonly string[];
  readonly rules: LotRules;
  readonly reserveMinor: number | null;
  /** The closed lot this one repeats (rule L1). */
  readonly rerunOf: string | null;
}
