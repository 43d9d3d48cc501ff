import type { AppLoadContext } from "@remix-run/cloudflare";

/** The cookies of one page request: what the browser sent, and what its answer will set. */
export type PageSession = {
  readonly getCookieHeader: () => string;
  readonly hasTokens: () => boolean;
  /** The short-lived token is gone and the long-lived one is there. */
  readonly needsRefresh: () => boolean;
  /** Keeps the cookies an answer of the interface set. */
  readonly takeFrom: (response: Response) => void;
  readonly forgetTokens: () => void;
  /** Set while tokens are being rotated, and after. */
  refreshing: Promise<void> | undefined;
  /** Moves the cookies to set into an answer, once. */
  readonly giveTo: (headers: Headers) => void;
};

const ACCESS = ["__Host-access", "access"];
const REFRESH = ["__Host-refresh", "refresh"];

const sessions = new WeakMap<AppLoadContext, PageSession>();

/** The session of a page request, the same for every loader of it: the Worker makes one context per request. */
export function getPageSession(context: AppLoadContext, request: Request): PageSession {
  const known = sessions.get(context);
  if (known) return known;
  const made = createPageSession(request.headers.get("Cookie") ?? "");
  sessions.set(context, made);
  return made;
}

/** Adds what loaders and actions of this request wanted remembered; nothing when there was none. */
export function giveCookies(context: AppLoadContext, headers: Headers): void {
  sessions.get(context)?.giveTo(headers);
}

function parseCookies(header: string): Map<string, string> {
  const pairs = header.split(";").map((pair) => pair.trim().split("="));
  return new Map(pairs.filter(([name]) => name).map(([name = "", ...value]) => [name, value.join("=")]));
}

export function createPageSession(cookieHeader: string): PageSession {
  const cookies = parseCookies(cookieHeader);
  const hasAny = (names: readonly string[]) => names.some((name) => cookies.has(name));
  let pending: string[] = [];
  return {
    refreshing: undefined,
    getCookieHeader: () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    hasTokens: () => hasAny(ACCESS) || hasAny(REFRESH),
    needsRefresh: () => !hasAny(ACCESS) && hasAny(REFRESH),
    takeFrom(response) {
      for (const setCookie of response.headers.getSetCookie()) {
        pending.push(setCookie);
        const [name = "", ...value] = (setCookie.split(";")[0] ?? "").split("=");
        const isRemoval = /;\s*max-age=0(?:;|$)/iu.test(setCookie) || value.join("=") === "";
        if (isRemoval) cookies.delete(name);
        else cookies.set(name, value.join("="));
      }
    },
    forgetTokens() {
      for (const name of [...ACCESS, ...REFRESH]) cookies.delete(name);
    },
    giveTo(headers) {
      for (const setCookie of pending) headers.append("Set-Cookie", setCookie);
      // Pages with fresh tokens are nobody else's.
      if (pending.length > 0) headers.set("Cache-Control", "no-store");
      pending = [];
    },
  };
}
