import { accept, refuse } from "./result.ts";
import type { Result } from "./result.ts";

/** How much may be taken: `capacity` tokens at once, one coming back every `refillMs`. Both are whole numbers. */
export interface BucketRule {
  readonly capacity: number;
  readonly refillMs: number;
}

/**
 * The whole state of a bucket is the moment it is full again: whole milliseconds, so nothing drifts as
 * fractions of a token would, and a bucket whose moment has passed needs no memory at all.
 */
export interface Bucket {
  readonly fullAtMs: number;
}

/** Tokens there at `nowMs`, rounded down. */
export function computeTokens(bucket: Bucket, rule: BucketRule, nowMs: number): number {
  const missingMs = Math.max(0, bucket.fullAtMs - nowMs);
  return Math.max(0, rule.capacity - Math.ceil(missingMs / rule.refillMs));
}

/** Takes `cost` tokens, or says how long until they are there. A refusal takes nothing. */
export function takeTokens(
  bucket: Bucket | undefined,
  rule: BucketRule,
  nowMs: number,
  cost = 1,
): Result<Bucket, { readonly retryAfterMs: number }> {
  const fullAtMs = Math.max(bucket?.fullAtMs ?? nowMs, nowMs) + cost * rule.refillMs;
  const excessMs = fullAtMs - nowMs - rule.capacity * rule.refillMs;
  return excessMs > 0 ? refuse({ retryAfterMs: excessMs }) : accept({ fullAtMs });
}
