/** What a limit that one sets oneself is about: one auction, or everything won within a day or thirty of them. */
export const limitPeriods = ["auction", "day", "month"] as const;
export type LimitPeriod = (typeof limitPeriods)[number];

const dayMs = 24 * 3_600_000;

/** How far back a period looks. Rolling, so that no midnight of any time zone doubles what may be spent. */
export const periodMs: Readonly<Record<Exclude<LimitPeriod, "auction">, number>> = {
  day: dayMs,
  month: 30 * dayMs,
};

/** A limit is raised or taken away this long after one asked for it; lowering holds at once. */
export const coolDownMs = dayMs;

/** A limit as it stands; null is none. */
export interface SelfLimit {
  readonly limitMinor: number | null;
  /** What it will be from `nextAtMs` on; without meaning while that is null. */
  readonly nextLimitMinor: number | null;
  readonly nextAtMs: number | null;
}

/** The limit at a moment. */
export function resolveLimit(
  { limitMinor, nextLimitMinor, nextAtMs }: SelfLimit,
  nowMs: number,
): number | null {
  return nextAtMs !== null && nextAtMs <= nowMs ? nextLimitMinor : limitMinor;
}

/** The limit after its owner asked for another. Asking again starts the wait again, unless it is for the same. */
export function changeLimit(standing: SelfLimit, wantedMinor: number | null, nowMs: number): SelfLimit {
  const limitMinor = resolveLimit(standing, nowMs);
  const isLower = limitMinor === null || (wantedMinor !== null && wantedMinor <= limitMinor);
  if (isLower) return { limitMinor: wantedMinor, nextLimitMinor: null, nextAtMs: null };
  const { nextLimitMinor, nextAtMs } = standing;
  const isAsked = nextAtMs !== null && nextAtMs > nowMs && nextLimitMinor === wantedMinor;
  return { limitMinor, nextLimitMinor: wantedMinor, nextAtMs: isAsked ? nextAtMs : nowMs + coolDownMs };
}
