import type { Api } from "../../../client/http/api.ts";
import { createApi } from "../../../client/http/api.ts";
import { refresh } from "../../../contract/http/accounts.ts";

/** Calls from a page: tokens are cookies, so renewing them is one request and nothing is kept here. */
export function createBrowserApi(): Api {
  const withoutRefresh = createApi({ baseUrl: "" });
  return createApi({
    baseUrl: "",
    async refresh() {
      try {
        await withoutRefresh.call(refresh, { body: {} });
        return true;
      } catch {
        return false;
      }
    },
  });
}
