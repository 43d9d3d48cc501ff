import { createMiddleware } from "hono/factory";
import type { AppEnvironment } from "../environment.ts";
import type { Settings } from "../env.ts";

/** Answers of the interface are data: nothing in them may run, be framed or be sniffed. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

export function listSecurityHeaders(settings: Settings): (readonly [name: string, value: string])[] {
  const isHttps = settings.ORIGIN.startsWith("https://");
  return [
    ["X-Content-Type-Options", "nosniff"],
    ["Referrer-Policy", "no-referrer"],
    ["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"],
    ...(isHttps
      ? [["Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload"] as const]
      : []),
  ];
}

/** What nobody in particular was told must not be found in a cache by somebody signed in. */
export const varyBySignIn = "Authorization, Cookie";

/** And nothing may be kept by a cache unasked. */
export const secureAnswer = createMiddleware<AppEnvironment>(async (context, next) => {
  await next();
  if (context.res.status === 101) return;
  const { headers } = context.res;
  // The few pages among the routes say themselves what is different for them.
  const given = [
    ["Content-Security-Policy", dataPolicy],
    ...listSecurityHeaders(context.get("settings")),
  ] as const;
  for (const [name, value] of given) if (!headers.has(name)) context.header(name, value);
  // Never changes and is the same for everybody: a cache may keep it whoever asked.
  const isForGood = headers.get("Cache-Control")?.includes("immutable") === true;
  if (isForGood && !headers.has("Set-Cookie")) return;
  // What depends on who asks, or sets a cookie, is nobody else's (check 40).
  const isPersonal =
    headers.has("Set-Cookie") ||
    context.req.header("Authorization") !== undefined ||
    context.get("caller") !== null;
  if (isPersonal || !headers.has("Cache-Control")) context.header("Cache-Control", "no-store");
  else context.header("Vary", varyBySignIn, { append: true });
});
