import type { LoaderFunctionArgs } from "@remix-run/cloudflare";

import { createApi } from "../api/api.server.ts";
import { handOnFile } from "../api/hand-on-file.server.ts";
import { requireSeller } from "../api/require.server.ts";

/** All of one's products as a file. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireSeller(api, request);
  return handOnFile(context, await api.fetch("/api/v1/products/export"));
}
