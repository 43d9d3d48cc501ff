import type { AppLoadContext } from "@remix-run/cloudflare";
import { redirect } from "@remix-run/cloudflare";

import { giveCookies } from "./page-session.server.ts";

/**
 * Goes elsewhere with the cookies of this request. A redirect that answers a document never passes through the
 * server entry, so it has to take them itself.
 */
export function redirectWithCookies(context: AppLoadContext, to: string): Response {
  const answer = redirect(to);
  giveCookies(context, answer.headers);
  return answer;
}
