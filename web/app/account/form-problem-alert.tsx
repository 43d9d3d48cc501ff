import { Link, useLocation } from "@remix-run/react";

import type { FormProblem } from "../api/form-problem.ts";
import { FormAlert } from "../components/form-alert.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { TEXT_LINK } from "./auth-card.tsx";

type FormProblemAlertProps = {
  problem: FormProblem | undefined;
  /** Sentences of ours for the codes this form has an answer to. */
  said?: Readonly<Record<string, string | undefined>>;
};

/**
 * What is wrong with a form as a whole. Fields carry their own sentence, so it only points to them; anything the
 * reader cannot mend in the form comes with the number support asks for.
 */
export function FormProblemAlert({ problem, said = {} }: FormProblemAlertProps) {
  const { common } = useMessages();
  if (!problem) return null;
  if (problem.code === "mfa_required") return <StepUpNeeded />;
  const own = said[problem.code];
  if (own) return <FormAlert>{own}</FormAlert>;
  if (Object.keys(problem.fields).length > 0) return <FormAlert>{common.errors.form}</FormAlert>;
  // How long to wait is in the sentence, and waiting is all there is to do.
  const requestId = problem.code === "rate_limited" ? null : problem.requestId;
  return <FormAlert requestId={requestId}>{problem.message}</FormAlert>;
}

/** With scripts a dialog asks; without them this leads to the page that does. */
function StepUpNeeded() {
  const { factors } = useMessages();
  const { pathname } = useLocation();
  return (
    <div className="hidden noscript:block">
      <FormAlert>
        {factors.stepUp.needed}{" "}
        <Link to={`/account/step-up?to=${encodeURIComponent(pathname)}`} className={TEXT_LINK}>
          {factors.stepUp.open}
        </Link>
      </FormAlert>
    </div>
  );
}
