import { z } from "../zod.ts";
import { session } from "./accounts.ts";
import { moment, nothing } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { passkey } from "./passkeys.ts";
import { factorCode, proofMethod } from "./step-up.ts";
import { assertion, assertionOptions } from "./webauthn.ts";

const tag = "Accounts";

export const recoveryCodesCount = 10;
const recoveryCodes = z
  .object({ recoveryCodes: z.array(z.string()).length(recoveryCodesCount) })
  .meta({ id: "RecoveryCodes", description: "Each opens the account once; they are never shown again." });

const secondFactors = z
  .object({
    totp: z.boolean().meta({ description: "An authenticator app is set up and confirmed" }),
    passkeys: z.array(passkey),
    recoveryCodesLeft: z.int(),
    proof: z
      .object({
        validUntil: moment
          .nullable()
          .meta({ description: "Null: what needs a recent proof asks for one now" }),
        methods: z
          .array(proofMethod)
          .meta({ description: "What would do; none for who has neither a second factor nor a password" }),
      })
      .meta({ description: "How this sign-in stands with what asks for a recent proof" }),
  })
  .meta({ id: "SecondFactors" });

export const readSecondFactors = endpoint({
  name: "readSecondFactors",
  method: "get",
  path: "/auth/mfa",
  tag,
  summary: "One's second factors",
  access: "signed-in",
  data: secondFactors,
});

export const enrollTotp = endpoint({
  name: "enrollTotp",
  method: "post",
  path: "/auth/mfa/enroll",
  tag,
  summary: "Set up an authenticator app (TOTP, RFC 6238)",
  description:
    "Nothing changes until a code of the app is confirmed, within fifteen minutes. Asking again makes a new secret; an app " +
    "that is already on answers `conflict`.",
  access: "signed-in",
  stepUp: "recent",
  data: z
    .object({
      secret: z.string().meta({ description: "Base32, to be typed in by hand" }),
      otpauthUri: z.string(),
      qrSvg: z.string().meta({ description: "The URI as a QR code" }),
    })
    .meta({ id: "TotpEnrollment" }),
  rate: "factor",
  refusals: ["conflict"],
});

export const confirmTotp = endpoint({
  name: "confirmTotp",
  method: "post",
  path: "/auth/mfa/confirm",
  tag,
  summary: "Turn the authenticator app on with a code of it",
  description:
    "From then on a password alone does not sign in. Earlier recovery codes give way to the new ones.",
  access: "signed-in",
  body: z.object({ code: factorCode }),
  data: recoveryCodes,
  rate: "factor",
  refusals: ["conflict"],
});

export const disableTotp = endpoint({
  name: "disableTotp",
  method: "post",
  path: "/auth/mfa/disable",
  tag,
  summary: "Turn the authenticator app off",
  description: "With the last second factor the recovery codes go too. Again: no effect.",
  access: "signed-in",
  stepUp: "recent",
  data: nothing,
});

export const renewRecoveryCodes = endpoint({
  name: "renewRecoveryCodes",
  method: "post",
  path: "/auth/mfa/recovery-codes",
  tag,
  summary: "New recovery codes in place of the old",
  description: "`conflict` without a second factor to recover.",
  access: "signed-in",
  stepUp: "recent",
  data: recoveryCodes,
  rate: "factor",
  refusals: ["conflict"],
});

/** Out of `details` of `mfa_code_required`. */
const mfaToken = z.string().min(1).max(128);

export const startPasskeyVerification = endpoint({
  name: "startPasskeyVerification",
  method: "post",
  path: "/auth/mfa/passkey/options",
  tag,
  summary: "What to ask a passkey for, as the second factor of a sign-in",
  description: "`validation_failed` with `mfaToken expired` once it has run out or was used.",
  access: "public",
  body: z.object({ mfaToken }),
  data: assertionOptions,
  rate: "passkey",
});

export const verifySecondFactor = endpoint({
  name: "verifySecondFactor",
  method: "post",
  path: "/auth/mfa/verify",
  tag,
  summary: "Finish a sign-in with its second factor",
  description:
    "`mfaToken` comes with `mfa_code_required`: five minutes, five tries, one sign-in. `validation_failed` with " +
    "`mfaToken expired` means to sign in again; `invalid_credentials`, that this factor was wrong or used before.",
  access: "public",
  body: z.union([z.object({ mfaToken, code: factorCode }), z.object({ mfaToken, passkey: assertion })]),
  data: session,
  rate: "code",
  refusals: ["invalid_credentials"],
});
