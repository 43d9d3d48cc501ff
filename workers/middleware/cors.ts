import { createMiddleware } from "hono/factory";
import type { AppEnvironment } from "../environment.ts";
import { isAllowedOrigin } from "./origins.ts";

const allowedMethods = "GET, POST, PUT, PATCH, DELETE";
const allowedHeaders =
  "Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Client, X-Request-Id, traceparent";
export const exposedHeaders =
  "Age, Cache-Status, ETag, Idempotency-Replayed, RateLimit, RateLimit-Policy, Retry-After, Server-Timing, X-Request-Id";

/**
 * Lets pages of the allowed origins call with a bearer token. Credentials are never allowed: the cookies are for
 * our own pages, which are of the same origin and need no permission. Foreign origins get no header at all.
 */
export const allowOrigins = createMiddleware<AppEnvironment>(async (context, next) => {
  const origin = context.req.header("Origin");
  const isAllowed = origin !== undefined && isAllowedOrigin(context.get("settings"), origin);
  const isPreflight =
    context.req.method === "OPTIONS" && context.req.header("Access-Control-Request-Method") !== undefined;
  if (isPreflight) {
    context.res = new Response(null, { status: 204 });
  } else {
    await next();
    // An upgrade's answer is handed on as it is.
    if (context.res.status === 101) return;
  }
  context.header("Vary", "Origin", { append: true });
  if (!isAllowed) return;
  context.header("Access-Control-Allow-Origin", origin);
  if (isPreflight) {
    context.header("Access-Control-Allow-Methods", allowedMethods);
    context.header("Access-Control-Allow-Headers", allowedHeaders);
    context.header("Access-Control-Max-Age", "600");
  } else {
    context.header("Access-Control-Expose-Headers", exposedHeaders);
  }
});
