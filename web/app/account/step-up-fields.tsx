import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";

import type { ProofMethod } from "../../../contract/http/step-up.ts";
import { Button } from "../components/button.tsx";
import { PasswordInput } from "../components/password-input.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { CodeInput } from "./code-input.tsx";
import { Or } from "./password-step.tsx";

type StepUpFieldsProps = {
  methods: readonly string[];
  pending: boolean;
  /** The form around the fields that are typed into. */
  form: (fields: ReactNode) => ReactNode;
  onPasskey: () => void;
  isAskingPasskey: boolean;
};

/** What one may prove oneself with, strongest and quickest first. */
export function StepUpFields({ methods, pending, form, onPasskey, isAskingPasskey }: StepUpFieldsProps) {
  const { factors } = useMessages();
  const words = factors.stepUp;
  const has = (method: ProofMethod) => methods.includes(method);
  const takesCode = has("totp") || has("recovery");
  const isTyped = takesCode || has("password");
  return (
    <div className="grid gap-5">
      {has("passkey") ? (
        <Button
          wide
          variant={isTyped ? "secondary" : "primary"}
          pending={isAskingPasskey}
          onClick={onPasskey}
          className="noscript:hidden"
        >
          <KeyRound aria-hidden size={18} /> {words.passkey}
        </Button>
      ) : null}
      {has("passkey") && !isTyped ? (
        <p className="hidden noscript:block">{words.needsScripts}</p>
      ) : has("passkey") ? (
        <div className="noscript:hidden">
          <Or />
        </div>
      ) : null}
      {isTyped
        ? form(
            <>
              <input type="hidden" name="intent" value={takesCode ? "prove-code" : "prove-password"} />
              {takesCode ? (
                <CodeInput hint={factors.codeHint} />
              ) : (
                <PasswordInput
                  label={words.password}
                  name="password"
                  autoComplete="current-password"
                  required
                />
              )}
              <Button type="submit" variant="primary" wide pending={pending}>
                {words.submit}
              </Button>
            </>,
          )
        : null}
    </div>
  );
}
