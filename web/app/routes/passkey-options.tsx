import type { ActionFunctionArgs } from "@remix-run/cloudflare";

import { startPasskey, startPasskeySignIn } from "../../../contract/http/passkeys.ts";
import { startPasskeyVerification } from "../../../contract/http/second-factors.ts";
import { stepUpOptions } from "../../../contract/http/step-up.ts";
import type { PasskeyPurpose } from "../account/passkey-ceremony.ts";
import type { PageApi } from "../api/api.server.ts";
import { createApi } from "../api/api.server.ts";
import { attempt } from "../api/attempt.ts";
import { toFormProblem } from "../api/form-problem.ts";
import { readText } from "../api/form-values.ts";
import { giveCookies } from "../api/page-session.server.ts";

/** A challenge for a passkey, by what it is for. */
const starts: Record<PasskeyPurpose, (api: PageApi, form: FormData) => Promise<unknown>> = {
  "sign-in": (api) => api.call(startPasskeySignIn, {}),
  "second-factor": (api, form) =>
    api.call(startPasskeyVerification, { body: { mfaToken: readText(form, "mfaToken") } }),
  "step-up": (api) => api.call(stepUpOptions, {}),
  new: (api) => api.call(startPasskey, {}),
};

const isPurpose = (text: string): text is PasskeyPurpose => Object.hasOwn(starts, text);

/** For scripts only: what a page needs before it can ask a passkey. */
export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const form = await request.formData();
  const purpose = readText(form, "purpose");
  if (!isPurpose(purpose)) throw new Response(null, { status: 400 });
  const result = await attempt(starts[purpose](api, form));
  const answer = result.ok
    ? Response.json({ given: result.value })
    : Response.json({ problem: toFormProblem(result.refusal) }, { status: result.refusal.status || 503 });
  answer.headers.set("Cache-Control", "no-store");
  giveCookies(context, answer.headers);
  return answer;
}
