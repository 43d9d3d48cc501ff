import { createPasskey, deletePasskey, renamePasskey } from "../../../contract/http/passkeys.ts";
import {
  confirmTotp,
  disableTotp,
  enrollTotp,
  renewRecoveryCodes,
} from "../../../contract/http/second-factors.ts";
import { registration } from "../../../contract/http/webauthn.ts";
import type { PageApi } from "../api/api.server.ts";
import { readText } from "../api/form-values.ts";
import { readPasskey } from "./read-passkey.server.ts";

/** The forms about second factors. */
export const factorForms = (api: PageApi) => ({
  "enroll-totp": () => api.call(enrollTotp, {}),
  "confirm-totp": (form: FormData) => api.call(confirmTotp, { body: { code: readText(form, "code") } }),
  "disable-totp": () => api.call(disableTotp, {}),
  "renew-codes": () => api.call(renewRecoveryCodes, {}),
  "add-passkey": (form: FormData) =>
    api.call(createPasskey, {
      body: { name: readText(form, "name"), passkey: readPasskey(form, registration) },
    }),
  "rename-passkey": (form: FormData) =>
    api.call(renamePasskey, { params: { id: readText(form, "id") }, body: { name: readText(form, "name") } }),
  "remove-passkey": (form: FormData) => api.call(deletePasskey, { params: { id: readText(form, "id") } }),
});
