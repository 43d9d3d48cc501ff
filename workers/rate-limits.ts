import type { RateClass } from "../contract/http/rate-class.ts";
import type { BucketRule } from "../domain/token-bucket.ts";

const minuteMs = 60_000;

/** A bucket, and how many of its tokens an isolate may hold ahead of their use (see `middleware/rate-lease.ts`). */
export interface RateLimit extends BucketRule {
  readonly lease?: number;
}

/**
 * Every exact limit of the interface. Each is counted by one object per key, worldwide. `…ByAddress` is per IPv4 address
 * or IPv6 /64 network, the smallest thing an attacker cannot simply have more of; a household or an office shares one, so
 * those are wider than the `…ByUser` ones.
 */
export const rateLimits = {
  writeByUser: { capacity: 120, refillMs: 500, lease: 8 },
  writeByAddress: { capacity: 1_200, refillMs: 50, lease: 40 },
  moneyByUser: { capacity: 20, refillMs: 3_000 },
  moneyByAddress: { capacity: 200, refillMs: 300, lease: 8 },
  /** Entering rooms: signed out too, and a whole stadium behind one address. */
  enterByAddress: { capacity: 1_200, refillMs: 50, lease: 40 },

  registerByAddress: { capacity: 10, refillMs: minuteMs },
  loginByAccount: { capacity: 10, refillMs: minuteMs },
  loginByAddress: { capacity: 60, refillMs: 5_000 },
  refreshByAddress: { capacity: 120, refillMs: 1_000 },
  /** Asking for mails, so that nobody's mailbox is filled by a stranger. */
  mailByAddress: { capacity: 20, refillMs: minuteMs },
  mailByAccount: { capacity: 3, refillMs: 10 * minuteMs },
  /** Trying tokens of mailed links. */
  linkByAddress: { capacity: 30, refillMs: minuteMs },
  /** Trying codes of a second factor: at this pace six digits hold out for years. */
  codeByAccount: { capacity: 10, refillMs: 5 * minuteMs },
  codeByAddress: { capacity: 60, refillMs: 5_000 },
  passkeyByAddress: { capacity: 120, refillMs: 1_000 },
  /** Setting factors up. */
  factorByUser: { capacity: 20, refillMs: minuteMs },
  passwordByUser: { capacity: 10, refillMs: minuteMs },
  cardByUser: { capacity: 10, refillMs: 6 * minuteMs },
  /** Providers send from few addresses, and a lot at once after a break; what is forged costs one signature to refuse. */
  webhookByAddress: { capacity: 3_000, refillMs: 20, lease: 40 },
  /** Reads everything there is about somebody. */
  exportByUser: { capacity: 3, refillMs: 60 * minuteMs },
  deletionByUser: { capacity: 5, refillMs: 10 * minuteMs },
  reportByUser: { capacity: 20, refillMs: 6 * minuteMs },
  /** Decoding a picture costs more than anything else a request can ask for. */
  pictureByUser: { capacity: 20, refillMs: 3 * minuteMs },
  /** Pictures and videos of what one sells: a few listings at once. */
  mediaByUser: { capacity: 60, refillMs: 10_000 },
} as const satisfies Record<string, RateLimit>;

export type RateLimitName = keyof typeof rateLimits;

/** What `mount` counts before an operation of the class runs. */
interface ClassLimits {
  readonly user?: RateLimitName;
  readonly address?: RateLimitName;
  /** Behind the platform's own counter (`READ_SHIELD` of wrangler.toml): approximate, per location, and free. */
  readonly isShielded?: true;
}

export const limitsOfClass: Record<RateClass, ClassLimits> = {
  read: { isShielded: true },
  write: { user: "writeByUser", address: "writeByAddress" },
  money: { user: "moneyByUser", address: "moneyByAddress" },
  enter: { user: "writeByUser", address: "enterByAddress" },
  // The room counts its commands itself (rule B4), the same ones over a socket and over HTTP.
  room: { isShielded: true },
  register: { address: "registerByAddress" },
  "sign-in": { address: "loginByAddress" },
  refresh: { address: "refreshByAddress" },
  mail: { address: "mailByAddress" },
  link: { address: "linkByAddress" },
  code: { address: "codeByAddress" },
  passkey: { address: "passkeyByAddress" },
  factor: { user: "factorByUser", address: "writeByAddress" },
};
