import type { LoaderFunctionArgs } from "@remix-run/cloudflare";

import { createApi } from "../api/api.server.ts";
import { handOnFile } from "../api/hand-on-file.server.ts";
import { requireOwnProfile } from "../api/require.server.ts";

/** A month's statement as a file. Which months there are is the interface's to say. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const month = encodeURIComponent(params["month"] ?? "");
  return handOnFile(context, await api.fetch(`/api/v1/wallet/statements/${month}?format=csv`));
}
