import { Form, useNavigation } from "@remix-run/react";

import type { FormProblem } from "../api/form-problem.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { FormNote } from "../components/form-alert.tsx";
import { Input } from "../components/input.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { Disclosure } from "./disclosure.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

type EmailSectionProps = {
  email: string;
  isVerified: boolean;
  /** Where the link that would change it was sent just now. */
  sentTo: string | undefined;
  problem: FormProblem | undefined;
};

export function EmailSection({ email, isVerified, sentTo, problem }: EmailSectionProps) {
  const { account, factors } = useMessages();
  const words = account.profile;
  const isPending = useNavigation().formData?.get("intent") === "change-email";
  return (
    <Section title={words.email} detail={words.emailDetail}>
      <div className="grid gap-4">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="min-w-0 font-semibold break-words">{email}</span>
          <Badge tone={isVerified ? "leading" : "live"}>
            {isVerified ? words.verified : words.unverified}
          </Badge>
        </p>
        {sentTo ? <FormNote>{factors.email.sent(sentTo)}</FormNote> : null}
        <Disclosure key={sentTo} label={factors.email.change} open={problem !== undefined}>
          <Form method="post" preventScrollReset className="grid max-w-md gap-4">
            <input type="hidden" name="intent" value="change-email" />
            <FormProblemAlert problem={problem} />
            <Input
              label={factors.email.next}
              name="email"
              type="email"
              autoComplete="email"
              hint={factors.email.nextHint}
              required
              error={problem?.fields["email"]}
            />
            <div>
              <Button type="submit" variant="primary" pending={isPending}>
                {factors.email.submit}
              </Button>
            </div>
          </Form>
        </Disclosure>
      </div>
    </Section>
  );
}
