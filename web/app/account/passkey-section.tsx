import { KeyRound } from "lucide-react";

import type { Passkey } from "../../../contract/http/passkeys.ts";
import type { FormProblem } from "../api/form-problem.ts";
import { Badge } from "../components/badge.tsx";
import { Section } from "../components/card.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { ConfirmForm } from "./confirm-form.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";
import { NewPasskey } from "./new-passkey.tsx";
import { RenamePasskey } from "./rename-passkey.tsx";

type PasskeySectionProps = {
  passkeys: readonly Passkey[];
  problems: Readonly<Record<"add" | "rename" | "remove", FormProblem | undefined>>;
};

export function PasskeySection({ passkeys, problems }: PasskeySectionProps) {
  const { factors } = useMessages();
  const words = factors.passkeys;
  return (
    <Section title={words.title} detail={words.detail}>
      <div className="grid gap-4">
        <FormProblemAlert problem={problems.rename ?? problems.remove} />
        {passkeys.length > 0 ? (
          <ul aria-label={words.title} className="-mt-2 divide-y divide-line">
            {passkeys.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} />
            ))}
          </ul>
        ) : null}
        {/* A new form after each, so that its name is empty again. */}
        <NewPasskey key={passkeys.length} problem={problems.add} />
      </div>
    </Section>
  );
}

function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const { factors } = useMessages();
  const words = factors.passkeys;
  const { id, name, isBackedUp, createdAt, lastUsedAt } = passkey;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 py-3">
      <span className="grid size-11 place-items-center rounded-md bg-hover text-muted">
        <KeyRound aria-hidden size={20} />
      </span>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
          <span className="min-w-0 break-words">{name}</span>
          {isBackedUp ? <Badge tone="outline">{words.synced}</Badge> : null}
        </p>
        <p className="text-sm text-muted">
          {words.created} <Time atMs={Date.parse(createdAt)} format="date" />
          {" · "}
          {lastUsedAt ? (
            <>
              {words.used} <Time atMs={Date.parse(lastUsedAt)} format="date" />
            </>
          ) : (
            words.neverUsed
          )}
        </p>
      </div>
      <ConfirmForm
        intent="remove-passkey"
        values={{ id }}
        button={words.remove}
        label={words.removeLabel(name)}
        variant="danger"
        question={words.removeQuestion(name)}
        body={words.removeBody}
      />
      <RenamePasskey id={id} name={name} />
    </li>
  );
}
