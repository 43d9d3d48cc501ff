/** When a signing key counts, in seconds since the epoch, as JSON Web Keys have it. */
export interface KeyTimes {
  /** From when it signs; it is published and verifies before. Left out: from the beginning. */
  readonly nbf?: number | undefined;
  /** From when it verifies no more; left out: for good. */
  readonly exp?: number | undefined;
}

/**
 * How long a new key is published before it signs: longer than anybody keeps a copy of the published set (10 min) and than
 * a deployment takes to be everywhere.
 */
const publishedBeforeMs = 15 * 60_000;
/** How long the key before it still verifies after that: longer than anything it signed lives (15 min and some skew). */
const overlapMs = 3_600_000;

/** Whether a key verifies nothing any more. */
export const isRetired = ({ exp }: KeyTimes, nowMs: number): boolean =>
  exp !== undefined && exp * 1_000 <= nowMs;

/** The key that signs now: of those whose time has come the latest. The clock rotates; nothing is deployed for it. */
export function findSigningKey<Key extends KeyTimes>(keys: readonly Key[], nowMs: number): Key | undefined {
  const startOf = ({ nbf = 0 }: KeyTimes): number => nbf * 1_000;
  const ready = keys.filter((key) => startOf(key) <= nowMs && !isRetired(key, nowMs));
  const [first, ...others] = ready;
  return others.reduce(
    (best, key) => (best === undefined || startOf(key) > startOf(best) ? key : best),
    first,
  );
}

export interface Rotation<Key> {
  readonly keys: readonly Key[];
  /** False: one was under way already and stays as it is. */
  readonly isNew: boolean;
  /** When the newest key signs, and when the rotation is over. */
  readonly signsAtMs: number;
  readonly endsAtMs: number;
}

/**
 * Adds a key to a set. It signs once it was published for a while, and the one before it ends an hour after that, unless
 * what it signed is kept for good (`isForGood`: logs of auctions). While one rotation is under way another changes
 * nothing, so that a command that was cut off can simply be given again.
 */
export function rotateKeySet<Key extends KeyTimes>(
  keys: readonly Key[],
  options: { readonly nowMs: number; readonly isForGood: boolean; readonly makeKey: () => Key },
): Rotation<Key> {
  const { nowMs, isForGood, makeKey } = options;
  const newestMs = Math.max(...keys.map(({ nbf = 0 }) => nbf * 1_000));
  if (newestMs + overlapMs > nowMs) {
    return { keys, isNew: false, signsAtMs: newestMs, endsAtMs: newestMs + overlapMs };
  }
  const nbf = Math.ceil((nowMs + publishedBeforeMs) / 1_000);
  const exp = nbf + overlapMs / 1_000;
  const kept = keys.filter((key) => !isRetired(key, nowMs)).map((key) => (isForGood ? key : { ...key, exp }));
  return {
    keys: [...kept, { ...makeKey(), nbf }],
    isNew: true,
    signsAtMs: nbf * 1_000,
    endsAtMs: exp * 1_000,
  };
}
