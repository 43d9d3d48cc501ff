import type { AppLoadContext } from "@remix-run/cloudflare";
import { redirect, redirectDocument } from "@remix-run/cloudflare";

import { giveCookies } from "./page-session.server.ts";

/**
 * Goes elsewhere with the cookies of this request. A redirect that answers a document never passes through the
 * server entry, so it has to take them itself.
 */
export function redirectWithCookies(context: AppLoadContext, to: string): Response {
  return withCookies(context, redirect(to));
}

/**
 * Leaves the web app for a page that it does not make, with the cookies of this request: a provider's, or one of the
 * Worker's own. The browser has to ask for the whole document; among its own pages the web app would not find it.
 */
export function leaveWithCookies(context: AppLoadContext, to: string): Response {
  return withCookies(context, redirectDocument(to));
}

function withCookies(context: AppLoadContext, answer: Response): Response {
  giveCookies(context, answer.headers);
  return answer;
}
