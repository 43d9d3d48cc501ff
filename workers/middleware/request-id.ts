import { createMiddleware } from "hono/factory";
import { v7 as makeUuid } from "uuid";
import type { AppEnvironment } from "../environment.ts";

/** An id fit to be copied into logs and headers: no spaces, no control characters, not long. */
const saneRequestId = /^[A-Za-z0-9._:~-]{1,128}$/u;
/** W3C Trace Context, version 00. All zeros is not an id. */
const traceparent = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/u;

/** Random bytes are drawn by the page: a call to the platform for every eight of them would cost more than their use. */
const pool = new Uint8Array(4_096);
let drawn = pool.length;

function randomHex(bytes: number): string {
  if (drawn + bytes > pool.length) {
    crypto.getRandomValues(pool);
    drawn = 0;
  }
  let hex = "";
  for (const end = drawn + bytes; drawn < end; drawn += 1) hex += hexOf[pool[drawn] ?? 0];
  return hex;
}

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

interface RequestName {
  readonly requestId: string;
  readonly traceId: string;
  /** Of the answer. */
  readonly traceparent: string;
}

/** Names a request: the caller's own id when it is sane, else a new one. Continues the caller's trace, or begins one. */
export function nameRequest(headers: Headers): RequestName {
  const given = headers.get("X-Request-Id");
  const trace = headers.get("traceparent");
  const [, traceId = randomHex(16), flags = "00"] = (trace !== null && traceparent.exec(trace)) || [];
  return {
    requestId: given !== null && saneRequestId.test(given) ? given : makeUuid(),
    traceId,
    traceparent: `00-${traceId}-${randomHex(8)}-${flags}`,
  };
}

export const identifyRequest = createMiddleware<AppEnvironment>(async (context, next) => {
  const name = nameRequest(context.req.raw.headers);
  context.set("requestId", name.requestId);
  context.set("traceId", name.traceId);
  await next();
  context.header("X-Request-Id", name.requestId);
  context.header("traceparent", name.traceparent);
});
