import { accept } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { RoomCommand } from "../../domain/room/command.ts";
import { chatRule, commandRule } from "../../domain/room/rate.ts";
import { takeTokens } from "../../domain/token-bucket.ts";
import type { Bucket, BucketRule } from "../../domain/token-bucket.ts";

/** What a person may do how often in this room, over all their sockets and HTTP together (rule B4). Memory only. */
export interface Rates {
  readonly take: (
    userId: string,
    type: RoomCommand["type"],
    nowMs: number,
  ) => Result<null, { readonly retryAfterMs: number }>;
}

/** Buckets kept before the full ones, which need no memory, are thrown out. */
const SWEEP_AT = 10_000;

export function createRates(): Rates {
  const buckets = new Map<string, Bucket>();
  const takeFrom = (key: string, rule: BucketRule, nowMs: number): ReturnType<typeof takeTokens> => {
    const taken = takeTokens(buckets.get(key), rule, nowMs);
    if (taken.ok) buckets.set(key, taken.value);
    return taken;
  };
  const sweep = (nowMs: number): void => {
    for (const [key, bucket] of buckets) if (bucket.fullAtMs <= nowMs) buckets.delete(key);
  };
  let sweepAt = SWEEP_AT;

  return {
    take: (userId, type, nowMs) => {
      if (buckets.size >= sweepAt) {
        sweep(nowMs);
        // A room with more people than that at once is not swept for every command.
        sweepAt = Math.max(SWEEP_AT, buckets.size * 2);
      }
      const taken = takeFrom(`command ${userId}`, commandRule, nowMs);
      if (!taken.ok) return taken;
      if (type !== "chat.post") return accept(null);
      const line = takeFrom(`chat ${userId}`, chatRule, nowMs);
      return line.ok ? accept(null) : line;
    },
  };
}
