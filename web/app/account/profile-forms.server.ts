import { deleteAvatar, uploadAvatar } from "../../../contract/http/avatars.ts";
import { changeEmail } from "../../../contract/http/email.ts";
import { editProfile } from "../../../contract/http/users.ts";
import { locales } from "../../../domain/locale.ts";
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
        locale: locales.find((locale) => locale === readText(form, "locale")) ?? null,
      },
    }),
  "save-avatar": (form: FormData) =>
    api.call(uploadAvatar, { params: { userId: "me" }, body: { file: readFile(form, "file") } }),
  "change-email": async (form: FormData) => {
    const email = readText(form, "email");
    await api.call(changeEmail, { body: { email } });
    return email;
  },
  "remove-avatar": () => api.call(deleteAvatar, { params: { userId: "me" } }),
});

/** A chosen file. A form sent without one is nobody's of ours: its field is required. */
function readFile(form: FormData, name: string): File {
  const value = form.get(name);
  if (!(value instanceof File)) throw new Response(null, { status: 400 });
  return value;
}
