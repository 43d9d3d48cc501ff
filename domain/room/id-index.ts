import { must } from "../result.ts";

/**
 * A persistent map from ids to places in a {@link Vector}: adding one id copies one shard, not every key.
 * Plain objects in an array, so that a snapshot is `JSON.stringify`.
 */
export interface IdIndex {
  readonly shards: readonly Readonly<Record<string, number>>[];
}

const SHARDS = 128;
/** Ids of ours end in their random part; their beginnings, made in the same second, look alike. */
const HASHED_LENGTH = 8;

export const emptyIdIndex: IdIndex = { shards: Array.from({ length: SHARDS }, () => ({})) };

function computeShard(id: string): number {
  let hash = 0;
  for (let at = Math.max(0, id.length - HASHED_LENGTH); at < id.length; at += 1) {
    hash = (Math.imul(hash, 31) + id.charCodeAt(at)) | 0;
  }
  return (hash >>> 0) % SHARDS;
}

/** Where `id` is, or undefined. Safe for ids from outside: `__proto__` and the like are simply not there. */
export function findPlace(index: IdIndex, id: string): number | undefined {
  const shard = must(index.shards[computeShard(id)], "shard of an id");
  return Object.hasOwn(shard, id) ? shard[id] : undefined;
}

export function withPlace(index: IdIndex, id: string, place: number): IdIndex {
  const at = computeShard(id);
  return { shards: index.shards.with(at, { ...index.shards[at], [id]: place }) };
}

export function toIdIndex(ids: readonly string[]): IdIndex {
  const shards: [string, number][][] = Array.from({ length: SHARDS }, () => []);
  for (const [place, id] of ids.entries()) must(shards[computeShard(id)], "shard of an id").push([id, place]);
  // `fromEntries` defines members, where an assignment to `__proto__` would not.
  return { shards: shards.map((entries) => Object.fromEntries(entries)) };
}
