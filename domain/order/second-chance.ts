/** What a bidder went up to on a lot, as far as the public log opened it (rule H2). */
export interface Standing {
  readonly userId: string;
  readonly amountMinor: number;
  /** The fact's place in the log: of equal amounts the earlier stands first (rule P5). */
  readonly seq: number;
}

/**
 * Whom a lot that was not paid is offered to next, and at what price: the best of those who were not asked yet, at
 * their own last maximum (rule S2).
 */
export function pickNextBidder(
  standings: readonly Standing[],
  askedUserIds: ReadonlySet<string>,
): Standing | undefined {
  const best = new Map<string, Standing>();
  for (const standing of standings) {
    if (askedUserIds.has(standing.userId)) continue;
    const known = best.get(standing.userId);
    if (known === undefined || standing.amountMinor > known.amountMinor) best.set(standing.userId, standing);
  }
  return [...best.values()].toSorted(
    (one, other) => other.amountMinor - one.amountMinor || one.seq - other.seq,
  )[0];
}
