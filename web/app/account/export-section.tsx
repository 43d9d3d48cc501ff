import { Download } from "lucide-react";
import type { MouseEvent } from "react";
import { useState } from "react";

import type { FormProblem } from "../api/form-problem.ts";
import { buttonClass } from "../components/button-class.ts";
import { Section } from "../components/card.tsx";
import { FormAlert, FormNote } from "../components/form-alert.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { StepUpDialog } from "./step-up-dialog.tsx";

const FILE = "/account/export";
/** The clock of a browser and ours differ; close to the end the server is the one to ask. */
const MARGIN_MS = 30_000;

type ExportSectionProps = {
  hasFailed: boolean;
  /** Until when it needs no fresh proof, and what would be one. */
  proof: { readonly validUntil: string | null; readonly methods: readonly string[] };
};

/**
 * A link to the file, which the browser writes to the disk as it comes, however large it is. With scripts a proof that is
 * needed is asked for first; without them, or should the clocks disagree, the link itself leads to where it is asked for.
 */
export function ExportSection({ hasFailed, proof }: ExportSectionProps) {
  const { data, factors } = useMessages();
  const words = data.export;
  const [state, setState] = useState<"rest" | "asked" | "begun">("rest");
  const validUntilMs = proof.validUntil === null ? 0 : Date.parse(proof.validUntil);
  function handleClick(event: MouseEvent) {
    const isProved = Date.now() < validUntilMs - MARGIN_MS;
    setState(isProved ? "begun" : "asked");
    if (!isProved) event.preventDefault();
  }
  function handleProved() {
    setState("begun");
    // An attachment: the page stays.
    window.location.assign(FILE);
  }
  const asked: FormProblem = {
    code: "mfa_required",
    message: factors.stepUp.needed,
    methods: proof.methods,
    fields: {},
    requestId: null,
  };
  return (
    <Section title={words.title} detail={words.detail}>
      <div className="grid justify-items-start gap-4">
        {hasFailed && state === "rest" ? <FormAlert>{words.failed}</FormAlert> : null}
        {state === "begun" ? <FormNote>{words.done}</FormNote> : null}
        <p className="max-w-prose text-sm text-muted">{words.note}</p>
        <a href={FILE} onClick={handleClick} className={buttonClass("secondary", "md")}>
          <Download aria-hidden size={18} /> {words.button}
        </a>
      </div>
      <StepUpDialog
        asked={state === "asked" ? asked : undefined}
        onClose={() => setState("rest")}
        onProved={handleProved}
      />
    </Section>
  );
}
