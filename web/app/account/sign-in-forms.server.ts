import type { AppLoadContext } from "@remix-run/cloudflare";

import type { ApiError } from "../../../client/http/api-error.ts";
import { login } from "../../../contract/http/accounts.ts";
import { signInWithPasskey } from "../../../contract/http/passkeys.ts";
import { verifySecondFactor } from "../../../contract/http/second-factors.ts";
import type { ProofMethod } from "../../../contract/http/step-up.ts";
import { proofMethod } from "../../../contract/http/step-up.ts";
import { assertion } from "../../../contract/http/webauthn.ts";
import { z } from "../../../contract/zod.ts";
import type { PageApi } from "../api/api.server.ts";
import { attempt } from "../api/attempt.ts";
import type { FormProblem } from "../api/form-problem.ts";
import { toFormProblem } from "../api/form-problem.ts";
import { readPassword, readText } from "../api/form-values.ts";
import { redirectWithCookies } from "../api/redirect-with-cookies.server.ts";
import { readReturnTo } from "../api/return-to.ts";
import { readPasskey } from "./read-passkey.server.ts";

/** Where a sign-in stands when it is not done: at its first step, or at the second factor. */
export type SignInStep =
  | { readonly step: "password"; readonly problem: FormProblem }
  | {
      readonly step: "code";
      readonly mfaToken: string;
      readonly methods: readonly ProofMethod[];
      readonly problem?: FormProblem;
    };

const unfinished = z.object({ mfaToken: z.string(), methods: z.array(proofMethod) });

/** Carries a sign-in one step on. Done, it throws the redirect to where its owner was going. */
export async function continueSignIn(
  api: PageApi,
  form: FormData,
  context: AppLoadContext,
): Promise<{ readonly step: SignInStep; readonly status: number }> {
  const isSecond = readText(form, "intent") === "second-factor";
  const result = await attempt(isSecond ? proveSecondFactor(api, form) : proveFirst(api, form));
  if (result.ok) throw redirectWithCookies(context, readReturnTo(form.get("to")));
  const { refusal } = result;
  return { step: findStep(refusal, isSecond ? form : undefined), status: refusal.status || 503 };
}

function proveFirst(api: PageApi, form: FormData) {
  if (readText(form, "intent") === "passkey") {
    return api.call(signInWithPasskey, { body: { passkey: readPasskey(form, assertion) } });
  }
  return api.call(login, {
    body: { email: readText(form, "email"), password: readPassword(form, "password") },
  });
}

function proveSecondFactor(api: PageApi, form: FormData) {
  const mfaToken = readText(form, "mfaToken");
  const proof = form.has("passkey")
    ? { passkey: readPasskey(form, assertion) }
    : { code: readText(form, "code") };
  return api.call(verifySecondFactor, { body: { mfaToken, ...proof } });
}

function findStep(refusal: ApiError, secondForm: FormData | undefined): SignInStep {
  const problem = toFormProblem(refusal);
  if (refusal.code === "mfa_code_required") {
    const { mfaToken, methods } = unfinished.parse(refusal.details);
    return { step: "code", mfaToken, methods };
  }
  // Too late or too often: what is left is to begin again.
  if (!secondForm || problem.fields["mfaToken"]) return { step: "password", problem };
  const methods = z.array(proofMethod).safeParse(secondForm.getAll("method"));
  return {
    step: "code",
    mfaToken: readText(secondForm, "mfaToken"),
    methods: methods.data ?? [],
    problem,
  };
}
