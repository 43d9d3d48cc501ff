import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { Link2 } from "lucide-react";
import { v7 } from "uuid";

import type { SuspectedLink } from "../../../contract/http/account-links.ts";
import { decideLink, listSuspectedLinks } from "../../../contract/http/account-links.ts";
import { suspicionStatuses } from "../../../domain/trust/links.ts";
import { AccountPage } from "../account/account-page.tsx";
import { Disclosure } from "../account/disclosure.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { OlderLink } from "../account/older-link.tsx";
import { DecisionForm } from "../admin/decision-form.tsx";
import { readQueueQuery } from "../admin/read-queue-query.ts";
import { requirePermission } from "../admin/require-admin.server.ts";
import { StatusChoices } from "../admin/status-choices.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { findProblem } from "../api/form-outcome.ts";
import { readKey, readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { Badge } from "../components/badge.tsx";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

const { outcome: outcomes } = decideLink.body.shape;
const REASON_MAX = 500;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requirePermission(api, request, "links.judge");
  const query = readQueueQuery(new URL(request.url).searchParams, suspicionStatuses);
  const { items, meta } = await requireAnswer(api.page(listSuspectedLinks, { query }));
  return { links: items, nextCursor: meta.nextCursor, formKey: v7() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  return handleForm(request, {
    link: (form) =>
      api.call(decideLink, {
        params: { id: readText(form, "id") },
        body: { outcome: outcomes.parse(readText(form, "outcome")), reason: readText(form, "reason") },
        ...readKey(form),
      }),
  });
}

export default function AdminLinks() {
  const words = useMessages().admin.links;
  const { links, nextCursor } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <AccountPage title={words.title} detail={words.detail} outcome={outcome} said={words.said}>
      <StatusChoices statuses={suspicionStatuses} names={words.statuses} />
      <FormProblemAlert problem={findProblem(outcome, "link")} said={words.refused} />
      {links.length === 0 ? (
        <EmptyState icon={Link2} title={words.empty} body={words.emptyBody} />
      ) : (
        <ul className="grid gap-4">
          {links.map((link) => (
            <li key={link.id}>
              <LinkCard link={link} />
            </li>
          ))}
        </ul>
      )}
      <OlderLink cursor={nextCursor} />
    </AccountPage>
  );
}

function LinkCard({ link }: { link: SuspectedLink }) {
  const { admin } = useMessages();
  const words = admin.links;
  const { formKey } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const { id, status, score, signals, accounts, reason, decidedAt, createdAt } = link;
  const [one, other] = accounts;
  return (
    <Card className="grid gap-4 p-4 sm:p-6">
      <h2 className="flex flex-wrap items-center gap-x-3 gap-y-2 text-lg">
        <Account account={one} />
        <Link2 aria-hidden size={18} className="text-muted" />
        <Account account={other} />
      </h2>
      <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
        {signals.map((signal) => (
          <Badge key={signal}>{words.signals[signal]}</Badge>
        ))}
        <span className="tabular">{words.score(score)}</span> · {words.found}{" "}
        <Time atMs={Date.parse(createdAt)} format="date" />
      </p>
      {reason ? (
        <p className="text-sm">
          {reason}
          {decidedAt ? (
            <span className="text-muted">
              {" · "}
              {admin.decided} <Time atMs={Date.parse(decidedAt)} format="date" />
            </span>
          ) : null}
        </p>
      ) : null}
      {status === "pending" || status === "linked" ? (
        <Disclosure label={words.decideLabel(one.displayName, other.displayName)}>
          <DecisionForm
            intent="link"
            id={id}
            formKey={formKey}
            hint={words.reasonHint}
            lengthMax={REASON_MAX}
            choices={outcomes.options.map((value) => ({ value, label: words.outcomes[value] }))}
            problem={findProblem(outcome, "link")}
          />
        </Disclosure>
      ) : null}
    </Card>
  );
}

function Account({ account: { id, displayName, role } }: { account: SuspectedLink["accounts"][number] }) {
  const words = useMessages().admin.links;
  return (
    <span className="inline-flex items-center gap-2">
      <Link to={`/admin/audit?actorId=${id}`} className="underline-offset-4 hover:underline">
        {displayName}
      </Link>
      <Badge tone="outline">{words.roles[role]}</Badge>
    </span>
  );
}
