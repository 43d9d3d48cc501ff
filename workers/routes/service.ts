import { sql } from "drizzle-orm";
import { isUuid } from "../../db/queries/ids.ts";
import { computePublicKeys } from "../accounts/access-token.ts";
import type { AppContext } from "../environment.ts";
import { answerText } from "../middleware/conditional.ts";
import { describeError, logError } from "../middleware/log.ts";
import { notFound } from "../middleware/problem.ts";
import { describeRooms } from "./asyncapi.ts";
import type { Interface } from "./mount.ts";
import { describeInterface } from "./openapi.ts";
import { referencePage, referencePolicy } from "./reference.ts";

/** How long a dependency may take before it counts as away. */
const checkTimeoutMs = 2_000;

const checks: Record<string, (context: AppContext) => Promise<unknown>> = {
  postgres: (context) => context.get("postgres").database.execute(sql`select 1`),
  cache: (context) => context.env.CACHE.get("health"),
  media: (context) => context.env.MEDIA.head("health"),
  // A rate limiter that nobody uses: shows that objects can be reached, and writes nothing.
  objects: (context) => {
    const namespace = context.env.RATE_LIMITER;
    return namespace.get(namespace.idFromName("health")).take({ capacity: 1, refillMs: 1 }, 0);
  },
};

async function runCheck(context: AppContext, name: string): Promise<readonly [string, "ok" | "failing"]> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new Error("timed out")), checkTimeoutMs);
  try {
    await Promise.race([checks[name]?.(context), timeout.promise]);
    return [name, "ok"];
  } catch (error) {
    logError({ check: name, error: error instanceof Error ? describeError(error) : String(error) });
    return [name, "failing"];
  } finally {
    clearTimeout(timer);
  }
}

async function answerReady(context: AppContext): Promise<Response> {
  const results = await Promise.all(Object.keys(checks).map((name) => runCheck(context, name)));
  const failing = results.filter(([, status]) => status !== "ok").map(([name]) => name);
  const status = failing.length === 0 ? "ok" : "failing";
  const data = { status, checks: Object.fromEntries(results), failing };
  if (failing.length === 0) return context.json({ success: true, data });
  const error = {
    code: "unavailable",
    message: `Not ready: ${failing.join(", ")}`,
    details: data,
    requestId: context.get("requestId"),
  };
  return context.json({ success: false, error }, 503, { "Retry-After": "5" });
}

/** Serves a description of the interface, written once per isolate. */
function answerDocument(describe: (origin: string) => object): (context: AppContext) => Response {
  let document: { readonly origin: string; readonly text: string } | undefined;
  return (context) => {
    const origin = context.get("settings").ORIGIN;
    if (document?.origin !== origin) document = { origin, text: JSON.stringify(describe(origin)) };
    const headers = { "Cache-Control": "public, max-age=300" };
    return answerText(context, { text: document.text, type: "application/json", headers });
  };
}

/** The routes of plain-routes.ts. */
export function mountService({ app, operations }: Interface): void {
  const answerLive = (context: AppContext): Response =>
    context.json({ success: true, data: { status: "ok", service: "blytz-live" } });
  app.get("/health", answerLive);
  app.get("/health/live", answerLive);
  app.get("/health/ready", (context) => answerReady(context));

  app.get("/.well-known/jwks.json", (context) =>
    // Ten minutes: a new key is published for longer than that before it signs (domain/access/key-rotation.ts).
    context.json(computePublicKeys(context.get("settings"), new Date()), 200, {
      "Cache-Control": "public, max-age=600",
    }),
  );

  app.get(
    "/api/v1/openapi.json",
    answerDocument((origin) => describeInterface(operations, origin)),
  );
  app.get("/api/v1/asyncapi.json", answerDocument(describeRooms));

  app.get("/docs", (context) =>
    answerText(context, {
      text: referencePage,
      type: "text/html; charset=UTF-8",
      headers: { "Content-Security-Policy": referencePolicy, "Cache-Control": "public, max-age=300" },
    }),
  );

  app.get("/ws/auctions/:id", (context) => {
    const id = context.req.param("id");
    if (!isUuid(id)) throw notFound("auction");
    const namespace = context.env.AUCTION_ROOM;
    const request = new Request(context.req.raw);
    // The room's refusals name the request as the interface does; an id that is not sane reaches neither.
    request.headers.set("X-Request-Id", context.get("requestId"));
    return namespace.get(namespace.idFromName(id)).fetch(request);
  });
}
