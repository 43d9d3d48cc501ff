import { createMiddleware } from "hono/factory";
import type { AppEnvironment } from "../environment.ts";
import { Problem } from "./problem.ts";

/** Longer than any operation takes that goes well, shorter than the half minute after which most clients give up. */
const requestTimeDefaultMs = 25_000;

/**
 * Gives a request its time and no more: then the caller gets 503 and Postgres is told to stop, so a slow statement cannot
 * pile up requests behind it. A call to an object or a provider cannot be recalled; its answer is no longer waited for.
 * What was being done may have been done all the same, which an `Idempotency-Key` finds out: the key stays taken.
 */
export const withinDeadline = (timeMs = requestTimeDefaultMs) =>
  createMiddleware<AppEnvironment>(async (context, next) => {
    const expired = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      expired.reject(
        new Problem("unavailable", "This took too long. Try again in a few seconds.", {
          headers: { "Retry-After": "3" },
        }),
      );
      context.get("deadline").abort();
    }, timeMs);
    try {
      await Promise.race([next(), expired.promise]);
    } finally {
      clearTimeout(timer);
    }
  });
