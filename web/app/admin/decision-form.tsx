import { Form, useNavigation } from "@remix-run/react";

import type { FormProblem } from "../api/form-problem.ts";
import type { ButtonVariant } from "../components/button-class.ts";
import { Button } from "../components/button.tsx";
import { Textarea } from "../components/textarea.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type DecisionFormProps = {
  intent: string;
  /** What is decided about. */
  id: string;
  formKey: string;
  hint: string;
  lengthMax: number;
  choices: readonly { readonly value: string; readonly label: string; readonly variant?: ButtonVariant }[];
  problem: FormProblem | undefined;
};

/** A reason, and a button for each way to decide. */
export function DecisionForm(props: DecisionFormProps) {
  const { intent, id, formKey, hint, lengthMax, choices, problem } = props;
  const words = useMessages().admin;
  const sent = useNavigation().formData;
  const isSending = sent?.get("intent") === intent && sent.get("id") === id;
  return (
    <Form method="post" preventScrollReset className="grid gap-4">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="key" value={formKey} />
      <Textarea
        label={words.reason}
        name="reason"
        required
        maxLength={lengthMax}
        hint={hint}
        error={problem?.fields["reason"]}
      />
      <div className="flex flex-wrap gap-2">
        {choices.map(({ value, label, variant = "secondary" }) => (
          <Button
            key={value}
            type="submit"
            name="outcome"
            value={value}
            variant={variant}
            pending={isSending && sent.get("outcome") === value}
          >
            {label}
          </Button>
        ))}
      </div>
    </Form>
  );
}
