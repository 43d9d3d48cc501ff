import { createRequestHandler } from "@remix-run/cloudflare";
import type { AppLoadContext } from "@remix-run/cloudflare";
import { Hono } from "hono";
import { answerInterface } from "./app.ts";
import type { AppEnvironment } from "./environment.ts";
import { getSettings } from "./env.ts";
import { identifyRequest } from "./middleware/request-id.ts";
import { securePage } from "./page-headers.ts";

/** What the Worker hands to loaders and actions of the pages; the web app says the same of its side. */
declare module "@remix-run/cloudflare" {
  interface AppLoadContext {
    readonly nonce: string;
    readonly callInterface: (request: Request) => Promise<Response>;
    readonly payments: {
      readonly provider: "test" | "stripe" | "paypal";
      readonly stripeKey: string | undefined;
    };
    readonly reportError?: (error: unknown) => void;
  }
}

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

/** The pages: what the HTTP interface does not own, rendered by the web app in this same Worker. */
export const pages = new Hono<AppEnvironment>();

pages.use(identifyRequest);

pages.all("*", async (context) => {
  const { env, executionCtx } = context;
  const requestId = context.get("requestId");
  const nonce = createNonce();
  pageHandler ??= loadPageHandler(env);
  const handle = await pageHandler;
  // Loaders pass the id on, so that a page and the calls it is made of have one name in the log.
  const request = new Request(context.req.raw);
  request.headers.set("X-Request-Id", requestId);
  const settings = getSettings(env);
  const stripeKey = settings.STRIPE_SECRET_KEY === "" ? undefined : settings.STRIPE_PUBLISHABLE_KEY;
  const response = await handle(request, {
    nonce,
    payments: { provider: settings.PAYMENT_PROVIDER, stripeKey },
    callInterface: (inner) => Promise.resolve(answerInterface(inner, env, executionCtx)),
    reportError: (error) => logPageFailure(error, requestId),
  });
  const secured = new Response(response.body, response);
  // Only Vite defines this.
  const isHotReloading = import.meta.env?.DEV === true;
  securePage(secured.headers, { settings, path: context.req.path, nonce, isHotReloading });
  return secured;
});

function createNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}

function logPageFailure(error: unknown, requestId: string): void {
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  // oxlint-disable-next-line no-console -- the platform collects the console
  console.error(JSON.stringify({ level: "error", component: "page", requestId, message, stack }));
}
