import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { redirect } from "@remix-run/cloudflare";

import { logout } from "../../../contract/http/accounts.ts";
import { createApi } from "../api/api.server.ts";
import { attempt } from "../api/attempt.ts";
import { redirectWithCookies } from "../api/redirect-with-cookies.server.ts";

export async function action({ request, context }: ActionFunctionArgs) {
  await attempt(createApi({ request, context }).call(logout, { body: {} }));
  throw redirectWithCookies(context, "/");
}

/** Signing out takes a press: an address alone must not do it. */
export function loader() {
  return redirect("/");
}
