import { z } from "../../contract/zod.ts";
import { takeTokens } from "../../domain/token-bucket.ts";
import type { Bucket } from "../../domain/token-bucket.ts";
import { entryMark } from "./entry.ts";
import type { EntryMark } from "./entry.ts";
import type { SharedTier } from "./shared-tier.ts";

/** KV expires nothing sooner. */
const expirationMinMs = 60_000;
/** The shortest time for which KV lets a location remember what it read, or that there was nothing. */
const cacheTtl = 30;
/** Writes of one isolate. They cost money, and a key takes one a second; an entry that is not written is read from Postgres. */
const writeRule = { capacity: 20, refillMs: 500 };

/**
 * KV: one for the whole world, up to a minute behind or more. The age that travels with an entry says whether it is still
 * of use, so a late value costs a reading and no more. What it is really for is the hour in which Postgres is away.
 */
export function createKvTier(namespace: KVNamespace): SharedTier {
  let bucket: Bucket | undefined;
  const expireAfter = (keepMs: number) => ({
    expirationTtl: Math.ceil(Math.max(keepMs, expirationMinMs) / 1_000),
  });
  return {
    name: "kv",
    async find(digest) {
      const found = await namespace.getWithMetadata(`entry:1:${digest}`, { type: "arrayBuffer", cacheTtl });
      if (found.value === null) return undefined;
      return { ...entryMark.parse(found.metadata), body: new Uint8Array(found.value) };
    },
    async put(digest, { body, etag, tags, readAtMs }, keepMs) {
      const taken = takeTokens(bucket, writeRule, Date.now());
      if (!taken.ok) return;
      bucket = taken.value;
      const metadata: EntryMark = { etag, tags: [...tags], readAtMs };
      await namespace.put(`entry:1:${digest}`, body, { metadata, ...expireAfter(keepMs) });
    },
    async findStamp(tag) {
      const text = await namespace.get(`tag:1:${tag}`, { cacheTtl });
      return text === null ? undefined : z.int().parse(Number(text));
    },
    stamp: (tag, atMs, keepMs) => namespace.put(`tag:1:${tag}`, String(atMs), expireAfter(keepMs)),
  };
}
