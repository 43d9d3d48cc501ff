import { z } from "../zod.ts";
import { passwordLengthMax } from "./accounts.ts";
import { moment } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { assertion, assertionOptions } from "./webauthn.ts";

/** Ways to prove oneself, in `details.methods` of `mfa_required` and `mfa_code_required`. */
export const proofMethod = z.enum(["passkey", "totp", "recovery", "password"]);
export type ProofMethod = z.infer<typeof proofMethod>;

/** Six digits of an authenticator app, or a recovery code; spaces, hyphens and case do not matter. */
export const factorCode = z
  .string()
  .trim()
  .min(1)
  .max(32)
  .meta({ examples: ["123456", "7k2m-9pqr-x4tz"] });

const tag = "Accounts";

export const stepUpOptions = endpoint({
  name: "startStepUpWithPasskey",
  method: "post",
  path: "/auth/step-up/options",
  tag,
  summary: "What to ask one's passkey for, to step up with it",
  description: "Goes to `navigator.credentials.get`; good for five minutes and one answer.",
  access: "signed-in",
  data: assertionOptions,
  rate: "passkey",
  refusals: ["mfa_required"],
});

export const stepUp = endpoint({
  name: "stepUp",
  method: "post",
  path: "/auth/step-up",
  tag,
  summary: "Prove again that it is you",
  description:
    "With a code of the authenticator app, a recovery code or a passkey; with the password only where there is no second " +
    "factor. Opens what asks for a recent proof until `validUntil`, for this sign-in alone.",
  access: "signed-in",
  body: z.union([
    z.object({ code: factorCode }),
    z.object({ password: z.string().min(1).max(passwordLengthMax) }),
    z.object({ passkey: assertion }),
  ]),
  data: z.object({ validUntil: moment }).meta({ id: "StepUp" }),
  rate: "code",
  refusals: ["invalid_credentials", "mfa_required"],
});
