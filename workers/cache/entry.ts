import { createHash } from "node:crypto";
import { z } from "../../contract/zod.ts";

/** A kept answer: the bytes as they are sent, envelope and all, so that a hit parses and writes no JSON. */
export interface Entry {
  readonly body: Uint8Array<ArrayBuffer>;
  /** Strong: made of the bytes. */
  readonly etag: string;
  readonly tags: readonly string[];
  /** When reading it from Postgres began. It travels with the entry, so its age is the same in every tier. */
  readonly readAtMs: number;
}

/** What a tier keeps beside the bytes. A tier is outside: what comes back is checked. */
export const entryMark = z.object({
  etag: z.string().regex(/^"[\w-]+"$/u),
  tags: z.array(z.string()),
  readAtMs: z.int(),
});
export type EntryMark = z.infer<typeof entryMark>;

export function createEntry(text: string, tags: readonly string[], readAtMs: number): Entry {
  // An encoder's bytes are in a buffer of their own, never in a shared one.
  const body = new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
  return { body, etag: computeEtag(text), tags, readAtMs };
}

/** A strong entity tag: the same bytes have the same tag, in every isolate and after every deployment. */
export const computeEtag = (text: string): string =>
  `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;

/** The name of an answer in the tiers: short whatever was asked, and nothing in it can be mistaken for a path. */
export const computeDigest = (key: string): string => createHash("sha256").update(key).digest("base64url");

export const computeAgeMs = (entry: Entry, nowMs: number): number => Math.max(0, nowMs - entry.readAtMs);
