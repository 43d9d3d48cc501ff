/** The rule of strikes: who wins and does not pay (rule S2) gets one, and with as many as this bids no more (rule B1). */
export const strikeRules = {
  /** Strikes that count at once before bidding is over until one has run out or was taken back. */
  blockedAt: 3,
  /** How long one counts. */
  lifeMs: 180 * 24 * 3_600_000,
  appealLengthMax: 2_000,
  reasonLengthMax: 500,
} as const;

/** What became of asking for a strike to be taken back. */
export const appealStatuses = ["none", "open", "denied"] as const;

interface Strike {
  readonly expiresAtMs: number;
  readonly isRemoved: boolean;
}

export const isCounting = ({ expiresAtMs, isRemoved }: Strike, nowMs: number): boolean =>
  !isRemoved && nowMs < expiresAtMs;

/** Until when somebody may not bid, were nothing else to happen; null when they may. */
export function computeBlockedUntilMs(strikes: readonly Strike[], nowMs: number): number | null {
  const ends = strikes
    .filter((strike) => isCounting(strike, nowMs))
    .map(({ expiresAtMs }) => expiresAtMs)
    .toSorted((one, other) => one - other);
  // As soon as so many have run out that one fewer than the bound is left.
  return ends[ends.length - strikeRules.blockedAt] ?? null;
}
