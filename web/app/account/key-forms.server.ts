import { createApiKey, revokeApiKey } from "../../../contract/http/api-keys.ts";
import type { Scope } from "../../../domain/access/scopes.ts";
import type { PageApi } from "../api/api.server.ts";
import { readKey, readText } from "../api/form-values.ts";

/** The forms about API keys. */
export const keyForms = (api: PageApi) => ({
  "create-key": (form: FormData) => {
    const days = readText(form, "expiry");
    return api.call(createApiKey, {
      body: {
        name: readText(form, "name"),
        // Whether they are scopes is the interface's to say.
        scopes: form.getAll("scope") as Scope[],
        expiresInDays: days === "never" ? null : Number(days),
      },
      ...readKey(form),
    });
  },
  "revoke-key": (form: FormData) => api.call(revokeApiKey, { params: { id: readText(form, "id") } }),
});
