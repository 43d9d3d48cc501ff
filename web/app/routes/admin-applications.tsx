import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Store } from "lucide-react";
import { v7 } from "uuid";

import {
  approveApplication,
  listApplications,
  rejectApplication,
} from "../../../contract/http/seller-applications.ts";
import { applicationStatuses, sellerLimits } from "../../../domain/trust/seller.ts";
import { AccountPage } from "../account/account-page.tsx";
import { Disclosure } from "../account/disclosure.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { OlderLink } from "../account/older-link.tsx";
import { DecisionForm } from "../admin/decision-form.tsx";
import { Facts } from "../admin/facts.tsx";
import { readQueueQuery } from "../admin/read-queue-query.ts";
import { requirePermission } from "../admin/require-admin.server.ts";
import { StatusChoices } from "../admin/status-choices.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { findProblem } from "../api/form-outcome.ts";
import { readKey, readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { useReader } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requirePermission(api, request, "sellers.admit");
  const query = readQueueQuery(new URL(request.url).searchParams, applicationStatuses);
  const { items, meta } = await requireAnswer(api.page(listApplications, { query }));
  return { applications: items, nextCursor: meta.nextCursor, formKey: v7() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const onId = (form: FormData) => ({ params: { id: readText(form, "id") }, ...readKey(form) });
  return handleForm(request, {
    approve: (form) => api.call(approveApplication, onId(form)),
    reject: (form) =>
      api.call(rejectApplication, { ...onId(form), body: { reason: readText(form, "reason") } }),
  });
}

export default function AdminApplications() {
  const words = useMessages().admin.applications;
  const { applications, nextCursor } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <AccountPage title={words.title} detail={words.detail} outcome={outcome} said={words.said}>
      <StatusChoices statuses={applicationStatuses} names={words.statuses} />
      <FormProblemAlert problem={outcome && !outcome.ok ? outcome.problem : undefined} said={words.refused} />
      {applications.length === 0 ? (
        <EmptyState icon={Store} title={words.empty} body={words.emptyBody} />
      ) : (
        <ul className="grid gap-4">
          {applications.map((application) => (
            <li key={application.id}>
              <ApplicationCard application={application} />
            </li>
          ))}
        </ul>
      )}
      <OlderLink cursor={nextCursor} />
    </AccountPage>
  );
}

type Application = ReturnType<typeof useLoaderData<typeof loader>>["applications"][number];

function ApplicationCard({ application }: { application: Application }) {
  const { admin } = useMessages();
  const words = admin.applications;
  const { locale } = useReader();
  const { id, shopName, slug, status, about, goods, country, reason, applicant, createdAt, decidedAt } =
    application;
  const isPending = status === "pending";
  const region = new Intl.DisplayNames(locale, { type: "region" }).of(country) ?? country;
  return (
    <Card className="grid gap-4 p-4 sm:p-6">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-lg">{shopName}</h2>
        <code className="text-sm text-muted">/sellers/{slug}</code>
        <Badge tone={status === "approved" ? "leading" : isPending ? "plain" : "outline"}>
          {words.statuses[status]}
        </Badge>
        {applicant.isDisabled ? <Badge tone="live">{words.disabled}</Badge> : null}
      </header>
      <p className="text-sm text-muted">
        <strong className="font-semibold text-text">{applicant.displayName}</strong> · {applicant.email} ·{" "}
        {words.member} <Time atMs={Date.parse(applicant.memberSince)} format="date" />
      </p>
      <Facts
        facts={[
          { name: words.goods, value: goods },
          { name: words.about, value: <span className="whitespace-pre-line">{about}</span> },
          {
            name: words.asked,
            value: (
              <>
                <Time atMs={Date.parse(createdAt)} /> · {words.from(region)}
              </>
            ),
          },
          { name: admin.decided, value: decidedAt ? <Time atMs={Date.parse(decidedAt)} /> : null },
          { name: admin.reason, value: reason },
        ]}
      />
      {isPending ? <Decision id={id} shopName={shopName} /> : null}
    </Card>
  );
}

function Decision({ id, shopName }: { id: string; shopName: string }) {
  const words = useMessages().admin.applications;
  const { formKey } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const sent = useNavigation().formData;
  return (
    <div className="grid gap-3">
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="approve" />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="key" value={formKey} />
        <Button
          type="submit"
          variant="primary"
          aria-label={words.approveLabel(shopName)}
          pending={sent?.get("intent") === "approve" && sent.get("id") === id}
        >
          {words.approve}
        </Button>
      </Form>
      <Disclosure label={words.rejectLabel(shopName)}>
        <DecisionForm
          intent="reject"
          id={id}
          formKey={formKey}
          hint={words.reasonHint}
          lengthMax={sellerLimits.reasonLengthMax}
          choices={[{ value: "rejected", label: words.reject, variant: "danger" }]}
          problem={findProblem(outcome, "reject")}
        />
      </Disclosure>
    </div>
  );
}
