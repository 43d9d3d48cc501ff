import { stepUp } from "../../../contract/http/step-up.ts";
import { assertion } from "../../../contract/http/webauthn.ts";
import type { PageApi } from "../api/api.server.ts";
import { readPassword, readText } from "../api/form-values.ts";
import { readPasskey } from "./read-passkey.server.ts";

/** The ways to prove again that it is the owner. */
export const stepUpForms = (api: PageApi) => ({
  "prove-code": (form: FormData) => api.call(stepUp, { body: { code: readText(form, "code") } }),
  "prove-password": (form: FormData) =>
    api.call(stepUp, { body: { password: readPassword(form, "password") } }),
  "prove-passkey": (form: FormData) => api.call(stepUp, { body: { passkey: readPasskey(form, assertion) } }),
});
