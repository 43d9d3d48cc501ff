import { DurableObject } from "cloudflare:workers";
import { computeTokens, takeTokens } from "../../domain/token-bucket.ts";
import type { Bucket, BucketRule } from "../../domain/token-bucket.ts";

const bucketKey = "bucket";

/** What the limiter answers: `remaining` tokens now, and how long until the refused ones are there. */
export interface RateAnswer {
  readonly allowed: boolean;
  readonly remaining: number;
  readonly retryAfterMs: number;
}

/**
 * An exact limit for one key (an account's logins, an address's registrations): the object's name is the key, and
 * being one object it sees every request for it, whichever location they come from. The bucket is stored, as an
 * object is evicted within seconds of its last request and a limit over minutes would be forgotten with it.
 */
export class RateLimiter extends DurableObject {
  async take(rule: BucketRule, cost = 1): Promise<RateAnswer> {
    const nowMs = Date.now();
    const before = this.ctx.storage.kv.get<Bucket>(bucketKey);
    const taken = takeTokens(before, rule, nowMs, cost);
    if (!taken.ok) {
      // Nothing refused is written, so a flood of attempts costs no rows.
      const remaining = before === undefined ? rule.capacity : computeTokens(before, rule, nowMs);
      return { allowed: false, remaining, retryAfterMs: taken.refusal.retryAfterMs };
    }
    this.ctx.storage.kv.put(bucketKey, taken.value);
    // A pending alarm stays where it is: it looks at the bucket when it fires and moves itself on.
    if (before === undefined) await this.ctx.storage.setAlarm(taken.value.fullAtMs);
    return { allowed: true, remaining: computeTokens(taken.value, rule, nowMs), retryAfterMs: 0 };
  }

  /**
   * Takes up to `wanted` tokens for a caller that spends them over the next seconds. A bucket that runs low is shared out
   * in quarters of what is left, so that no isolate holds all of it while another's requests are refused.
   */
  async lease(rule: BucketRule, wanted: number): Promise<RateAnswer & { readonly granted: number }> {
    const before = this.ctx.storage.kv.get<Bucket>(bucketKey);
    const left = before === undefined ? rule.capacity : computeTokens(before, rule, Date.now());
    const granted = Math.max(1, Math.min(wanted, Math.floor(left / 4)));
    const answer = await this.take(rule, granted);
    return { ...answer, granted: answer.allowed ? granted : 0 };
  }

  /** Gives everything back, as after a successful login. */
  async clear(): Promise<void> {
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
  }

  /** A full bucket is the same as none: forget it, so that objects of past keys cost nothing. */
  override async alarm(): Promise<void> {
    const bucket = this.ctx.storage.kv.get<Bucket>(bucketKey);
    if (bucket !== undefined && bucket.fullAtMs > Date.now()) {
      await this.ctx.storage.setAlarm(bucket.fullAtMs);
      return;
    }
    await this.ctx.storage.deleteAll();
  }
}
