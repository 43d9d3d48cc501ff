import type { FormProblem } from "./form-problem.ts";

/** What became of one form of a page: which one, and what came of it or what was wrong. */
export type FormOutcome<Intent extends string = string, Value = unknown> =
  | { readonly intent: Intent; readonly ok: true; readonly value: Value }
  | { readonly intent: Intent; readonly ok: false; readonly problem: FormProblem };

/** What is wrong with the form of this intent, if it is the one that was sent and refused. */
export function findProblem(outcome: FormOutcome | undefined, intent: string): FormProblem | undefined {
  return outcome && !outcome.ok && outcome.intent === intent ? outcome.problem : undefined;
}
