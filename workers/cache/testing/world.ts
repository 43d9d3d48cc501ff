import { createCache } from "../cache.ts";
import type { Cache, Found, Wanted } from "../cache.ts";
import { cachePolicies } from "../policies.ts";
import type { CacheKind } from "../policies.ts";
import type { Entry } from "../entry.ts";
import type { SharedTier } from "../shared-tier.ts";

/** How late KV may be: a write takes this long to reach another location, and what was read, or not found, is remembered as long. */
const kvLagMs = 60_000;

/** A Postgres of one table: what stands behind each key, and how often it was asked. */
export interface Origin {
  values: Map<string, string>;
  statements: number;
  isAway: boolean;
  /** Readings wait for this after they have seen the value. */
  slow: Promise<void> | null;
}

class PostgresAway extends Error {}

export interface Location {
  /** One more isolate of this location. */
  startIsolate(): Isolate;
}

export interface Isolate {
  readonly cache: Cache;
  read(key: string, tags?: readonly string[], kind?: CacheKind): Promise<Found & { readonly text: string }>;
  /** A write to Postgres as a route does it. */
  write(key: string, value: string, tags?: readonly string[]): Promise<void>;
  /** Waits for what goes on behind the answers. */
  settle(): Promise<void>;
}

/** One Postgres and one KV for all locations, a Cache API for each; KV is as late as the platform may be. */
export function createWorld(nowMs: () => number) {
  const origin: Origin = { values: new Map(), statements: 0, isAway: false, slow: null };
  const kvWrites = new Map<
    string,
    { readonly value: unknown; readonly atMs: number; readonly by: string }[]
  >();

  const openLocation = (name: string): Location => {
    const tiers = { edge: createEdge(), kv: openKv(name) };
    return { startIsolate: () => startIsolate(tiers) };
  };

  const openKv = (location: string): SharedTier => {
    const remembered = new Map<string, { readonly value: unknown; readonly atMs: number }>();
    const read = (key: string): unknown => {
      const known = remembered.get(key);
      if (known !== undefined && nowMs() - known.atMs < kvLagMs) return known.value;
      const visible = (kvWrites.get(key) ?? []).filter(
        ({ atMs, by }) => by === location || nowMs() - atMs >= kvLagMs,
      );
      const value = visible.at(-1)?.value;
      remembered.set(key, { value, atMs: nowMs() });
      return value;
    };
    const write = async (key: string, value: unknown): Promise<void> => {
      const writes = kvWrites.get(key) ?? [];
      kvWrites.set(key, [...writes, { value, atMs: nowMs(), by: location }]);
    };
    return {
      name: "kv",
      find: async (digest) => read(`entry:${digest}`) as Entry | undefined,
      put: (digest, entry) => write(`entry:${digest}`, entry),
      findStamp: async (tag) => read(`tag:${tag}`) as number | undefined,
      stamp: (tag, atMs) => write(`tag:${tag}`, atMs),
    };
  };

  const createEdge = (): SharedTier => {
    const entries = new Map<string, { readonly entry: Entry; readonly untilMs: number }>();
    const stamps = new Map<string, number>();
    return {
      name: "edge",
      find: async (digest) => {
        const kept = entries.get(digest);
        return kept !== undefined && nowMs() < kept.untilMs ? kept.entry : undefined;
      },
      put: async (digest, entry, keepMs) => void entries.set(digest, { entry, untilMs: nowMs() + keepMs }),
      findStamp: async (tag) => stamps.get(tag),
      stamp: async (tag, atMs) => void stamps.set(tag, atMs),
    };
  };

  const startIsolate = (tiers: { readonly edge: SharedTier; readonly kv: SharedTier }): Isolate => {
    const cache = createCache({ tiers, nowMs, random: () => 0.5 });
    let behind: Promise<unknown>[] = [];
    const keepAlive: Wanted["keepAlive"] = (work) => void behind.push(work);
    return {
      cache,
      async read(key, tags = [key], kind = "product") {
        const found = await cache.read({
          kind,
          key,
          keepAlive,
          isAway: (error) => error instanceof PostgresAway,
          load: async () => {
            origin.statements += 1;
            if (origin.isAway) throw new PostgresAway("away");
            const text = origin.values.get(key);
            if (text === undefined) throw new Error("no such thing");
            await (origin.slow ?? Promise.resolve());
            return { text, tags };
          },
        });
        return { ...found, text: new TextDecoder().decode(found.entry.body) };
      },
      async write(key, value, tags = [key]) {
        origin.values.set(key, value);
        await cache.invalidate(tags, keepAlive);
      },
      async settle() {
        while (behind.length > 0) {
          const work = behind;
          behind = [];
          await Promise.allSettled(work);
        }
      },
    };
  };

  return { origin, openLocation, stalenessOf: (kind: CacheKind) => cachePolicies[kind] };
}
