import { humanText } from "../room/common.ts";
import { z } from "../zod.ts";
import { session } from "./accounts.ts";
import { idParams, moment, nothing } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { assertion, assertionOptions, registration, registrationOptions } from "./webauthn.ts";

/** A passkey as its owner sees it. */
export const passkey = z
  .object({
    id: z.string(),
    name: z.string(),
    isBackedUp: z.boolean().meta({ description: "Kept in a cloud account, so it survives its device" }),
    createdAt: moment,
    lastUsedAt: moment.nullable(),
  })
  .meta({ id: "Passkey" });
export type Passkey = z.infer<typeof passkey>;

const passkeyName = humanText(60);
const tag = "Accounts";

export const listPasskeys = endpoint({
  name: "listPasskeys",
  method: "get",
  path: "/auth/passkeys",
  tag,
  summary: "One's passkeys, oldest first",
  description: "At most 20, in one answer.",
  access: "signed-in",
  data: z.array(passkey),
});

export const startPasskey = endpoint({
  name: "startPasskey",
  method: "post",
  path: "/auth/passkeys/options",
  tag,
  summary: "What to make a new passkey with",
  description: "Goes to `navigator.credentials.create`; good for five minutes and one answer.",
  access: "signed-in",
  stepUp: "recent",
  data: registrationOptions,
  rate: "factor",
  refusals: ["conflict"],
});

export const createPasskey = endpoint({
  name: "createPasskey",
  method: "post",
  path: "/auth/passkeys",
  tag,
  summary: "Keep a new passkey",
  description:
    "From then on it signs in by itself, and a password alone does not. An account's first second factor comes with " +
    "recovery codes, shown this once.",
  access: "signed-in",
  stepUp: "recent",
  body: z.object({ name: passkeyName, passkey: registration }),
  data: z.object({ passkey, recoveryCodes: z.array(z.string()).nullable() }).meta({ id: "CreatedPasskey" }),
  status: 201,
  rate: "factor",
  refusals: ["conflict"],
});

export const renamePasskey = endpoint({
  name: "renamePasskey",
  method: "patch",
  path: "/auth/passkeys/{id}",
  tag,
  summary: "Call a passkey something else",
  access: "signed-in",
  params: idParams,
  body: z.object({ name: passkeyName }),
  data: passkey,
  refusals: ["not_found"],
});

export const deletePasskey = endpoint({
  name: "deletePasskey",
  method: "delete",
  path: "/auth/passkeys/{id}",
  tag,
  summary: "Take a passkey away",
  description:
    "Refused with `last_way_in` where nothing else would open the account: choose a password first.",
  access: "signed-in",
  stepUp: "recent",
  params: idParams,
  data: nothing,
  refusals: ["not_found", "last_way_in"],
});

export const startPasskeySignIn = endpoint({
  name: "startPasskeySignIn",
  method: "post",
  path: "/auth/passkeys/sign-in/options",
  tag,
  summary: "What to ask a passkey for, to sign in with it",
  description: "Names nobody: the authenticator offers whatever passkeys it has for this site.",
  access: "public",
  data: assertionOptions,
  rate: "passkey",
});

export const signInWithPasskey = endpoint({
  name: "signInWithPasskey",
  method: "post",
  path: "/auth/passkeys/sign-in",
  tag,
  summary: "Sign in with a passkey",
  description: "Counts as both factors: the authenticator asked for a finger, a face or a PIN.",
  access: "public",
  body: z.object({ passkey: assertion }),
  data: session,
  rate: "passkey",
  refusals: ["invalid_credentials"],
});
