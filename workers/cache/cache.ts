import { computeAgeMs, computeDigest, createEntry } from "./entry.ts";
import type { Entry } from "./entry.ts";
import { createFlights } from "./flights.ts";
import { createMemory, pickNewer } from "./memory.ts";
import type { Held } from "./memory.ts";
import { cachePolicies, earliestRenewal, memoryMs } from "./policies.ts";
import type { CacheKind, CachePolicy, SharedTierName } from "./policies.ts";
import { orNothing } from "./shared-tier.ts";
import type { SharedTier } from "./shared-tier.ts";
import { createStamps } from "./stamps.ts";

/** Where an answer came from; `origin` is Postgres. */
export type CacheSource = "memory" | SharedTierName | "origin";

/** What somebody asks for, and how it is read where no tier has it. */
export interface Wanted {
  readonly kind: CacheKind;
  /** Made of the parsed request only: whatever is not in it cannot change the answer. */
  readonly key: string;
  readonly load: () => Promise<{ readonly text: string; readonly tags: readonly string[] }>;
  /** Whether what `load` threw means that Postgres is away, not that the request was wrong. */
  readonly isAway: (error: unknown) => boolean;
  /** Lets work go on behind the answer. */
  readonly keepAlive: (work: Promise<unknown>) => void;
}

export interface Found {
  readonly entry: Entry;
  readonly source: CacheSource;
  /** Postgres is away, and this is older than it would ever be otherwise. */
  readonly isLastResort: boolean;
}

export interface Cache {
  read(wanted: Wanted): Promise<Found>;
  /** What the memory has and may give without asking anybody, now. */
  peek(kind: CacheKind, key: string): Held | undefined;
  /**
   * Drops everything with one of these tags: in this isolate and for this location by the time it resolves, elsewhere as
   * KV gets there, and by age at the latest. Called once the write is done, before its author is told.
   */
  invalidate(tags: readonly string[], keepAlive: Wanted["keepAlive"]): Promise<void>;
}

export interface CacheParts {
  readonly tiers: Readonly<Record<SharedTierName, SharedTier>>;
  readonly nowMs: () => number;
  /** 0 up to 1. */
  readonly random: () => number;
}

/** Clocks of the machines of a location differ by less; what was read this shortly after a write counts as read before it. */
const clockSkewMs = 1_000;
/** A renewal that failed is tried again after this; meanwhile what is there is given. */
const retryMs = 1_000;
const stampKeepMs = Math.max(...Object.values(cachePolicies).map(({ awayMs }) => awayMs));

/** The tiers as one: memory → edge → KV → Postgres. One per isolate. */
export function createCache({ tiers, nowMs, random }: CacheParts): Cache {
  const memory = createMemory();
  const stamps = createStamps();
  const flights = createFlights<Found>();
  /** Counts the writes this isolate knows of. */
  let turn = 0;

  function hold(key: string, entry: Entry, policy: CachePolicy): void {
    const share = earliestRenewal + (1 - earliestRenewal) * random();
    const lookAgainAtMs = Math.min(nowMs() + memoryMs, entry.readAtMs + policy.freshMs * share);
    if (stamps.isCurrent(entry)) memory.hold(key, { entry, lookAgainAtMs });
  }

  /** An entry of a tier, unless something in it was written since, as far as this isolate and the tiers up to it know. */
  async function findIn(name: SharedTierName, digest: string): Promise<Entry | undefined> {
    const entry = await orNothing(tiers[name].find(digest));
    if (entry === undefined || !stamps.isCurrent(entry)) return undefined;
    // KV may not have heard of a write that this location has made itself.
    const knowing = name === "edge" ? [tiers.edge] : [tiers.edge, tiers.kv];
    const known = await Promise.all(
      knowing.flatMap((tier) => entry.tags.map((tag) => orNothing(tier.findStamp(tag)))),
    );
    return known.every((atMs) => atMs === undefined || entry.readAtMs > atMs) ? entry : undefined;
  }

  /** Through the tiers to Postgres. `withinMs` is the age at which a tier's entry will do. */
  async function look(wanted: Wanted, withinMs: number): Promise<Found> {
    const policy: CachePolicy = cachePolicies[wanted.kind];
    const digest = computeDigest(wanted.key);
    let newest = memory.find(wanted.key)?.entry;
    for (const source of policy.tiers) {
      const entry = await findIn(source, digest);
      newest = pickNewer(newest, entry);
      if (entry === undefined || computeAgeMs(entry, nowMs()) >= withinMs) continue;
      hold(wanted.key, entry, policy);
      return { entry, source, isLastResort: false };
    }
    try {
      return { entry: await readOrigin(wanted, policy, digest), source: "origin", isLastResort: false };
    } catch (error) {
      if (newest === undefined || !isLastResort(newest, policy) || !wanted.isAway(error)) throw error;
      return { entry: newest, source: "memory", isLastResort: true };
    }
  }

  async function readOrigin(wanted: Wanted, policy: CachePolicy, digest: string): Promise<Entry> {
    // Before the statement is sent: what is written while it runs makes it old.
    const readAtMs = nowMs();
    const { text, tags } = await wanted.load();
    const entry = createEntry(text, tags, readAtMs);
    if (!stamps.isCurrent(entry)) return entry;
    hold(wanted.key, entry, policy);
    for (const name of policy.tiers) {
      // A tier that takes nothing is one to ask in vain later, and no more.
      wanted.keepAlive(tiers[name].put(digest, entry, policy.awayMs).catch(() => undefined));
    }
    return entry;
  }

  function lookOnce(wanted: Wanted, withinMs: number): Promise<Found> {
    return flights.share(wanted.key, turn, () => {
      const reading = look(wanted, withinMs);
      // A caller that hangs up must not end what others wait for.
      wanted.keepAlive(reading.catch(() => undefined));
      return reading;
    });
  }

  const isUsable = (entry: Entry, { freshMs, staleMs }: CachePolicy): boolean =>
    computeAgeMs(entry, nowMs()) < freshMs + staleMs;
  const isLastResort = (entry: Entry, { awayMs }: CachePolicy): boolean =>
    computeAgeMs(entry, nowMs()) < awayMs && stamps.isCurrent(entry);

  return {
    async read(wanted) {
      const policy: CachePolicy = cachePolicies[wanted.kind];
      const held = memory.find(wanted.key);
      if (held === undefined || !isUsable(held.entry, policy)) {
        return lookOnce(wanted, policy.freshMs + policy.staleMs);
      }
      if (nowMs() >= held.lookAgainAtMs) {
        held.lookAgainAtMs = nowMs() + retryMs;
        wanted.keepAlive(lookOnce(wanted, policy.freshMs * earliestRenewal).catch(() => undefined));
      }
      return { entry: held.entry, source: "memory", isLastResort: false };
    },

    peek(kind, key) {
      const held = memory.find(key);
      if (held === undefined || nowMs() >= held.lookAgainAtMs) return undefined;
      return isUsable(held.entry, cachePolicies[kind]) ? held : undefined;
    },

    async invalidate(tags, keepAlive) {
      turn += 1;
      const atMs = nowMs();
      for (const tag of tags) stamps.stamp(tag, atMs);
      memory.dropTagged(new Set(tags));
      const stampIn = (tier: SharedTier): Promise<unknown> => {
        const stamped = tags.map((tag) => tier.stamp(tag, atMs + clockSkewMs, stampKeepMs));
        const done = Promise.allSettled(stamped);
        keepAlive(done);
        return done;
      };
      void stampIn(tiers.kv);
      await orNothing(stampIn(tiers.edge));
    },
  };
}
