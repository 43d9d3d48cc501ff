import { hasAlready } from "../middleware/conditional.ts";
import { computeAgeMs } from "./entry.ts";
import type { Entry } from "./entry.ts";
import type { Found } from "./cache.ts";
import { cachePolicies, computeCacheControl } from "./policies.ts";
import type { CacheKind, CachePolicy } from "./policies.ts";

export const describeAge = (entry: Entry, nowMs: number): string =>
  String(Math.floor(computeAgeMs(entry, nowMs) / 1_000));

/** A kept answer as it is sent: its bytes as they are, its age, and 304 without them for who has them already. */
export function answerFound(request: Request, kind: CacheKind, { entry, isLastResort }: Found): Response {
  const nowMs = Date.now();
  const headers = new Headers({ ETag: entry.etag, Age: describeAge(entry, nowMs) });
  if (isLastResort) {
    const { freshMs }: CachePolicy = cachePolicies[kind];
    const ttl = Math.floor((freshMs - computeAgeMs(entry, nowMs)) / 1_000);
    // RFC 9211: answered from a cache that knows it is old. Nobody is to keep it any longer.
    headers.set("Cache-Status", `"Blytz Live"; hit; ttl=${ttl}; detail="origin-unavailable"`);
    headers.set("Cache-Control", "no-store");
  } else {
    headers.set("Cache-Control", computeCacheControl(kind));
  }
  if (hasAlready(request.headers.get("If-None-Match"), entry.etag)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("Content-Type", "application/json");
  return new Response(entry.body, { headers });
}
