import { useEffect, useRef, useState } from "react";

import type { FormProblem } from "../api/form-problem.ts";
import { useMessages } from "../messages/use-messages.tsx";
import type { PasskeyPurpose } from "./passkey-ceremony.ts";
import { askPasskey } from "./passkey-ceremony.ts";

type UsePasskey = {
  readonly ask: (values?: Readonly<Record<string, string>>) => Promise<void>;
  readonly isAsking: boolean;
  /** What came in the way, in words; undefined when nothing did. */
  readonly problem: FormProblem | undefined;
};

/** Asks a passkey when its owner presses, and hands its answer on as the text a form can send. */
export function usePasskey(purpose: PasskeyPurpose, onAnswer: (json: string) => void): UsePasskey {
  const { factors } = useMessages();
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<FormProblem>();
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const said = {
    unsupported: factors.passkeyUnsupported,
    exists: factors.passkeyExists,
    stopped: factors.passkeyStopped,
  };
  return {
    isAsking,
    problem,
    async ask(values) {
      setAsking(true);
      setProblem(undefined);
      const outcome = await askPasskey(purpose, values);
      // Whoever left meanwhile is not asking any more.
      if (!isHere.current) return;
      setAsking(false);
      if ("answer" in outcome) onAnswer(JSON.stringify(outcome.answer));
      else if ("problem" in outcome) setProblem(outcome.problem);
      else setProblem({ code: outcome.stopped, message: said[outcome.stopped], fields: {}, requestId: null });
    },
  };
}
