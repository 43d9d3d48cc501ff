import { createRequestHandler } from "@remix-run/cloudflare";
import type { AppLoadContext } from "@remix-run/cloudflare";
import { getSettings } from "./env.ts";

type PageHandler = (request: Request, context: AppLoadContext) => Promise<Response>;

let pageHandler: Promise<PageHandler> | undefined;

/**
 * The pages' bundle is evaluated with the first page, not with the isolate: a room or a queue batch that starts
 * in a fresh isolate never needs it, and an isolate has one second to start.
 */
async function loadPageHandler(env: Cloudflare.Env): Promise<PageHandler> {
  const build = await import("virtual:remix/server-build");
  return createRequestHandler(build, getSettings(env).ENVIRONMENT);
}

/** Hands a request to the web app. The context is what its loaders and actions see of the Worker. */
export async function handlePage(
  request: Request,
  env: Cloudflare.Env,
  context: AppLoadContext,
): Promise<Response> {
  pageHandler ??= loadPageHandler(env);
  const handle = await pageHandler;
  return handle(request, context);
}
