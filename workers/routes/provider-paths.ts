import type { ProviderId } from "../../contract/http/identities.ts";

/** Where a browser goes to begin to sign in with a provider. */
export const getStartPath = (id: ProviderId): string => `/api/v1/auth/providers/${id}/start`;

/**
 * A path on our own pages, or the default. `//host` and `/\host` are addresses of other sites to a browser, and a tab or a
 * line break between them is dropped before it looks: so a path is what the URL parser says it is.
 */
export function readReturnTo(text: string | null | undefined, otherwise: string): string {
  if (typeof text !== "string" || !text.startsWith("/") || text.length > 500) return otherwise;
  const base = "https://own.invalid";
  if (!URL.canParse(text, base)) return otherwise;
  const { origin, pathname, search, hash } = new URL(text, base);
  return origin === base && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : otherwise;
}

/** `path?name=value`, whatever the path has already. */
export function withParameters(path: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(path, "https://own.invalid");
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return `${url.pathname}${url.search}${url.hash}`;
}
