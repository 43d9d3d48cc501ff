import type { LoaderFunctionArgs } from "@remix-run/cloudflare";

import { createApi } from "../api/api.server.ts";
import { handOnFile } from "../api/hand-on-file.server.ts";
import { requireOwnProfile } from "../api/require.server.ts";

/** What the records say about a disputed order, as a file. Whose it is to read is the interface's to say. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const id = encodeURIComponent(params["orderId"] ?? "");
  return handOnFile(context, await api.fetch(`/api/v1/orders/${id}/dispute/evidence`));
}
