import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Form, useLoaderData, useSearchParams } from "@remix-run/react";
import { ScrollText } from "lucide-react";

import { listAuditLog } from "../../../contract/http/moderation.ts";
import { AccountPage } from "../account/account-page.tsx";
import { Disclosure } from "../account/disclosure.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { OlderLink } from "../account/older-link.tsx";
import { readListQuery } from "../account/read-list-query.ts";
import { useAuditColumns } from "../admin/audit-columns.tsx";
import { requirePermission } from "../admin/require-admin.server.ts";
import { createApi } from "../api/api.server.ts";
import { attempt, requireAnswer } from "../api/attempt.ts";
import { toFormProblem } from "../api/form-problem.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Button } from "../components/button.tsx";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Input } from "../components/input.tsx";
import { Table } from "../components/table.tsx";
import { findReader } from "../format/find-reader.ts";
import { useMessages } from "../messages/use-messages.tsx";

const PAGE_SIZE = 50;
const FILTERS = ["action", "actorId", "subjectType", "subjectId"] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  const profile = await requirePermission(api, request, "audit.read");
  const params = new URL(request.url).searchParams;
  const given = FILTERS.flatMap((name) => {
    const value = params.get(name)?.trim();
    return value ? [[name, value] as const] : [];
  });
  const { type: _type, ...period } = readListQuery(params, findReader(request, profile).timeZone);
  const query = { limit: PAGE_SIZE, ...Object.fromEntries(given), ...period };
  const listed = await attempt(api.page(listAuditLog, { query }));
  // What was mistyped in a filter is beside the filters; anything else is no page.
  if (!listed.ok && listed.refusal.status === 400) {
    return { entries: [], nextCursor: null, problem: toFormProblem(listed.refusal) };
  }
  const { items, meta } = await requireAnswer(
    listed.ok ? Promise.resolve(listed.value) : Promise.reject(listed.refusal),
  );
  return { entries: items, nextCursor: meta.nextCursor, problem: undefined };
}

export default function AdminAudit() {
  const words = useMessages().admin.audit;
  const { entries, nextCursor, problem } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const columns = useAuditColumns();
  const fields = problem?.fields ?? {};
  return (
    <AccountPage title={words.title} detail={words.detail}>
      <Disclosure
        key={params.toString()}
        label={words.filters}
        open={[...FILTERS, "from", "to"].some((name) => params.get(name))}
      >
        <Form
          role="search"
          aria-label={words.filters}
          className="grid items-start gap-4 sm:grid-cols-2 xl:grid-cols-3"
        >
          <Input
            label={words.action}
            name="action"
            hint={words.actionHint}
            defaultValue={params.get("action") ?? ""}
            error={fields["action"]}
          />
          <Input
            label={words.subjectType}
            name="subjectType"
            defaultValue={params.get("subjectType") ?? ""}
            error={fields["subjectType"]}
          />
          <Input
            label={words.subjectId}
            name="subjectId"
            defaultValue={params.get("subjectId") ?? ""}
            error={fields["subjectId"]}
          />
          <Input
            label={words.actor}
            name="actorId"
            defaultValue={params.get("actorId") ?? ""}
            error={fields["actorId"]}
          />
          <Input
            label={words.from}
            name="from"
            type="date"
            defaultValue={params.get("from") ?? ""}
            error={fields["from"]}
          />
          <Input
            label={words.to}
            name="to"
            type="date"
            defaultValue={params.get("to") ?? ""}
            error={fields["to"]}
          />
          <div className="flex gap-2 sm:col-span-2 xl:col-span-3">
            <Button type="submit">{words.apply}</Button>
            <ButtonLink to="/admin/audit" variant="quiet">
              {words.clear}
            </ButtonLink>
          </div>
        </Form>
      </Disclosure>
      <FormProblemAlert problem={problem} />
      {entries.length === 0 ? (
        <EmptyState icon={ScrollText} title={words.empty} body={words.emptyBody} />
      ) : (
        <Card className="overflow-hidden">
          <Table dense caption={words.title} columns={columns} rows={entries} rowKey={({ id }) => id} />
        </Card>
      )}
      <OlderLink cursor={nextCursor} />
    </AccountPage>
  );
}
