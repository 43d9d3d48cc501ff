import type { AppContext } from "../environment.ts";

function isAtEdge(context: AppContext): boolean {
  const { ENVIRONMENT } = context.get("settings");
  return ENVIRONMENT === "staging" || ENVIRONMENT === "production";
}

/**
 * The address a request came from, or null where nobody vouches for it. Cloudflare overwrites `CF-Connecting-IP` at its
 * edge; anywhere else the header is whatever the caller wrote, so on a laptop it is not looked at.
 */
export function findClientAddress(context: AppContext): string | null {
  return isAtEdge(context) ? (context.req.header("CF-Connecting-IP") ?? null) : null;
}

/** City and country of that address, as the edge looked them up; null elsewhere, where they would be the laptop's. */
export function findClientPlace(context: AppContext): string | null {
  const { cf } = context.req.raw as Request<unknown, IncomingRequestCfProperties>;
  if (!isAtEdge(context) || cf === undefined) return null;
  const parts = [cf.city, cf.country].filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join(", ");
}
