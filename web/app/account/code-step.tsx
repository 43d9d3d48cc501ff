import { useNavigation, useSubmit } from "@remix-run/react";
import { KeyRound } from "lucide-react";
import type { RefObject } from "react";
import { useEffect, useRef, useState } from "react";

import type { ProofMethod } from "../../../contract/http/step-up.ts";
import type { FormProblem } from "../api/form-problem.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Button } from "../components/button.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { AuthCard } from "./auth-card.tsx";
import { CodeInput } from "./code-input.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";
import { Or } from "./password-step.tsx";
import { usePasskey } from "./use-passkey.ts";

type CodeStepProps = {
  to: string;
  mfaToken: string;
  methods: readonly ProofMethod[];
  problem: FormProblem | undefined;
};

/** The second step of signing in: a code, or a passkey. */
export function CodeStep({ to, mfaToken, methods, problem }: CodeStepProps) {
  const { factors } = useMessages();
  const words = factors.login;
  const isPending = useNavigation().state === "submitting";
  const submit = useSubmit();
  const passkey = usePasskey("second-factor", (answer) => {
    const form = new FormData();
    const fields = { intent: "second-factor", to, mfaToken, passkey: answer };
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    for (const method of methods) form.append("method", method);
    submit(form, { method: "post", action: "/login" });
  });
  const field = useRef<HTMLInputElement>(null);
  // The first step's field is gone, or the code was refused: the next thing to do is to type one.
  useEffect(() => field.current?.focus(), [problem]);
  const takesCode = methods.includes("totp") || methods.includes("recovery");
  return (
    <AuthCard
      title={words.title}
      intro={words.intro}
      notice={
        <FormProblemAlert
          problem={passkey.problem ?? problem}
          said={{ invalid_credentials: factors.wrong }}
        />
      }
      footer={
        <ButtonLink to={`/login?to=${encodeURIComponent(to)}`} reloadDocument variant="quiet" size="sm">
          {words.restart}
        </ButtonLink>
      }
    >
      <input type="hidden" name="intent" value="second-factor" />
      <input type="hidden" name="to" value={to} />
      <input type="hidden" name="mfaToken" value={mfaToken} />
      {methods.map((method) => (
        <input key={method} type="hidden" name="method" value={method} />
      ))}
      {takesCode ? (
        <>
          <AppOrRecoveryCode inputRef={field} hasApp={methods.includes("totp")} />
          <Button type="submit" variant="primary" size="lg" wide pending={isPending}>
            {words.submit}
          </Button>
        </>
      ) : null}
      {methods.includes("passkey") ? (
        <>
          {takesCode ? <Or /> : null}
          <Button
            size="lg"
            wide
            variant={takesCode ? "secondary" : "primary"}
            pending={passkey.isAsking}
            onClick={() => void passkey.ask({ mfaToken })}
            className="noscript:hidden"
          >
            <KeyRound aria-hidden size={20} /> {words.usePasskey}
          </Button>
        </>
      ) : null}
    </AuthCard>
  );
}

type AppOrRecoveryCodeProps = { inputRef: RefObject<HTMLInputElement>; hasApp: boolean };

/** One field for both: a phone's digits for the app's code, its letters when asked for a recovery code. */
function AppOrRecoveryCode({ inputRef, hasApp }: AppOrRecoveryCodeProps) {
  const { factors } = useMessages();
  const [isRecovery, setRecovery] = useState(!hasApp);
  // Only once scripts run and can change it: without them the field must take letters too.
  const [keyboard, setKeyboard] = useState<"numeric" | "text">();
  useEffect(() => setKeyboard(isRecovery ? "text" : "numeric"), [isRecovery]);
  return (
    <div className="grid gap-2">
      <CodeInput
        ref={inputRef}
        label={isRecovery ? factors.recoveryCode : factors.code}
        hint={isRecovery ? factors.recoveryHint : factors.codeHint}
        inputMode={keyboard}
      />
      {hasApp ? (
        <button
          type="button"
          onClick={() => {
            setRecovery(!isRecovery);
            inputRef.current?.focus();
          }}
          className="justify-self-start py-1 text-sm text-muted underline noscript:hidden"
        >
          {isRecovery ? factors.useApp : factors.useRecovery}
        </button>
      ) : null}
    </div>
  );
}
