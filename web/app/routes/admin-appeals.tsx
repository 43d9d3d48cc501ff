import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Gavel } from "lucide-react";
import { v7 } from "uuid";

import { decideStrike, listAppeals } from "../../../contract/http/strikes.ts";
import { strikeRules } from "../../../domain/trust/strikes.ts";
import { AccountPage } from "../account/account-page.tsx";
import { Disclosure } from "../account/disclosure.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { OlderLink } from "../account/older-link.tsx";
import { DecisionForm } from "../admin/decision-form.tsx";
import { readQueueQuery } from "../admin/read-queue-query.ts";
import { requirePermission } from "../admin/require-admin.server.ts";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { findProblem } from "../api/form-outcome.ts";
import { readKey, readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

const { outcome: outcomes } = decideStrike.body.shape;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requirePermission(api, request, "strikes.judge");
  const query = readQueueQuery(new URL(request.url).searchParams, []);
  const { items, meta } = await requireAnswer(api.page(listAppeals, { query }));
  return { appeals: items, nextCursor: meta.nextCursor, formKey: v7() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  return handleForm(request, {
    appeal: (form) =>
      api.call(decideStrike, {
        params: { id: readText(form, "id") },
        body: { outcome: outcomes.parse(readText(form, "outcome")), reason: readText(form, "reason") },
        ...readKey(form),
      }),
  });
}

export default function AdminAppeals() {
  const words = useMessages().admin.appeals;
  const { appeals, nextCursor, formKey } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const problem = findProblem(outcome, "appeal");
  return (
    <AccountPage title={words.title} detail={words.detail} outcome={outcome} said={words.said}>
      <FormProblemAlert problem={problem} said={words.refused} />
      {appeals.length === 0 ? (
        <EmptyState icon={Gavel} title={words.empty} body={words.emptyBody} />
      ) : (
        <ul className="grid gap-4">
          {appeals.map(({ id, title, person, appeal, givenAt, expiresAt }) => (
            <li key={id}>
              <Card className="grid gap-3 p-4 sm:p-6">
                <h2 className="text-lg">{title}</h2>
                <p className="text-sm text-muted">
                  <strong className="font-semibold text-text">{person.displayName}</strong> · {person.email} ·{" "}
                  {words.given} <Time atMs={Date.parse(givenAt)} format="date" /> · {words.expires}{" "}
                  <Time atMs={Date.parse(expiresAt)} format="date" />
                </p>
                <blockquote className="border-l-2 border-line-strong pl-4 break-words whitespace-pre-line">
                  {appeal}
                </blockquote>
                <Disclosure label={words.decideLabel(title)}>
                  <DecisionForm
                    intent="appeal"
                    id={id}
                    formKey={formKey}
                    hint={words.reasonHint}
                    lengthMax={strikeRules.reasonLengthMax}
                    choices={outcomes.options.map((value) => ({ value, label: words.outcomes[value] }))}
                    problem={problem}
                  />
                </Disclosure>
              </Card>
            </li>
          ))}
        </ul>
      )}
      <OlderLink cursor={nextCursor} />
    </AccountPage>
  );
}
