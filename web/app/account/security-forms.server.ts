import { changePassword } from "../../../contract/http/passwords.ts";
import { endSignIn, listSignIns } from "../../../contract/http/sessions.ts";
import type { PageApi } from "../api/api.server.ts";
import { readPassword, readText } from "../api/form-values.ts";

/** The forms about getting in and who is in. */
export const securityForms = (api: PageApi) => ({
  "change-password": async (form: FormData) => {
    const currentPassword = readPassword(form, "currentPassword");
    const password = readPassword(form, "password");
    await api.call(changePassword, { body: { currentPassword, password } });
    // The new tokens are cookies by now; a page's data must not carry them.
    return null;
  },
  "end-sign-in": (form: FormData) => api.call(endSignIn, { params: { id: readText(form, "id") } }),
  "end-other-sign-ins": () => endOthers(api),
});

async function endOthers(api: PageApi): Promise<null> {
  const signIns = await api.call(listSignIns, {});
  const others = signIns.filter(({ isCurrent }) => !isCurrent);
  await Promise.all(others.map(({ id }) => api.call(endSignIn, { params: { id } })));
  return null;
}
