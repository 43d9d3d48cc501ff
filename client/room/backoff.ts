import { bounds } from "./bounds.ts";

export interface BackoffRequest {
  /** Failed attempts in a row; 0 connects at once. */
  readonly failures: number;
  /** True when the whole room was told to go at the same moment. */
  readonly crowd: boolean;
  /** What a server asked for, as in `Retry-After`. */
  readonly atLeastMs?: number;
}

/** How long to wait before the next attempt: exponential, with full jitter, so that clients spread out. */
export function computeBackoffMs(
  { failures, crowd, atLeastMs = 0 }: BackoffRequest,
  random: () => number,
): number {
  if (failures === 0) return atLeastMs;
  const first = crowd ? bounds.backoffCrowdMs : bounds.backoffFirstMs;
  const ceiling = Math.min(bounds.backoffMaxMs, first * 2 ** Math.min(failures - 1, 16));
  return atLeastMs + Math.max(bounds.backoffMinMs, Math.floor(random() * ceiling));
}
