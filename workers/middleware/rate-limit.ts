import { createMiddleware } from "hono/factory";
import type { Endpoint } from "../../contract/http/endpoint.ts";
import type { RateAnswer } from "../../durable-objects/rate-limiter/rate-limiter.ts";
import type { AppContext, AppEnvironment, CountedRate } from "../environment.ts";
import { limitsOfClass, rateLimits } from "../rate-limits.ts";
import type { RateLimit, RateLimitName } from "../rate-limits.ts";
import { findClientAddress } from "./client-address.ts";
import { computeNetwork } from "./network.ts";
import { Problem } from "./problem.ts";
import { takeLeased } from "./rate-lease.ts";

/**
 * Counts an operation by its class, before it runs: per person (an API key counts for whoever made it) and per address.
 * `mount` lets this run while the body arrives, and both limits at once, so a write waits for a limiter only when its
 * isolate holds no token and the body was there first.
 */
export async function limitOperation(context: AppContext, { rate }: Endpoint): Promise<void> {
  const { user, address, isShielded = false } = limitsOfClass[rate];
  const caller = context.get("caller");
  await Promise.all([
    isShielded ? passShield(context) : undefined,
    user === undefined || caller === null ? undefined : requireRateBySubject(context, user, caller.userId),
    address === undefined ? undefined : requireRateByAddress(context, address),
  ]);
}

/** How long a client that ran into the shield is told to stay away; the shield itself does not say. */
const shieldRetrySeconds = 10;

/** Without an address that somebody vouches for there is nothing to tell callers apart by: a laptop has no shield. */
async function passShield(context: AppContext): Promise<void> {
  const address = findClientAddress(context);
  const shield = context.env.READ_SHIELD;
  if (address === null || shield === undefined) return;
  if ((await shield.limit({ key: computeNetwork(address) })).success) return;
  throw tooMany(shieldRetrySeconds);
}

/**
 * Where no address can be trusted, everybody on the machine shares one bucket: a test run and a demo together are
 * far more than one person, so it is as much larger.
 */
const sharedAddressFactor = 50;

/** For routes that are not mounted, and so have no class. */
export async function requireRateByAddress(context: AppContext, name: RateLimitName): Promise<void> {
  const address = findClientAddress(context);
  const rule: RateLimit = rateLimits[name];
  if (address !== null) return requireRate(context, name, { key: computeNetwork(address), rule });
  const shared = {
    ...rule,
    capacity: rule.capacity * sharedAddressFactor,
    refillMs: Math.max(1, Math.floor(rule.refillMs / sharedAddressFactor)),
  };
  return requireRate(context, name, { key: "everybody", rule: shared });
}

/** `subject` is whom the limit is about: a user id, an account's e-mail address. */
export async function requireRateBySubject(
  context: AppContext,
  name: RateLimitName,
  subject: string,
): Promise<void> {
  return requireRate(context, name, { key: subject, rule: rateLimits[name] });
}

/** Gives everything back, as after a sign-in that worked. */
export async function forgetRate(context: AppContext, name: RateLimitName, subject: string): Promise<void> {
  await getLimiter(context, `${name}:${subject}`).clear();
}

function getLimiter(context: AppContext, id: string) {
  const namespace = context.env.RATE_LIMITER;
  return namespace.get(namespace.idFromName(id));
}

async function requireRate(
  context: AppContext,
  name: RateLimitName,
  { key, rule }: { readonly key: string; readonly rule: RateLimit },
): Promise<void> {
  const id = `${name}:${key}`;
  const { lease, capacity, refillMs } = rule;
  const bucket = { capacity, refillMs };
  const answer: RateAnswer =
    lease === undefined
      ? await getLimiter(context, id).take(bucket)
      : await takeLeased(id, Date.now(), () => getLimiter(context, id).lease(bucket, lease));
  const { allowed, remaining, retryAfterMs } = answer;
  context.get("rates").push({ name, rule: bucket, remaining, retryAfterMs });
  if (!allowed) throw tooMany(Math.max(1, Math.ceil(retryAfterMs / 1_000)));
}

const tooMany = (seconds: number): Problem =>
  new Problem("rate_limited", `Too many requests. Try again in ${seconds} s.`, {
    headers: { "Retry-After": String(seconds) },
  });

/** Tells the client which limits counted its request and what is left of them, on answers of every kind. */
export const tellRates = createMiddleware<AppEnvironment>(async (context, next) => {
  context.set("rates", []);
  await next();
  const rates = context.get("rates");
  if (rates.length === 0 || context.res.status === 101) return;
  context.header("RateLimit-Policy", rates.map((rate) => describePolicy(rate)).join(", "));
  context.header("RateLimit", rates.map((rate) => describeStanding(rate)).join(", "));
});

// draft-ietf-httpapi-ratelimit-headers: quota and window of each policy, what is left of it and until when.
const describePolicy = ({ name, rule }: CountedRate): string =>
  `"${name}";q=${rule.capacity};w=${Math.ceil((rule.capacity * rule.refillMs) / 1_000)}`;
const describeStanding = ({ name, rule, remaining, retryAfterMs }: CountedRate): string =>
  `"${name}";r=${remaining};t=${Math.ceil((retryAfterMs || rule.refillMs) / 1_000)}`;
