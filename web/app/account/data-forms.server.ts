import type { AppLoadContext } from "@remix-run/cloudflare";

import { deleteAccount } from "../../../contract/http/own-data.ts";
import type { PageApi } from "../api/api.server.ts";
import { readText } from "../api/form-values.ts";
import { redirectWithCookies } from "../api/redirect-with-cookies.server.ts";

/** The form that ends an account. Its reader is nobody afterwards, so only the sign-in page can say that it worked. */
export const dataForms = (api: PageApi, context: AppLoadContext) => ({
  "delete-account": async (form: FormData): Promise<null> => {
    await api.call(deleteAccount, { params: { userId: "me" }, body: { confirm: readText(form, "confirm") } });
    throw redirectWithCookies(context, "/login?done=deleted");
  },
});
