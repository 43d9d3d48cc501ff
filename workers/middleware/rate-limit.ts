import type { BucketRule } from "../../domain/token-bucket.ts";
import type { AppContext } from "../environment.ts";
import { findClientAddress } from "./client-address.ts";
import { computeNetwork } from "./network.ts";
import { Problem } from "./problem.ts";

const minuteMs = 60_000;

/**
 * Exact limits, counted by one object per key. `address` ones are per IPv4 address or IPv6 /64 network, the smallest
 * thing an attacker cannot simply have more of.
 */
export const rateLimits = {
  registerByAddress: { capacity: 10, refillMs: minuteMs },
  loginByAccount: { capacity: 10, refillMs: minuteMs },
  loginByAddress: { capacity: 60, refillMs: 5_000 },
  refreshByAddress: { capacity: 120, refillMs: 1_000 },
  /** Asking for mails, so that nobody's mailbox is filled by a stranger. */
  mailByAddress: { capacity: 20, refillMs: minuteMs },
  mailByAccount: { capacity: 3, refillMs: 10 * minuteMs },
  /** Trying tokens of mailed links. */
  linkByAddress: { capacity: 30, refillMs: minuteMs },
  passwordByUser: { capacity: 10, refillMs: minuteMs },
  cardByUser: { capacity: 10, refillMs: 6 * minuteMs },
} as const satisfies Record<string, BucketRule>;

export type RateLimitName = keyof typeof rateLimits;

/**
 * Where no address can be trusted, everybody on the machine shares one bucket: a test run and a demo together are
 * far more than one person, so it is as much larger.
 */
const sharedAddressFactor = 50;

export async function requireRateByAddress(context: AppContext, name: RateLimitName): Promise<void> {
  const address = findClientAddress(context);
  const rule = rateLimits[name];
  if (address !== null) return takeRate(context, name, { key: computeNetwork(address), rule });
  const shared = {
    capacity: rule.capacity * sharedAddressFactor,
    refillMs: Math.max(1, Math.floor(rule.refillMs / sharedAddressFactor)),
  };
  return takeRate(context, name, { key: "everybody", rule: shared });
}

/** `subject` is whom the limit is about: a user id, an account's e-mail address. */
export async function requireRateBySubject(
  context: AppContext,
  name: RateLimitName,
  subject: string,
): Promise<void> {
  return takeRate(context, name, { key: subject, rule: rateLimits[name] });
}

/** Gives everything back, as after a sign-in that worked. */
export async function forgetRate(context: AppContext, name: RateLimitName, subject: string): Promise<void> {
  await getLimiter(context, name, subject).clear();
}

function getLimiter(context: AppContext, name: RateLimitName, key: string) {
  const namespace = context.env.RATE_LIMITER;
  return namespace.get(namespace.idFromName(`${name}:${key}`));
}

async function takeRate(
  context: AppContext,
  name: RateLimitName,
  bucket: { readonly key: string; readonly rule: BucketRule },
): Promise<void> {
  const { key, rule } = bucket;
  const answer = await getLimiter(context, name, key).take(rule);
  const headers = {
    // draft-ietf-httpapi-ratelimit-headers: quota and window of the policy, what is left and until when.
    "RateLimit-Policy": `"${name}";q=${rule.capacity};w=${Math.ceil((rule.capacity * rule.refillMs) / 1_000)}`,
    RateLimit: `"${name}";r=${answer.remaining};t=${Math.ceil((answer.retryAfterMs || rule.refillMs) / 1_000)}`,
  };
  if (answer.allowed) {
    for (const [header, value] of Object.entries(headers)) context.header(header, value);
    return;
  }
  const seconds = Math.max(1, Math.ceil(answer.retryAfterMs / 1_000));
  throw new Problem("rate_limited", `Too many attempts. Try again in ${seconds} s.`, {
    headers: { ...headers, "Retry-After": String(seconds) },
  });
}
