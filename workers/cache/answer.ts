import type { AppContext } from "../environment.ts";
import { hasAlready } from "../middleware/conditional.ts";
import { computeAgeMs } from "./entry.ts";
import type { Entry } from "./entry.ts";
import type { Found } from "./cache.ts";
import { cachePolicies, computeCacheControl } from "./policies.ts";
import type { CacheKind, CachePolicy } from "./policies.ts";

export const describeAge = (entry: Entry, nowMs: number): string =>
  String(Math.floor(computeAgeMs(entry, nowMs) / 1_000));

/** A kept answer as it is sent: its bytes as they are, its age, and 304 without them for who has them already. */
export function answerFound(context: AppContext, kind: CacheKind, { entry, isLastResort }: Found): Response {
  const nowMs = Date.now();
  const headers = {
    ETag: entry.etag,
    Age: describeAge(entry, nowMs),
    ...(isLastResort
      ? describeLastResort(kind, entry, nowMs)
      : { "Cache-Control": computeCacheControl(kind) }),
  };
  if (hasAlready(context.req.raw.headers.get("If-None-Match"), entry.etag)) {
    return context.body(null, 304, headers);
  }
  return context.body(entry.body, 200, { ...headers, "Content-Type": "application/json" });
}

/** RFC 9211: answered from a cache that knows it is old. Nobody is to keep it any longer. */
function describeLastResort(kind: CacheKind, entry: Entry, nowMs: number): Record<string, string> {
  const { freshMs }: CachePolicy = cachePolicies[kind];
  const ttl = Math.floor((freshMs - computeAgeMs(entry, nowMs)) / 1_000);
  return {
    "Cache-Status": `"Blytz Live"; hit; ttl=${ttl}; detail="origin-unavailable"`,
    "Cache-Control": "no-store",
  };
}
