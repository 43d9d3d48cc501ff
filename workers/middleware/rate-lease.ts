import type { RateAnswer } from "../../durable-objects/rate-limiter/rate-limiter.ts";

/** Tokens held for longer are given up: the bucket has refilled by more than that meanwhile. */
export const leaseLifeMs = 30_000;
const leasesMax = 10_000;

interface Lease {
  /** Tokens of ours that nobody has used yet. */
  tokens: number;
  /** Tokens left in the object's bucket when it last spoke. */
  readonly remaining: number;
  /** The object said that there are none until then. */
  readonly isRefusal: boolean;
  readonly untilMs: number;
}

const leases = new Map<string, Lease>();

/** How a lease is renewed: asks the key's object for up to so many tokens. */
export type AskForTokens = () => Promise<RateAnswer & { readonly granted: number }>;

/**
 * Takes a token of a bucket that is counted exactly elsewhere, most times without asking. An isolate is granted a few
 * tokens at once and spends them itself, so of a person's writes one in several costs the round trip to their limiter and
 * the others nothing. The limit stays exact from above: a token is taken out of the one bucket before it is spent
 * anywhere. What an isolate does not spend is lost to that person, which the sizes in `rate-limits.ts` allow for.
 * A refusal is remembered as well: a flood does not reach the object that refused it.
 */
export async function takeLeased(id: string, nowMs: number, ask: AskForTokens): Promise<RateAnswer> {
  const held = leases.get(id);
  if (held !== undefined && held.untilMs > nowMs) {
    if (held.tokens > 0) {
      held.tokens -= 1;
      return { allowed: true, remaining: held.remaining + held.tokens, retryAfterMs: 0 };
    }
    if (held.isRefusal) return { allowed: false, remaining: 0, retryAfterMs: held.untilMs - nowMs };
  }
  const { allowed, remaining, retryAfterMs, granted } = await ask();
  if (leases.size >= leasesMax) leases.clear();
  // Another request of this isolate may have been granted some at the same time: they add up.
  const besides = leases.get(id);
  const tokens = besides !== undefined && besides.untilMs > nowMs ? besides.tokens : 0;
  if (!allowed) {
    const isRefusal = tokens === 0;
    if (isRefusal) leases.set(id, { tokens, remaining, isRefusal, untilMs: nowMs + retryAfterMs });
    return { allowed, remaining, retryAfterMs };
  }
  leases.set(id, {
    tokens: tokens + granted - 1,
    remaining,
    isRefusal: false,
    untilMs: nowMs + leaseLifeMs,
  });
  return { allowed, remaining: remaining + granted - 1, retryAfterMs };
}
