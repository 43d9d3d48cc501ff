import { useNavigation, useSubmit } from "@remix-run/react";
import type { FormEvent } from "react";
import { useRef, useState } from "react";

import type { FormProblem } from "../api/form-problem.ts";
import { Button } from "../components/button.tsx";
import { Input } from "../components/input.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { Disclosure } from "./disclosure.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";
import { StepUpDialog } from "./step-up-dialog.tsx";
import { usePasskey } from "./use-passkey.ts";

/** Makes a passkey on this device. Browsers do it for scripts only, so without them there is nothing to press. */
export function NewPasskey({ problem }: { problem: FormProblem | undefined }) {
  const { factors } = useMessages();
  const words = factors.passkeys;
  const name = useRef("");
  const submit = useSubmit();
  const isPending = useNavigation().formData?.get("intent") === "add-passkey";
  const [isDismissed, setDismissed] = useState(false);
  const passkey = usePasskey("new", (answer) =>
    submit(
      { intent: "add-passkey", name: name.current, passkey: answer },
      { method: "post", preventScrollReset: true },
    ),
  );
  const asked = passkey.problem?.code === "mfa_required" && !isDismissed ? passkey.problem : undefined;
  function ask() {
    setDismissed(false);
    void passkey.ask();
  }
  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get("name");
    name.current = typeof given === "string" ? given : "";
    ask();
  }
  return (
    <div className="noscript:hidden">
      <Disclosure label={words.add} open={problem !== undefined}>
        <form onSubmit={handleSubmit} className="grid max-w-md gap-4">
          <FormProblemAlert problem={passkey.problem ?? problem} />
          <Input
            label={words.name}
            name="name"
            defaultValue={words.defaultName}
            hint={words.nameHint}
            maxLength={60}
            autoComplete="off"
            required
            error={problem?.fields["name"]}
          />
          <div>
            <Button type="submit" variant="primary" pending={passkey.isAsking || isPending}>
              {words.create}
            </Button>
          </div>
        </form>
      </Disclosure>
      <StepUpDialog asked={asked} onClose={() => setDismissed(true)} onProved={ask} />
    </div>
  );
}
