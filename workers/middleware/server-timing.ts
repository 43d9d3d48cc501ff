import { createMiddleware } from "hono/factory";
import type { AppEnvironment } from "../environment.ts";

/** Under here nothing but the whole is told: whether a password was looked up is nobody's business (check 10). */
const untold = /^\/api\/v\d+\/auth\//u;

/**
 * Says on every answer where its time went: which tier of the cache answered, how long Postgres was waited for, and the
 * whole. At the edge the clock only moves with input and output, so what is left over is not computing time.
 */
export const tellTiming = createMiddleware<AppEnvironment>(async (context, next) => {
  const startedAtMs = performance.now();
  await next();
  if (context.res.status === 101) return;
  const parts = [`total;dur=${formatMs(performance.now() - startedAtMs)}`];
  if (!untold.test(context.req.path)) {
    const { statements, waitedMs } = context.get("postgres").readUsage();
    if (statements > 0) parts.unshift(`db;dur=${formatMs(waitedMs)}`);
    const source = context.get("source");
    if (source !== undefined) parts.unshift(`cache;desc="${source}"`);
  }
  context.header("Server-Timing", parts.join(", "));
});

const formatMs = (ms: number): string => String(Math.round(ms * 10) / 10);
