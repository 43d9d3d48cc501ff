import { createMiddleware } from "hono/factory";
import type { AppEnvironment } from "../environment.ts";

/** Answers of the interface are data: nothing in them may run, be framed, be sniffed or be kept by a cache unasked. */
export const secureAnswer = createMiddleware<AppEnvironment>(async (context, next) => {
  await next();
  if (context.res.status === 101) return;
  const { headers } = context.res;
  if (!headers.has("Content-Security-Policy")) {
    context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
  }
  context.header("X-Content-Type-Options", "nosniff");
  context.header("Referrer-Policy", "no-referrer");
  context.header("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
  if (context.get("settings").ORIGIN.startsWith("https://")) {
    context.header("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload");
  }
  // Never changes and is the same for everybody: a cache may keep it whoever asked.
  const isForGood = headers.get("Cache-Control")?.includes("immutable") === true;
  if (isForGood && !headers.has("Set-Cookie")) return;
  // What depends on who asks, or sets a cookie, is nobody else's (check 40).
  const isPersonal =
    headers.has("Set-Cookie") ||
    context.req.header("Authorization") !== undefined ||
    context.get("caller") !== null;
  if (isPersonal || !headers.has("Cache-Control")) context.header("Cache-Control", "no-store");
  // What nobody in particular was told must not be found in a cache by somebody signed in.
  else context.header("Vary", "Authorization, Cookie", { append: true });
});
