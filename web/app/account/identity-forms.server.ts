import type { AppLoadContext } from "@remix-run/cloudflare";

import { linkIdentity, unlinkIdentity } from "../../../contract/http/identities.ts";
import type { PageApi } from "../api/api.server.ts";
import { readText } from "../api/form-values.ts";
import { leaveWithCookies } from "../api/redirect-with-cookies.server.ts";

/** The forms about accounts elsewhere. Linking leaves for the provider, with what knows its answer again in a cookie. */
export const identityForms = (api: PageApi, context: AppLoadContext) => ({
  "link-identity": async (form: FormData): Promise<null> => {
    const params = { provider: readText(form, "provider") };
    const { location } = await api.call(linkIdentity, { params, body: { to: "/account/security" } });
    throw leaveWithCookies(context, location);
  },
  "unlink-identity": (form: FormData) => api.call(unlinkIdentity, { params: { id: readText(form, "id") } }),
});
