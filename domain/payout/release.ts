import { must } from "../result.ts";

const hourMs = 3_600_000;

/** How long money is kept after what it waits for, in milliseconds. */
const releaseLimits = {
  /** The buyer's time to look at what arrived, and to say so if it is not what they bought. */
  afterDeliveryMs: 48 * hourMs,
  /** Most parcels are scanned; one that nobody scanned, and whose buyer said nothing, counts as arrived by then. */
  withoutDeliveryMs: 21 * 24 * hourMs,
} as const;

/** What decides when an order's money becomes its seller's. */
export interface ReleaseFacts {
  readonly shippedAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly lostAt: Date | null;
  /** A dispute is open, or was lost. */
  readonly isDisputed: boolean;
  /** The house trusts the seller: their money waits for the carrier only. */
  readonly isTrusted: boolean;
}

const releaseReasons = [
  "disputed",
  "lost",
  "not-shipped",
  "handed-over",
  "delivered",
  "not-scanned",
] as const;
export type ReleaseReason = (typeof releaseReasons)[number];

/** When money is released and what decided it; null: not before something else happens. */
export interface Release {
  readonly reason: ReleaseReason;
  readonly releaseAt: Date | null;
}

interface ReleaseRule {
  readonly reason: ReleaseReason;
  readonly applies: (facts: ReleaseFacts) => boolean;
  /** Counted from this moment; null: the money is kept. */
  readonly from: "shippedAt" | "deliveredAt" | null;
  readonly waitMs: number;
}

/** The first that applies decides: what keeps money stands above whatever would let it go. */
const releaseRules: readonly ReleaseRule[] = [
  { reason: "disputed", applies: ({ isDisputed }) => isDisputed, from: null, waitMs: 0 },
  { reason: "lost", applies: ({ lostAt }) => lostAt !== null, from: null, waitMs: 0 },
  { reason: "not-shipped", applies: ({ shippedAt }) => shippedAt === null, from: null, waitMs: 0 },
  { reason: "handed-over", applies: ({ isTrusted }) => isTrusted, from: "shippedAt", waitMs: 0 },
  {
    reason: "delivered",
    applies: ({ deliveredAt }) => deliveredAt !== null,
    from: "deliveredAt",
    waitMs: releaseLimits.afterDeliveryMs,
  },
  {
    reason: "not-scanned",
    applies: () => true,
    from: "shippedAt",
    waitMs: releaseLimits.withoutDeliveryMs,
  },
];

/** When an order's money is released as things stand, and why then. To be asked again whenever a fact changes. */
export function computeRelease(facts: ReleaseFacts): Release {
  const { reason, from, waitMs } = must(
    releaseRules.find(({ applies }) => applies(facts)),
    "the last rule applies to every order",
  );
  const since = from === null ? null : facts[from];
  return { reason, releaseAt: since === null ? null : new Date(since.getTime() + waitMs) };
}

/** What an order's `releaseAt` is to be; shown as the countdown to both parties. */
export const computeReleaseAt = (facts: ReleaseFacts): Date | null => computeRelease(facts).releaseAt;
