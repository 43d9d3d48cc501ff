import type { AppLoadContext } from "@remix-run/cloudflare";

import type { Api } from "../../../client/http/api.ts";
import { createApi as createClient } from "../../../client/http/api.ts";
import { refresh } from "../../../contract/http/accounts.ts";
import type { PageSession } from "./page-session.server.ts";
import { getPageSession } from "./page-session.server.ts";

/** The interface as a page's loader or action calls it: in process, as the reader of the page. */
export type PageApi = Pick<Api, "call" | "page"> & {
  /** The answer to a GET as it comes, for what is handed on unread. */
  readonly fetch: (path: string) => Promise<Response>;
  /** False when the browser sent nothing that could make it somebody. */
  readonly mayBeSignedIn: boolean;
};

// What the interface needs to know of the browser behind the page.
const FORWARDED = [
  "User-Agent",
  "Accept-Language",
  "CF-Connecting-IP",
  "CF-IPCountry",
  "X-Request-Id",
  "traceparent",
];
const SAFE_METHODS = new Set(["GET", "HEAD"]);

const apis = new WeakMap<AppLoadContext, PageApi>();

/**
 * Binds the interface to the reader of a page. All loaders of a page share one, and so one rotation of the tokens.
 * An action whose request did not come from our own pages is refused here, before anything is called: no other site
 * can make a browser sign in or out by a form.
 */
export function createApi({ request, context }: { request: Request; context: AppLoadContext }): PageApi {
  const { origin } = new URL(request.url);
  const isOwn = request.headers.get("Origin") === origin;
  if (!SAFE_METHODS.has(request.method) && !isOwn) throw new Response(null, { status: 403 });
  const known = apis.get(context);
  if (known) return known;
  const made = bindApi(origin, request, context, getPageSession(context, request));
  apis.set(context, made);
  return made;
}

function bindApi(origin: string, request: Request, context: AppLoadContext, session: PageSession): PageApi {
  async function send(inner: Request): Promise<Response> {
    inner.headers.set("Cookie", session.getCookieHeader());
    const response = await context.callInterface(inner);
    session.takeFrom(response);
    return response;
  }
  const headers: Record<string, string> = { Origin: origin };
  for (const name of FORWARDED) {
    const value = request.headers.get(name);
    if (value) headers[name] = value;
  }
  // Apart, so that a refused rotation does not ask for another one.
  const withoutRefresh = createClient({ baseUrl: origin, headers, fetch: send });
  const client = createClient({
    baseUrl: origin,
    headers,
    fetch: send,
    async refresh() {
      await withoutRefresh.call(refresh, { body: {} }).catch(() => session.forgetTokens());
      // Again in either case: with new tokens, or as somebody who is signed out.
      return true;
    },
  });
  const beReady = async () => {
    if (session.needsRefresh()) await client.refresh();
  };
  return {
    mayBeSignedIn: session.hasTokens(),
    async call(operation, input) {
      await beReady();
      return client.call(operation, input);
    },
    async fetch(path) {
      await beReady();
      return send(new Request(new URL(path, origin), { headers }));
    },
    async page(operation, input) {
      await beReady();
      return client.page(operation, input);
    },
  };
}
