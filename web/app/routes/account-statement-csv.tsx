import type { LoaderFunctionArgs } from "@remix-run/cloudflare";

import { createApi } from "../api/api.server.ts";
import { giveCookies } from "../api/page-session.server.ts";
import { requireOwnProfile } from "../api/require.server.ts";

/**
 * A month's statement as a file, handed through as it is read: a link's own token may have run out, and this renews
 * it. The interface says which months there are.
 */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const month = encodeURIComponent(params["month"] ?? "");
  const file = await api.fetch(`/api/v1/wallet/statements/${month}?format=csv`);
  if (!file.ok) throw new Response(null, { status: file.status });
  const answer = new Response(file.body, file);
  answer.headers.delete("Set-Cookie");
  answer.headers.set("Cache-Control", "no-store");
  giveCookies(context, answer.headers);
  return answer;
}
