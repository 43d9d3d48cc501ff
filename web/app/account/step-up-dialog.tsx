import { useFetcher, useLocation } from "@remix-run/react";
import { useEffect, useRef } from "react";

import type { FormProblem } from "../api/form-problem.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Dialog } from "../components/dialog.tsx";
import { FormAlert } from "../components/form-alert.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import type { action } from "../routes/step-up.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";
import { StepUpFields } from "./step-up-fields.tsx";
import { usePasskey } from "./use-passkey.ts";

const ACTION = "/account/step-up";

type StepUpDialogProps = {
  /** The refusal that asks for a fresh proof; undefined closes the dialog. */
  asked: FormProblem | undefined;
  onClose: () => void;
  /** Does again what was refused. */
  onProved: () => void;
};

/** Asks who it is, and goes on with what was refused for want of it. */
export function StepUpDialog({ asked, onClose, onProved }: StepUpDialogProps) {
  const { factors } = useMessages();
  const words = factors.stepUp;
  return (
    <Dialog
      open={asked !== undefined}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={words.title}
      description={words.body}
    >
      {asked?.methods?.length ? <Proof methods={asked.methods} onProved={onProved} /> : null}
      {asked && !asked.methods?.length ? <Elsewhere message={asked.message} /> : null}
    </Dialog>
  );
}

/** Nothing on this page would do: a provider has to vouch again, or a second factor has to be there first. */
function Elsewhere({ message }: { message: string }) {
  const words = useMessages().factors.stepUp;
  const { pathname } = useLocation();
  return (
    <div className="grid gap-4">
      <FormAlert>{message}</FormAlert>
      <p className="text-muted">{words.elsewhere}</p>
      <ButtonLink to={`/account/step-up?to=${encodeURIComponent(pathname)}`} variant="primary" wide>
        {words.signInAgain}
      </ButtonLink>
      <ButtonLink to="/account/security" wide>
        {words.addFactor}
      </ButtonLink>
    </div>
  );
}

function Proof({ methods, onProved }: { methods: readonly string[]; onProved: () => void }) {
  const { factors } = useMessages();
  const { Form, data, state, submit } = useFetcher<typeof action>();
  const passkey = usePasskey("step-up", (answer) =>
    submit({ intent: "prove-passkey", passkey: answer }, { method: "post", action: ACTION }),
  );
  const box = useRef<HTMLDivElement>(null);
  const isDone = state === "idle" && data?.ok === true;
  useEffect(() => {
    if (isDone) onProved();
    // Once for each proof, whatever its reader looks like by then.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isDone]);
  useEffect(() => box.current?.querySelector<HTMLInputElement>("input:not([type=hidden])")?.focus(), [data]);
  const problem = passkey.problem ?? (data && !data.ok ? data.problem : undefined);
  return (
    <div ref={box} className="grid gap-4">
      <FormProblemAlert problem={problem} said={{ invalid_credentials: factors.stepUp.wrong }} />
      <StepUpFields
        methods={methods}
        pending={state !== "idle"}
        isAskingPasskey={passkey.isAsking}
        onPasskey={() => void passkey.ask()}
        form={(fields) => (
          <Form method="post" action={ACTION} className="grid gap-4">
            {fields}
          </Form>
        )}
      />
    </div>
  );
}
