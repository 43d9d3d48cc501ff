/** How long one kind of answer may be given again, and from where. */
export interface CachePolicy {
  /** Given without asking anybody for this long after it was read from Postgres. */
  readonly freshMs: number;
  /** For this long after that it is still given at once, while a new one is read behind it. */
  readonly staleMs: number;
  /** With Postgres away, an answer up to this old is better than none. The answer says that it is. */
  readonly awayMs: number;
  /** Tiers behind the memory of an isolate, nearest first. */
  readonly tiers: readonly SharedTierName[];
}

export type SharedTierName = "edge" | "kv";

/** Whatever tier answers and wherever, nobody is told anything that was changed longer ago than this. */
export const stalenessMaxMs = 60_000;

/** An isolate asks the tiers behind it this often whether what it holds was changed elsewhere in its location. */
export const memoryMs = 5_000;

/** A key is read again from this share of its fresh time on, each at a moment of its own, so that they do not all come due at once. */
export const earliestRenewal = 0.8;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * Every kind of answer that is kept. What is not here is never kept: nothing of auctions, lots, bids, orders and wallets,
 * whose price, stock and status the room or Postgres says (docs/decisions/013). `awayMs` are the lifetimes the first
 * documents asked for; the ages at which an answer is replaced follow from {@link stalenessMaxMs}.
 */
export const cachePolicies = {
  categories: { freshMs: 30_000, staleMs: 30_000, awayMs: 24 * hourMs, tiers: ["edge", "kv"] },
  /** Pages of the catalogue that are the same for many: by category, seller, condition and sort. */
  productList: { freshMs: 10_000, staleMs: 50_000, awayMs: 5 * minuteMs, tiers: ["edge", "kv"] },
  /** Anybody can make up any number of these, so they never reach KV, where a write costs money. */
  productSearch: { freshMs: 10_000, staleMs: 20_000, awayMs: 5 * minuteMs, tiers: ["edge"] },
  product: { freshMs: 15_000, staleMs: 45_000, awayMs: hourMs, tiers: ["edge", "kv"] },
  profile: { freshMs: 30_000, staleMs: 30_000, awayMs: 15 * minuteMs, tiers: ["edge"] },
} as const satisfies Record<string, CachePolicy>;

export type CacheKind = keyof typeof cachePolicies;

/** `Cache-Control` of a kind. Together with `Age`, a browser's own copy keeps to the same bound. */
export function computeCacheControl(kind: CacheKind): string {
  const { freshMs, staleMs } = cachePolicies[kind];
  return `public, max-age=${freshMs / 1_000}, stale-while-revalidate=${staleMs / 1_000}`;
}
