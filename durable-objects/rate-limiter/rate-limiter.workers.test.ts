import { env } from "cloudflare:workers";
import { evictDurableObject, reset, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, test } from "vitest";

const slow = { capacity: 2, refillMs: 60_000 };

function getLimiter(name: string) {
  return env.RATE_LIMITER.get(env.RATE_LIMITER.idFromName(name));
}

afterEach(reset);

describe("rate limiter", () => {
  test("[SEC-10] fifty at once get exactly the capacity", async () => {
    const limiter = getLimiter("login:a");
    const answers = await Promise.all(Array.from({ length: 50 }, () => limiter.take(slow)));
    expect(answers.filter((answer) => answer.allowed)).toHaveLength(2);
    const refused = answers.find((answer) => !answer.allowed);
    expect(refused?.remaining).toBe(0);
    expect(refused?.retryAfterMs).toBeGreaterThan(59_000);
  });

  test("keys do not share", async () => {
    await getLimiter("login:a").take(slow, 2);
    expect(await getLimiter("login:b").take(slow)).toEqual({ allowed: true, remaining: 1, retryAfterMs: 0 });
  });

  test("an eviction forgets nothing", async () => {
    const limiter = getLimiter("login:a");
    await limiter.take(slow, 2);
    await evictDurableObject(limiter);
    expect((await limiter.take(slow)).allowed).toBe(false);
  });

  test("a refusal writes nothing", async () => {
    const limiter = getLimiter("login:a");
    await limiter.take(slow, 2);
    const written = await runInDurableObject(limiter, async (instance, state) => {
      const before = state.storage.kv.get("bucket");
      await instance.take(slow);
      return [before, state.storage.kv.get("bucket")];
    });
    expect(written[1]).toEqual(written[0]);
  });

  test("clear gives everything back", async () => {
    const limiter = getLimiter("login:a");
    await limiter.take(slow, 2);
    await limiter.clear();
    expect((await limiter.take(slow)).allowed).toBe(true);
  });

  test("the alarm keeps a bucket that is not full and forgets one that is", async () => {
    const limiter = getLimiter("login:a");
    await limiter.take(slow);
    expect(await runDurableObjectAlarm(limiter)).toBe(true);
    const kept = await runInDurableObject(limiter, async (_instance, state) => ({
      bucket: state.storage.kv.get("bucket"),
      alarm: await state.storage.getAlarm(),
    }));
    expect(kept.bucket).toBeDefined();
    expect(kept.alarm).not.toBeNull();

    await runInDurableObject(limiter, (_instance, state) => state.storage.kv.put("bucket", { fullAtMs: 1 }));
    expect(await runDurableObjectAlarm(limiter)).toBe(true);
    const left = await runInDurableObject(limiter, (_instance, state) => [...state.storage.kv.list()]);
    expect(left).toEqual([]);
  });
});
