import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { computeTokens, takeTokens } from "./token-bucket.ts";
import type { Bucket, BucketRule } from "./token-bucket.ts";

const rule: BucketRule = { capacity: 3, refillMs: 100 };

describe("token bucket", () => {
  test("gives its capacity at once, then says when the next token comes", () => {
    let bucket: Bucket | undefined;
    for (let index = 0; index < 3; index += 1) {
      const taken = takeTokens(bucket, rule, 1_000);
      expect(taken.ok).toBe(true);
      if (taken.ok) bucket = taken.value;
    }
    expect(bucket).toEqual({ fullAtMs: 1_300 });
    expect(takeTokens(bucket, rule, 1_000)).toEqual({ ok: false, refusal: { retryAfterMs: 100 } });
    expect(takeTokens(bucket, rule, 1_099)).toEqual({ ok: false, refusal: { retryAfterMs: 1 } });
    expect(takeTokens(bucket, rule, 1_100)).toEqual({ ok: true, value: { fullAtMs: 1_400 } });
  });

  test("counts what is left", () => {
    expect(computeTokens({ fullAtMs: 0 }, rule, 1_000)).toBe(3);
    expect(computeTokens({ fullAtMs: 1_150 }, rule, 1_000)).toBe(1);
    expect(computeTokens({ fullAtMs: 9_000 }, rule, 1_000)).toBe(0);
  });

  test("a cost above the capacity is never granted", () => {
    expect(takeTokens(undefined, rule, 0, 4)).toEqual({ ok: false, refusal: { retryAfterMs: 100 } });
  });

  test("never gives more than its capacity plus what came back, in any order of arrivals", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(250), { maxLength: 100 }), (gaps) => {
        let nowMs = 0;
        let granted = 0;
        let bucket: Bucket | undefined;
        for (const gap of gaps) {
          nowMs += gap;
          const taken = takeTokens(bucket, rule, nowMs);
          if (!taken.ok) continue;
          bucket = taken.value;
          granted += 1;
        }
        expect(granted).toBeLessThanOrEqual(rule.capacity + Math.floor(nowMs / rule.refillMs));
      }),
    );
  });
});
