import { answerInterface } from "../../workers/app.ts";

export { AuctionRoom } from "../../durable-objects/auction-room/auction-room.ts";
export { RateLimiter } from "../../durable-objects/rate-limiter/rate-limiter.ts";

/** Bare workerd has no KV; the memory of the isolate and Postgres are what is measured. */
const emptyKv = {
  get: async () => null,
  getWithMetadata: async () => ({ value: null, metadata: null }),
  put: async () => undefined,
} as unknown as KVNamespace;

let environment: Cloudflare.Env | undefined;
/** One object for the isolate's life, as the platform hands out one: the product keeps what it parsed by it. */
const completeEnvironment = (env: Cloudflare.Env): Cloudflare.Env =>
  (environment ??= { ...env, CACHE: emptyKv });

/** Each answer as it was seen, and headers that are ready to be sent. */
const rawAnswers = new Map<string, { readonly body: Uint8Array<ArrayBuffer>; readonly headers: Headers }>();

async function keepRawAnswer(path: string, request: Request): Promise<Response> {
  const { body, headers } = await request.json<{ body: string; headers: Record<string, string> }>();
  rawAnswers.set(path, {
    body: new TextEncoder().encode(body) as Uint8Array<ArrayBuffer>,
    headers: new Headers(headers),
  });
  return new Response(null, { status: 204 });
}

/**
 * The product's interface, and beside it what the platform can do at best: `/raw/…` gives the same bytes, headers and
 * body, and does no more.
 */
export default {
  async fetch(request: Request, env: Cloudflare.Env, context: ExecutionContext): Promise<Response> {
    const path = request.url.slice(request.url.indexOf("/", "http://".length));
    if (path === "/ready") return new Response("ready");
    if (path.startsWith("/raw/")) {
      if (request.method === "PUT") return keepRawAnswer(path, request);
      const kept = rawAnswers.get(path);
      return kept === undefined
        ? new Response(null, { status: 404 })
        : new Response(kept.body, { headers: kept.headers });
    }
    if (path === "/rpc") {
      const namespace = env.RATE_LIMITER;
      const rule = { capacity: 1_000, refillMs: 1 };
      return Response.json(await namespace.get(namespace.idFromName("bench")).take(rule, 1));
    }
    return answerInterface(request, completeEnvironment(env), context);
  },
};
