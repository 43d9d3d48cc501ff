import type { AppContext } from "../environment.ts";

/**
 * The address a request came from, or null where nobody vouches for it. Cloudflare overwrites `CF-Connecting-IP` at its
 * edge; anywhere else the header is whatever the caller wrote, so on a laptop it is not looked at.
 */
export function findClientAddress(context: AppContext): string | null {
  const { ENVIRONMENT } = context.get("settings");
  const isAtEdge = ENVIRONMENT === "staging" || ENVIRONMENT === "production";
  return isAtEdge ? (context.req.header("CF-Connecting-IP") ?? null) : null;
}
