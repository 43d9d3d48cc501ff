import type { LoaderFunctionArgs } from "@remix-run/cloudflare";

import { createApi } from "../api/api.server.ts";
import { handOnFile } from "../api/hand-on-file.server.ts";
import { requireOwnProfile } from "../api/require.server.ts";

const papers: readonly string[] = ["invoice", "packing-slip"];

/** An order's invoice or packing slip, as a file. Whose it is to read is the interface's to say. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { orderId = "", paper = "" } = params;
  if (!papers.includes(paper)) throw new Response(null, { status: 404 });
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  return handOnFile(context, await api.fetch(`/api/v1/orders/${encodeURIComponent(orderId)}/${paper}`));
}
