import type { AppContext } from "../environment.ts";
import { getSettings } from "../env.ts";
import { createCache } from "./cache.ts";
import type { Cache } from "./cache.ts";
import { createEdgeTier } from "./edge.ts";
import { createKvTier } from "./kv.ts";

const cachesByNamespace = new WeakMap<KVNamespace, Cache>();

/** The cache of this isolate. */
export function getCache(env: Cloudflare.Env): Cache {
  const known = cachesByNamespace.get(env.CACHE);
  if (known !== undefined) return known;
  const cache = createCache({
    tiers: { edge: createEdgeTier(getSettings(env).ORIGIN), kv: createKvTier(env.CACHE) },
    nowMs: () => Date.now(),
    random: () => Math.random(),
  });
  cachesByNamespace.set(env.CACHE, cache);
  return cache;
}

/** The same for work that answers nobody, such as a queue's: done when every tier has heard. */
export async function forgetCachedBehind(env: Cloudflare.Env, tags: readonly string[]): Promise<void> {
  const work: Promise<unknown>[] = [];
  await getCache(env).invalidate(tags, (part) => void work.push(part));
  await Promise.allSettled(work);
}

/**
 * Whoever changed something says so here, when Postgres has it and before the answer: from then on nobody in this location
 * is given what was there before. Signed-in people, so its author too, are never answered from a cache at all.
 */
export function forgetCached(context: AppContext, tags: readonly string[]): Promise<void> {
  return getCache(context.env).invalidate(tags, (work) => context.executionCtx.waitUntil(work));
}
