import { Download } from "lucide-react";
import type { MouseEvent } from "react";
import { useState } from "react";

import type { FormProblem } from "../api/form-problem.ts";
import { buttonClass } from "../components/button-class.ts";
import { Section } from "../components/card.tsx";
import { FormAlert, FormNote } from "../components/form-alert.tsx";
import { Spinner } from "../components/spinner.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";
import { saveExport } from "./save-export.ts";
import { StepUpDialog } from "./step-up-dialog.tsx";

type State =
  | { readonly at: "rest" | "asking" | "done" }
  | { readonly at: "refused"; readonly problem: FormProblem };

/** A link to the file. With scripts the file is asked for first, so that a refusal is said here. */
export function ExportSection({ hasFailed }: { hasFailed: boolean }) {
  const { data } = useMessages();
  const words = data.export;
  const [state, setState] = useState<State>({ at: "rest" });
  async function ask() {
    if (state.at === "asking") return;
    setState({ at: "asking" });
    const problem = await saveExport();
    setState(problem ? { at: "refused", problem } : { at: "done" });
  }
  function handleClick(event: MouseEvent) {
    event.preventDefault();
    void ask();
  }
  const problem = state.at === "refused" ? state.problem : undefined;
  return (
    <Section title={words.title} detail={words.detail}>
      <div className="grid justify-items-start gap-4">
        <FormProblemAlert problem={problem} />
        {hasFailed && state.at === "rest" ? <FormAlert>{words.failed}</FormAlert> : null}
        {state.at === "done" ? <FormNote>{words.done}</FormNote> : null}
        <p className="max-w-prose text-sm text-muted">{words.note}</p>
        <a
          href="/account/export"
          onClick={handleClick}
          aria-busy={state.at === "asking"}
          className={buttonClass("secondary", "md")}
        >
          {state.at === "asking" ? <Spinner /> : <Download aria-hidden size={18} />} {words.button}
        </a>
      </div>
      <StepUpDialog
        asked={problem?.code === "mfa_required" ? problem : undefined}
        onClose={() => setState({ at: "rest" })}
        onProved={() => void ask()}
      />
    </Section>
  );
}
