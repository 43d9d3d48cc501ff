import { Form, useNavigation } from "@remix-run/react";

import type { FormProblem } from "../api/form-problem.ts";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { PasswordInput } from "../components/password-input.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { Disclosure } from "./disclosure.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

type PasswordSectionProps = {
  problem: FormProblem | undefined;
  /** Whose password it is, so that a password manager keeps the new one with the right account. */
  email: string;
};

export function PasswordSection({ problem, email }: PasswordSectionProps) {
  const { access, security } = useMessages();
  const words = security.password;
  const isPending = useNavigation().formData?.get("intent") === "change-password";
  const fields = problem?.fields ?? {};
  return (
    <Section title={words.title} detail={words.detail}>
      <Disclosure label={words.save} open={problem !== undefined}>
        <Form method="post" preventScrollReset className="grid max-w-md gap-4">
          <input type="hidden" name="intent" value="change-password" />
          <input type="text" name="username" autoComplete="username" defaultValue={email} hidden readOnly />
          <FormProblemAlert problem={problem} />
          <PasswordInput
            label={words.current}
            name="currentPassword"
            autoComplete="current-password"
            error={fields["currentPassword"] ? words.wrong : undefined}
            required
          />
          <PasswordInput
            label={words.next}
            name="password"
            autoComplete="new-password"
            hint={access.register.passwordHint}
            error={fields["password"]}
            required
          />
          <div>
            <Button type="submit" variant="primary" pending={isPending}>
              {words.save}
            </Button>
          </div>
        </Form>
      </Disclosure>
    </Section>
  );
}
