import { expect, test } from "vitest";
import { leaseLifeMs, takeLeased } from "./rate-lease.ts";

/** A limiter with so many tokens that hands out at most four at once. */
function createLimiter(tokens: number) {
  const limiter = {
    tokens,
    asked: 0,
    async ask() {
      limiter.asked += 1;
      const granted = Math.min(4, limiter.tokens);
      limiter.tokens -= granted;
      const allowed = granted > 0;
      return { allowed, granted, remaining: limiter.tokens, retryAfterMs: allowed ? 0 : 1_000 };
    },
  };
  return limiter;
}

test("spends what it was granted without asking, and never more", async () => {
  const limiter = createLimiter(10);
  const answers = [];
  for (let taken = 0; taken < 12; taken += 1) answers.push(await takeLeased("spend", taken, limiter.ask));
  expect(answers.map(({ allowed }) => allowed)).toEqual([...Array(10).fill(true), false, false]);
  expect(answers.map(({ remaining }) => remaining)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0]);
  // Three leases and one refusal; the second refusal is remembered.
  expect(limiter.asked).toBe(4);
});

test("asks again once a refusal is over, and hears of what came back", async () => {
  const limiter = createLimiter(1);
  await takeLeased("again", 0, limiter.ask);
  expect(await takeLeased("again", 10, limiter.ask)).toMatchObject({ allowed: false, retryAfterMs: 1_000 });
  expect(await takeLeased("again", 500, limiter.ask)).toMatchObject({ allowed: false, retryAfterMs: 510 });
  limiter.tokens = 1;
  expect(await takeLeased("again", 1_010, limiter.ask)).toMatchObject({ allowed: true });
});

test("gives up what was not spent in time", async () => {
  const limiter = createLimiter(8);
  await takeLeased("late", 0, limiter.ask);
  await takeLeased("late", leaseLifeMs, limiter.ask);
  expect([limiter.asked, limiter.tokens]).toEqual([2, 0]);
});

test("requests that ask at the same time add up", async () => {
  const limiter = createLimiter(8);
  const both = await Promise.all([takeLeased("both", 0, limiter.ask), takeLeased("both", 0, limiter.ask)]);
  expect(both.map(({ allowed }) => allowed)).toEqual([true, true]);
  for (let left = 0; left < 6; left += 1)
    expect((await takeLeased("both", 1, limiter.ask)).allowed).toBe(true);
  expect(limiter.asked).toBe(2);
  expect((await takeLeased("both", 1, limiter.ask)).allowed).toBe(false);
});
