import type { Truth } from "./truth.ts";

/** A bucket of `capacity`, refilled by one each `everyMs`; whole milliseconds, so nothing is rounded. */
export function takeToken(
  truth: Truth,
  key: string,
  { capacity, everyMs }: { readonly capacity: number; readonly everyMs: number },
  nowMs: number,
): boolean {
  const bucket = truth.buckets.get(key) ?? { levelMs: capacity * everyMs, atMs: nowMs };
  const levelMs = Math.min(capacity * everyMs, bucket.levelMs + nowMs - bucket.atMs);
  const allowed = levelMs >= everyMs;
  truth.buckets.set(key, { levelMs: allowed ? levelMs - everyMs : levelMs, atMs: nowMs });
  return allowed;
}
