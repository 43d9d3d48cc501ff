import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { v7 } from "uuid";

import { decideCase, readCase } from "../../../contract/http/moderation.ts";
import type { ModerationCase } from "../../../contract/http/moderation.ts";
import { moderationLimits } from "../../../domain/trust/moderation.ts";
import { AccountPage } from "../account/account-page.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { BackLink } from "../admin/back-link.tsx";
import { ChoiceList } from "../admin/choice-list.tsx";
import { Facts } from "../admin/facts.tsx";
import { requirePermission } from "../admin/require-admin.server.ts";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { findProblem } from "../api/form-outcome.ts";
import { readKey, readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { Textarea } from "../components/textarea.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requirePermission(api, request, "content.moderate");
  const found = await requireAnswer(api.call(readCase, { params: { id: params["caseId"] ?? "" } }));
  return { found, formKey: v7() };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const { action: actions } = decideCase.body.shape;
  return handleForm(request, {
    decide: (form) =>
      api.call(decideCase, {
        params: { id: params["caseId"] ?? "" },
        body: {
          // What is no action is refused by the interface, as its own kind of mistake.
          action: readText(form, "action") as (typeof actions)["options"][number],
          reason: readText(form, "reason"),
        },
        ...readKey(form),
      }),
  });
}

const findAddress = ({ subjectType, subjectId }: ModerationCase): string | undefined => {
  if (subjectType === "product") return `/products/${subjectId}`;
  if (subjectType === "auction") return `/auctions/${subjectId}`;
  return subjectType === "user" ? `/sellers/${subjectId}` : undefined;
};

export default function AdminReport() {
  const { admin, trust } = useMessages();
  const words = admin.reports;
  const { found } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const address = findAddress(found);
  return (
    <>
      <BackLink to="/admin/reports" label={words.back} />
      <AccountPage
        title={words.caseOf(words.subjects[found.subjectType], found.ownerName)}
        detail={words.count(found.reportCount)}
        outcome={outcome}
        said={words.said}
        action={address ? <ButtonLink to={address}>{words.look}</ButtonLink> : null}
      >
        <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid gap-6">
            <Section title={words.content}>
              <p className="break-words whitespace-pre-line">
                {found.content ?? <span className="text-muted">{words.gone}</span>}
              </p>
            </Section>
            <Section title={words.columns.reports}>
              <ul className="divide-y divide-line">
                {found.reports.map(({ reason, note, reporterId, reporterName, createdAt }) => (
                  <li key={reporterId} className="grid gap-1 py-3 first:pt-0 last:pb-0">
                    <p className="font-semibold">{trust.report.reasons[reason]}</p>
                    {note ? <p className="break-words whitespace-pre-line">{note}</p> : null}
                    <p className="text-sm text-muted">
                      <Link
                        to={`/admin/audit?actorId=${reporterId}`}
                        className="underline-offset-4 hover:underline"
                      >
                        {reporterName}
                      </Link>{" "}
                      · <Time atMs={Date.parse(createdAt)} />
                    </p>
                  </li>
                ))}
              </ul>
            </Section>
          </div>
          {found.status === "open" ? <Decision /> : <Decided />}
        </div>
      </AccountPage>
    </>
  );
}

function Decision() {
  const { admin } = useMessages();
  const words = admin.reports;
  const { found, formKey } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const isPending = useNavigation().formData?.get("intent") === "decide";
  const problem = findProblem(outcome, "decide");
  return (
    <Section title={words.decide} detail={words.decideDetail}>
      <Form method="post" className="grid gap-5">
        <input type="hidden" name="intent" value="decide" />
        <input type="hidden" name="key" value={formKey} />
        <FormProblemAlert problem={problem} said={words.refused} />
        <ChoiceList
          legend={words.action}
          name="action"
          choices={found.actions.map((value) => ({
            value,
            label: words.actions[value],
            detail: words.actionDetails[value],
          }))}
        />
        <Textarea
          label={admin.reason}
          name="reason"
          required
          maxLength={moderationLimits.reasonLengthMax}
          error={problem?.fields["reason"]}
        />
        <Button type="submit" variant="primary" pending={isPending} className="justify-self-start">
          {words.submit}
        </Button>
      </Form>
    </Section>
  );
}

function Decided() {
  const { admin } = useMessages();
  const words = admin.reports;
  const { found } = useLoaderData<typeof loader>();
  return (
    <Section title={words.outcome}>
      <Facts
        facts={[
          { name: words.action, value: found.action ? words.actions[found.action] : null },
          { name: admin.reason, value: found.reason },
          {
            name: admin.decided,
            value: found.decidedAt ? <Time atMs={Date.parse(found.decidedAt)} /> : null,
          },
        ]}
      />
    </Section>
  );
}
