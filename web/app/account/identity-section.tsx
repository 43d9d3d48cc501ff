import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";

import type { ProviderId } from "../../../contract/http/identities.ts";
import type { FormProblem } from "../api/form-problem.ts";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { FormAlert } from "../components/form-alert.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { ConfirmForm } from "./confirm-form.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";
import { ProviderMark } from "./provider-mark.tsx";

type Identity = { readonly id: string; readonly provider: ProviderId; readonly email: string | null };

type IdentitySectionProps = {
  /** Those that are configured. */
  providers: readonly { readonly id: ProviderId; readonly name: string }[];
  identities: readonly Identity[];
  problem: FormProblem | undefined;
  /** What came in the way at a provider, as the page's address says it. */
  providerProblem: string | null;
};

/** Accounts elsewhere that open this one. */
export function IdentitySection(props: IdentitySectionProps) {
  const { providers, identities, problem, providerProblem } = props;
  const words = useMessages().providers;
  const refused = words.problems[providerProblem ?? ""];
  // One that was linked stays to be unlinked, even when its provider is off by now.
  const left = providers.filter(({ id }) => identities.every(({ provider }) => provider !== id));
  if (identities.length + left.length === 0) return null;
  return (
    <Section title={words.title} detail={words.detail}>
      <div className="grid gap-4">
        {refused ? <FormAlert>{refused}</FormAlert> : null}
        <FormProblemAlert problem={problem} said={{ last_way_in: words.lastWayIn }} />
        <ul aria-label={words.title} className="-my-2 divide-y divide-line">
          {identities.map(({ id, provider, email }) => (
            <Row key={id} provider={provider} detail={email ?? words.linked}>
              <ConfirmForm
                intent="unlink-identity"
                values={{ id }}
                button={words.unlink}
                label={words.unlinkLabel(words.names[provider])}
                question={words.unlinkQuestion(words.names[provider])}
                body={words.unlinkBody}
              />
            </Row>
          ))}
          {left.map(({ id }) => (
            <Row key={id} provider={id} detail={words.notLinked}>
              <LinkForm provider={id} />
            </Row>
          ))}
        </ul>
      </div>
    </Section>
  );
}

type RowProps = { provider: ProviderId; detail: string; children: ReactNode };

function Row({ provider, detail, children }: RowProps) {
  const { names } = useMessages().providers;
  return (
    <li className="flex items-center gap-4 py-3">
      <span className="grid size-11 shrink-0 place-items-center rounded-md bg-hover">
        <ProviderMark id={provider} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{names[provider]}</p>
        <p className="text-sm break-words text-muted">{detail}</p>
      </div>
      {children}
    </li>
  );
}

/** With scripts only: a form that is answered by another site is not let through by our own policy for forms. */
function LinkForm({ provider }: { provider: ProviderId }) {
  const words = useMessages().providers;
  const sent = useNavigation().formData;
  const isPending = sent?.get("intent") === "link-identity" && sent.get("provider") === provider;
  return (
    <Form method="post" className="noscript:hidden">
      <input type="hidden" name="intent" value="link-identity" />
      <input type="hidden" name="provider" value={provider} />
      <Button type="submit" size="sm" pending={isPending} aria-label={words.linkLabel(words.names[provider])}>
        {words.link}
      </Button>
    </Form>
  );
}
