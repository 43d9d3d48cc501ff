import { getSettings } from "../env.ts";
import type { Settings } from "../env.ts";
import { hasAlready } from "../middleware/conditional.ts";
import { exposedHeaders } from "../middleware/cors.ts";
import { isAllowedOrigin } from "../middleware/origins.ts";
import { nameRequest } from "../middleware/request-id.ts";
import { dataPolicy, listSecurityHeaders, varyBySignIn } from "../middleware/security-headers.ts";
import { describeAge } from "./answer.ts";
import { getCache } from "./isolate.ts";
import type { Held } from "./memory.ts";
import { computeCacheControl } from "./policies.ts";
import type { CacheKind } from "./policies.ts";

/** What somebody who reads a kept answer leaves behind: a view to be counted. */
export interface Reader {
  readonly env: Cloudflare.Env;
  readonly keepAlive: (work: Promise<unknown>) => void;
}

/** What an address was found to ask for when it was parsed. */
interface Known {
  readonly kind: CacheKind;
  readonly key: string;
  readonly onRead: ((reader: Reader) => void) | undefined;
}

const addressesMax = 4_000;
const addressLengthMax = 512;

/**
 * Addresses that were parsed before, with what they ask for. An address says all there is in a parsed request, so the
 * same one asks for the same thing; nothing else of a request comes in here (check 40).
 */
const addresses = new Map<string, Known>();

export function rememberAddress(request: Request, known: Known): void {
  const address = readAddress(request);
  if (address.length > addressLengthMax || addresses.has(address)) return;
  for (const oldest of addresses.keys()) {
    if (addresses.size < addressesMax) break;
    addresses.delete(oldest);
  }
  addresses.set(address, known);
}

/** Path and query as they came. No host is shorter than the one letter that this skips. */
const readAddress = ({ url }: Request): string => url.slice(url.indexOf("/", "http://h".length));

/**
 * The short way: somebody who is nobody asks again for what is in memory and fresh. No routing, no parsing, no database,
 * and the headers are ready too; the same bytes as the long way, which a test compares. Undefined: take the long way.
 */
export function answerFromMemory(request: Request, reader: Reader): Response | undefined {
  const isHead = request.method === "HEAD";
  if (!isHead && request.method !== "GET") return undefined;
  const known = addresses.get(readAddress(request));
  if (known === undefined || maySignIn(request.headers)) return undefined;
  const held = getCache(reader.env).peek(known.kind, known.key);
  if (held === undefined) return undefined;
  known.onRead?.(reader);
  return answerHeld(request, getSettings(reader.env), { held, kind: known.kind, isHead });
}

/** Any token at all, good or bad, in either of its cookies' names: whoever brings one gets the long way. */
function maySignIn(headers: Headers): boolean {
  return headers.has("Authorization") || headers.get("Cookie")?.includes("access=") === true;
}

function answerHeld(
  request: Request,
  settings: Settings,
  { held, kind, isHead }: { readonly held: Held; readonly kind: CacheKind; readonly isHead: boolean },
): Response {
  const { entry } = held;
  const isKnown = hasAlready(request.headers.get("If-None-Match"), entry.etag);
  const body = isHead || isKnown ? null : entry.body;
  // The platform copies the headers without a look at JavaScript, which is most of what a hit would cost.
  const response = new Response(body, {
    status: isKnown ? 304 : 200,
    headers: prepareHeaders(held, kind, settings),
  });
  const { headers } = response;
  if (isKnown) headers.delete("Content-Type");
  const { requestId, traceparent } = nameRequest(request.headers);
  headers.set("Age", describeAge(entry, Date.now()));
  headers.set("X-Request-Id", requestId);
  headers.set("traceparent", traceparent);
  const origin = request.headers.get("Origin");
  if (origin !== null && isAllowedOrigin(settings, origin)) {
    headers.set("Access-Control-Allow-Origin", origin);
    headers.set("Access-Control-Expose-Headers", exposedHeaders);
  }
  return response;
}

interface Prepared {
  readonly settings: Settings;
  readonly headers: Headers;
}
const preparedByEntry = new WeakMap<object, Prepared>();

/** Everything about an answer that is the same for all who get it. */
function prepareHeaders({ entry }: Held, kind: CacheKind, settings: Settings): Headers {
  const known = preparedByEntry.get(entry);
  if (known?.settings === settings) return known.headers;
  const headers = new Headers({
    "Content-Type": "application/json",
    "Cache-Control": computeCacheControl(kind),
    "Content-Security-Policy": dataPolicy,
    ETag: entry.etag,
    "Server-Timing": 'cache;desc="memory", total;dur=0',
    Vary: `Origin, ${varyBySignIn}`,
  });
  for (const [name, value] of listSecurityHeaders(settings)) headers.set(name, value);
  preparedByEntry.set(entry, { settings, headers });
  return headers;
}
