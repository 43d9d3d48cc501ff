import { Form, useNavigation } from "@remix-run/react";

import type { FormProblem } from "../api/form-problem.ts";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { FormAlert } from "../components/form-alert.tsx";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

type KeyFormProps = { problem: FormProblem | undefined; formKey: string };

/** Makes a key: what it is for, what it may do, how long. */
export function KeyForm({ problem, formKey }: KeyFormProps) {
  const { keys } = useMessages();
  const isPending = useNavigation().formData?.get("intent") === "create-key";
  const fields = problem?.fields ?? {};
  const expiries = Object.entries(keys.expiries).map(([value, label]) => ({ value, label }));
  return (
    <Section title={keys.create}>
      <Form method="post" preventScrollReset className="grid gap-6">
        <input type="hidden" name="intent" value="create-key" />
        <input type="hidden" name="key" value={formKey} />
        <FormProblemAlert problem={problem} said={{ too_many_api_keys: keys.tooMany }} />
        <div className="grid gap-4 sm:grid-cols-[2fr_1fr]">
          <Input
            label={keys.name}
            name="name"
            placeholder={keys.namePlaceholder}
            hint={keys.nameHint}
            maxLength={60}
            autoComplete="off"
            required
            error={fields["name"]}
          />
          <Select label={keys.expiry} name="expiry" defaultValue="90" options={expiries} />
        </div>
        <ScopeChoice error={fields["scopes"] ? keys.noScope : undefined} />
        <div>
          <Button type="submit" variant="primary" pending={isPending}>
            {keys.submit}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

function ScopeChoice({ error }: { error: string | undefined }) {
  const { keys } = useMessages();
  return (
    <fieldset className="grid gap-3">
      <legend className="text-sm font-semibold">{keys.scopes}</legend>
      <p className="text-sm text-muted">{keys.scopesHint}</p>
      {error ? <FormAlert>{error}</FormAlert> : null}
      <div className="grid gap-2 sm:grid-cols-2">
        {Object.entries(keys.scopeTexts).map(([scope, { title, body }]) => (
          <label
            key={scope}
            className="flex cursor-pointer items-start gap-3 rounded-md border border-line p-3 has-checked:border-text has-checked:bg-sunken hover:border-line-strong"
          >
            <input
              type="checkbox"
              name="scope"
              value={scope}
              className="mt-0.5 size-5 shrink-0 rounded-sm accent-text"
            />
            <span className="min-w-0">
              <span className="block font-semibold">{title}</span>
              <span className="block text-sm text-muted">{body}</span>
              <code className="mt-1 block text-xs text-muted">{scope}</code>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
