import { Form, useNavigation } from "@remix-run/react";

import type { FormProblem } from "../api/form-problem.ts";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { FormAlert } from "../components/form-alert.tsx";
import { Input } from "../components/input.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

/** The end of an account: what goes, what stays, and the address typed again so that no stray press does it. */
export function DeleteSection({ email, problem }: { email: string; problem: FormProblem | undefined }) {
  const words = useMessages().data.remove;
  const isPending = useNavigation().formData?.get("intent") === "delete-account";
  return (
    <Section title={words.title} detail={words.detail}>
      <Form method="post" preventScrollReset className="grid max-w-prose gap-4">
        <input type="hidden" name="intent" value="delete-account" />
        <ul className="grid list-disc gap-1.5 pl-5 text-sm text-muted">
          {words.goes.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {problem?.counts ? (
          <Obligations counts={problem.counts} />
        ) : (
          <FormProblemAlert problem={problem} said={{ last_admin: words.lastAdmin }} />
        )}
        <div className="max-w-md">
          <Input
            label={words.confirm}
            name="confirm"
            type="email"
            autoComplete="off"
            hint={words.confirmHint(email)}
            required
            error={problem?.fields["confirm"] ? words.mismatch : undefined}
          />
        </div>
        <div>
          <Button type="submit" variant="danger" pending={isPending}>
            {words.button}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

/** What is still under way between the reader and others. */
function Obligations({ counts }: { counts: Readonly<Record<string, number>> }) {
  const words = useMessages().data.remove;
  return (
    <FormAlert>
      {words.refused}
      <ul className="mt-1 list-disc pl-5">
        {Object.entries(words.obligations).map(([kind, describe]) => {
          const count = counts[kind] ?? 0;
          return count > 0 ? <li key={kind}>{describe(count)}</li> : null;
        })}
      </ul>
    </FormAlert>
  );
}
