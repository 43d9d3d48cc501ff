import { createRequestHandler } from "@remix-run/cloudflare";
import type { AppLoadContext } from "@remix-run/cloudflare";
import { Hono } from "hono";
import { answerInterface } from "./app.ts";
import type { AppEnvironment } from "./environment.ts";
import { getSettings } from "./env.ts";
import type { Settings } from "./env.ts";
import { listIdentityProviders } from "./providers/identity.ts";
import { identifyRequest } from "./middleware/request-id.ts";

/** What the Worker hands to loaders and actions of the pages; the web app says the same of its side. */
declare module "@remix-run/cloudflare" {
  interface AppLoadContext {
    readonly nonce: string;
    readonly callInterface: (request: Request) => Promise<Response>;
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
  const response = await handle(request, {
    nonce,
    callInterface: (inner) => Promise.resolve(answerInterface(inner, env, executionCtx)),
    reportError: (error) => logPageFailure(error, requestId),
  });
  const secured = new Response(response.body, response);
  securePage(secured.headers, getSettings(env), nonce);
  return secured;
});

function createNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}

/** Pages run only their own scripts, and are nobody else's to frame, sniff or keep. */
function securePage(headers: Headers, settings: Settings, nonce: string): void {
  const isHttps = settings.ORIGIN.startsWith("https://");
  if (headers.get("Content-Type")?.startsWith("text/html") === true) {
    headers.set("Content-Security-Policy", computePolicy(settings, nonce, isHttps));
  }
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  headers.set("Permissions-Policy", "camera=(self), microphone=(self), geolocation=(), payment=(self)");
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  if (isHttps) headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload");
  // A page shows who is signed in: no cache between may keep it, and the reader's own asks again.
  if (!headers.has("Cache-Control") || headers.has("Set-Cookie")) {
    headers.set("Cache-Control", "private, no-cache");
  }
}

function computePolicy(settings: Settings, nonce: string, isHttps: boolean): string {
  // Vite's hot reload writes its styles into the page; only Vite defines this.
  const isHotReloading = import.meta.env?.DEV === true;
  const own = `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src ${own}`,
    `style-src-elem ${isHotReloading ? "'self' 'unsafe-inline'" : own}`,
    // Components place themselves by style attributes; those cannot fetch or run anything.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    // Not every browser takes 'self' to mean a socket to the same host.
    `connect-src 'self' ${settings.ORIGIN.replace(/^http/u, "ws")}`,
    "object-src 'none'",
    "base-uri 'none'",
    // A form that ends at a provider's page is stopped on its way there unless the page may send forms to it.
    [
      "form-action 'self'",
      ...listIdentityProviders(settings).map(({ issuer }) => new URL(issuer).origin),
    ].join(" "),
    "frame-ancestors 'none'",
    ...(isHttps ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

function logPageFailure(error: unknown, requestId: string): void {
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  // oxlint-disable-next-line no-console -- the platform collects the console
  console.error(JSON.stringify({ level: "error", component: "page", requestId, message, stack }));
}
