import { OpenAPIHono } from "@hono/zod-openapi";
import type { Bindings } from "./env.ts";

/** What Hono hands to every handler. */
export interface AppEnvironment {
  Bindings: Bindings & Cloudflare.Env;
}

/** The HTTP interface: everything that is not a page. */
export const app = new OpenAPIHono<AppEnvironment>();

app.get("/health/live", (context) => context.json({ success: true, data: { status: "ok" } }));
