import { data, redirect } from "@remix-run/cloudflare";

import type { FormOutcome } from "./form-outcome.ts";
import { attempt } from "./attempt.ts";
import { toFormProblem } from "./form-problem.ts";
import { readText } from "./form-values.ts";

/** What a page's forms do, by the `intent` each of them sends. */
type Handlers = Readonly<Record<string, (form: FormData) => Promise<unknown>>>;

type OutcomeOf<Table extends Handlers> = {
  [Intent in keyof Table & string]: FormOutcome<Intent, Awaited<ReturnType<Table[Intent]>>>;
}[keyof Table & string];

/**
 * Carries out one form of a page that has several. A refusal is the page's to show, beside the form it is about; a
 * sign-in that is over sends its reader to where they sign in again.
 */
export async function handleForm<Table extends Handlers>(request: Request, handlers: Table) {
  const form = await request.formData();
  const intent = readText(form, "intent");
  const handler = Object.hasOwn(handlers, intent) ? handlers[intent] : undefined;
  if (!handler) throw new Response(null, { status: 400 });
  const result = await attempt(handler(form));
  if (!result.ok && result.refusal.code === "auth_required") {
    throw redirect(`/login?to=${encodeURIComponent(new URL(request.url).pathname)}`);
  }
  const outcome = result.ok
    ? { intent, ok: true, value: result.value }
    : { intent, ok: false, problem: toFormProblem(result.refusal) };
  // The handler's own type is what its intent says.
  return data(outcome as OutcomeOf<Table>, { status: result.ok ? 200 : result.refusal.status || 503 });
}
