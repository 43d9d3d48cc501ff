import { createMiddleware } from "hono/factory";
import { v7 as makeUuid } from "uuid";
import type { AppEnvironment } from "../environment.ts";

/** An id fit to be copied into logs and headers: no spaces, no control characters, not long. */
const saneRequestId = /^[A-Za-z0-9._:~-]{1,128}$/u;
/** W3C Trace Context, version 00. All zeros is not an id. */
const traceparent = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/u;

const randomHex = (bytes: number): string =>
  [...crypto.getRandomValues(new Uint8Array(bytes))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");

/** Names the request: the caller's own id when it is sane, else a new one. Continues the caller's trace, or begins one. */
export const identifyRequest = createMiddleware<AppEnvironment>(async (context, next) => {
  const given = context.req.header("X-Request-Id");
  const requestId = given !== undefined && saneRequestId.test(given) ? given : makeUuid();
  const [, traceId, flags] = traceparent.exec(context.req.header("traceparent") ?? "") ?? [];
  const trace = traceId ?? randomHex(16);
  context.set("requestId", requestId);
  context.set("traceId", trace);
  await next();
  context.header("X-Request-Id", requestId);
  context.header("traceparent", `00-${trace}-${randomHex(8)}-${flags ?? "00"}`);
});
