import { editProfile } from "../../../contract/http/users.ts";
import type { PageApi } from "../api/api.server.ts";
import { readOptionalText, readText } from "../api/form-values.ts";

/** The forms about who somebody is. */
export const profileForms = (api: PageApi) => ({
  "save-profile": (form: FormData) =>
    api.call(editProfile, {
      params: { userId: "me" },
      body: {
        displayName: readText(form, "displayName"),
        firstName: readOptionalText(form, "firstName") ?? null,
        lastName: readOptionalText(form, "lastName") ?? null,
        phone: readOptionalText(form, "phone") ?? null,
      },
    }),
});
