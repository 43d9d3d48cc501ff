import type { AppLoadContext } from "@remix-run/cloudflare";

import { giveCookies } from "./page-session.server.ts";

/**
 * Hands a file of the interface through as it is read: a link's own token may have run out, and the page's request
 * renews it. A refusal is the error page's.
 */
export function handOnFile(context: AppLoadContext, file: Response): Response {
  if (!file.ok) throw new Response(null, { status: file.status });
  const answer = new Response(file.body, file);
  answer.headers.delete("Set-Cookie");
  answer.headers.set("Cache-Control", "no-store");
  giveCookies(context, answer.headers);
  return answer;
}
