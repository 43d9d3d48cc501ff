import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Form, Link, useLoaderData, useSearchParams, useSubmit } from "@remix-run/react";
import { Siren } from "lucide-react";

import type { ModerationCase } from "../../../contract/http/moderation.ts";
import { listCases } from "../../../contract/http/moderation.ts";
import { caseStatuses, reportSubjects } from "../../../domain/trust/moderation.ts";
import { AccountPage } from "../account/account-page.tsx";
import { OlderLink } from "../account/older-link.tsx";
import { readQueueQuery } from "../admin/read-queue-query.ts";
import { requirePermission } from "../admin/require-admin.server.ts";
import { StatusChoices } from "../admin/status-choices.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { Button } from "../components/button.tsx";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Select } from "../components/select.tsx";
import type { Column } from "../components/table.tsx";
import { Table } from "../components/table.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requirePermission(api, request, "content.moderate");
  const params = new URL(request.url).searchParams;
  const subjectType = reportSubjects.find((each) => each === params.get("subject"));
  const query = { ...readQueueQuery(params, caseStatuses), ...(subjectType ? { subjectType } : {}) };
  const { items, meta } = await requireAnswer(api.page(listCases, { query }));
  return { cases: items, nextCursor: meta.nextCursor };
}

export default function AdminReports() {
  const words = useMessages().admin.reports;
  const { cases, nextCursor } = useLoaderData<typeof loader>();
  const columns = useCaseColumns();
  return (
    <AccountPage title={words.title} detail={words.detail}>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <StatusChoices statuses={caseStatuses} names={words.statuses} />
        <SubjectFilter />
      </div>
      {cases.length === 0 ? (
        <EmptyState icon={Siren} title={words.empty} body={words.emptyBody} />
      ) : (
        <Card className="overflow-hidden">
          <Table caption={words.title} columns={columns} rows={cases} rowKey={({ id }) => id} />
        </Card>
      )}
      <OlderLink cursor={nextCursor} />
    </AccountPage>
  );
}

function SubjectFilter() {
  const { admin } = useMessages();
  const words = admin.reports;
  const [params] = useSearchParams();
  const submit = useSubmit();
  const status = params.get("status");
  return (
    <Form
      key={params.toString()}
      className="flex items-end gap-2"
      onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}
    >
      {status ? <input type="hidden" name="status" value={status} /> : null}
      <div className="w-44">
        <Select
          label={words.subject}
          name="subject"
          defaultValue={params.get("subject") ?? ""}
          options={[
            { value: "", label: words.anything },
            ...reportSubjects.map((value) => ({ value, label: words.subjects[value] })),
          ]}
        />
      </div>
      <div className="hidden noscript:block">
        <Button type="submit">{admin.audit.apply}</Button>
      </div>
    </Form>
  );
}

function useCaseColumns(): readonly Column<ModerationCase>[] {
  const words = useMessages().admin.reports;
  const { columns } = words;
  return [
    {
      key: "what",
      title: columns.what,
      cell: ({ id, subjectType, ownerName }) => (
        <Link
          to={`/admin/reports/${id}`}
          className="font-semibold underline-offset-4 after:absolute after:inset-0 hover:underline"
        >
          {words.caseOf(words.subjects[subjectType], ownerName)}
        </Link>
      ),
    },
    {
      key: "reports",
      title: columns.reports,
      numeric: true,
      cell: ({ reportCount }) => reportCount,
    },
    {
      key: "action",
      title: words.outcome,
      wide: true,
      cell: ({ action }) => (action === null ? "—" : words.actions[action]),
    },
    {
      key: "opened",
      title: columns.opened,
      cell: ({ createdAt }) => (
        <span className="whitespace-nowrap">
          <Time atMs={Date.parse(createdAt)} format="date" />
        </span>
      ),
    },
  ];
}
