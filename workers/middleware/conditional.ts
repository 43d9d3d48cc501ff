import { computeEtag } from "../cache/entry.ts";
import type { AppContext } from "../environment.ts";

/** One entity tag of a list; a tag may have commas in it, so the list cannot just be split. */
const entityTag = /(?:W\/)?("[\x21\x23-\x7e\x80-\uffff]*")/gu;

/**
 * Whether the caller has this very answer already (RFC 9110, 13.1.2): `*`, or a list of tags compared weakly, as whoever
 * compressed an answer on its way made our strong tag a weak one.
 */
export function hasAlready(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  if (ifNoneMatch.trim() === "*") return true;
  for (const [, tag] of ifNoneMatch.matchAll(entityTag)) if (tag === etag) return true;
  return false;
}

interface TextAnswer {
  readonly text: string;
  readonly type: string;
  readonly status?: 200 | 201;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * Answers with text. A GET that worked has a strong entity tag, made of its bytes, and 304 without them for who has them
 * already. That holds for what is one person's too: a tag is no permission to keep anything, `Cache-Control` is.
 */
export function answerText(context: AppContext, { text, type, status = 200, headers }: TextAnswer): Response {
  const isRead = context.req.method === "GET" || context.req.method === "HEAD";
  if (!isRead || status !== 200) return context.body(text, status, { ...headers, "Content-Type": type });
  const etag = computeEtag(text);
  if (hasAlready(context.req.raw.headers.get("If-None-Match"), etag)) {
    return context.body(null, 304, { ...headers, ETag: etag });
  }
  return context.body(text, status, { ...headers, "Content-Type": type, ETag: etag });
}
