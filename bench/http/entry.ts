import { answerInterface } from "../../workers/app.ts";

export { AuctionRoom } from "../../durable-objects/auction-room/auction-room.ts";
export { RateLimiter } from "../../durable-objects/rate-limiter/rate-limiter.ts";

/** Bare workerd has no KV; the memory of the isolate and Postgres are what is measured. */
const emptyKv = {
  get: async () => null,
  getWithMetadata: async () => ({ value: null, metadata: null }),
  put: async () => undefined,
} as unknown as KVNamespace;

const rawAnswers = new Map<string, Uint8Array<ArrayBuffer>>();
const json = { headers: { "Content-Type": "application/json" } };

/** The product's interface, and beside it what the platform can do at best: `/raw/…` gives the same bytes, no more. */
export default {
  async fetch(request: Request, env: Cloudflare.Env, context: ExecutionContext): Promise<Response> {
    const path = request.url.slice(request.url.indexOf("/", "http://".length));
    if (path === "/ready") return new Response("ready");
    if (path.startsWith("/raw/")) {
      if (request.method !== "PUT") return new Response(rawAnswers.get(path), json);
      rawAnswers.set(path, new Uint8Array(await request.arrayBuffer()));
      return new Response(null, { status: 204 });
    }
    if (path === "/rpc") {
      const namespace = env.RATE_LIMITER;
      const rule = { capacity: 1_000, refillMs: 1 };
      return Response.json(await namespace.get(namespace.idFromName("bench")).take(rule, 1));
    }
    return answerInterface(request, { ...env, CACHE: emptyKv }, context);
  },
};
