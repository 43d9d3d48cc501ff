import { useNavigation, useSubmit } from "@remix-run/react";
import type { ReactNode } from "react";
import { useEffect, useRef, useState } from "react";

import type { FormOutcome } from "../api/form-outcome.ts";
import { StepUpDialog } from "./step-up-dialog.tsx";

/**
 * For a page whose forms may be refused until its reader proves again who they are: keeps the form that was sent,
 * asks, and sends it once more. Nothing of it leaves the page meanwhile, passwords least of all.
 */
export function useStepUp(outcome: FormOutcome | undefined): ReactNode {
  const { formData } = useNavigation();
  const submit = useSubmit();
  const sent = useRef<FormData>();
  const [asked, setAsked] = useState<FormOutcome>();
  useEffect(() => {
    if (formData) sent.current = formData;
  }, [formData]);
  useEffect(() => {
    setAsked(outcome && !outcome.ok && outcome.problem.code === "mfa_required" ? outcome : undefined);
  }, [outcome]);
  return (
    <StepUpDialog
      asked={asked && !asked.ok ? asked.problem : undefined}
      onClose={() => setAsked(undefined)}
      onProved={() => {
        setAsked(undefined);
        if (sent.current) submit(sent.current, { method: "post", preventScrollReset: true });
      }}
    />
  );
}
