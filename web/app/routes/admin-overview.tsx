import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";

import { listSuspectedLinks } from "../../../contract/http/account-links.ts";
import { listDisputes } from "../../../contract/http/disputes.ts";
import { listAuditLog, listCases } from "../../../contract/http/moderation.ts";
import type { PageMeta } from "../../../contract/http/page.ts";
import { listReturnedRefunds } from "../../../contract/http/returned-refunds.ts";
import { listApplications } from "../../../contract/http/seller-applications.ts";
import { listAppeals } from "../../../contract/http/strikes.ts";
import { useAuditColumns } from "../admin/audit-columns.tsx";
import { requirePermission } from "../admin/require-admin.server.ts";
import { AccountPage } from "../account/account-page.tsx";
import { createApi } from "../api/api.server.ts";
import { attempt, requireAnswer } from "../api/attempt.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Card } from "../components/card.tsx";
import { Table } from "../components/table.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** As far as a queue is counted: one page of it. */
const COUNTED_MAX = 100;
const LATEST_SHOWN = 8;

type Queue = { readonly items: readonly unknown[]; readonly meta: PageMeta };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requirePermission(api, request, "audit.read");
  const query = { limit: COUNTED_MAX };
  // A queue that cannot be read takes nothing from the others.
  const count = async (queue: Promise<Queue>) => {
    const read = await attempt(queue);
    return read.ok ? { count: read.value.items.length, hasMore: read.value.meta.hasMore } : null;
  };
  const [applications, reports, disputes, refunds, appeals, links, latest] = await Promise.all([
    count(api.page(listApplications, { query })),
    count(api.page(listCases, { query })),
    count(api.page(listDisputes, { query })),
    count(api.page(listReturnedRefunds, { query })),
    count(api.page(listAppeals, { query })),
    count(api.page(listSuspectedLinks, { query })),
    requireAnswer(api.page(listAuditLog, { query: { limit: LATEST_SHOWN } })),
  ]);
  return { queues: { applications, reports, disputes, refunds, appeals, links }, latest: latest.items };
}

const QUEUES = ["applications", "reports", "disputes", "refunds", "appeals", "links"] as const;

export default function AdminOverview() {
  const words = useMessages().admin;
  const { queues, latest } = useLoaderData<typeof loader>();
  const columns = useAuditColumns();
  return (
    <AccountPage title={words.overview.title} detail={words.overview.detail}>
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4 xl:grid-cols-6">
        {QUEUES.map((queue) => (
          <li key={queue}>
            <QueueCard to={`/admin/${queue}`} label={words.nav[queue]} queue={queues[queue]} />
          </li>
        ))}
      </ul>
      <section className="grid gap-3">
        <header className="flex flex-wrap items-end justify-between gap-3">
          <h2 className="text-xl">{words.overview.latest}</h2>
          <ButtonLink to="/admin/audit" size="sm">
            {words.overview.all}
          </ButtonLink>
        </header>
        <Card className="overflow-hidden">
          <Table
            dense
            caption={words.overview.latest}
            columns={columns}
            rows={latest}
            rowKey={({ id }) => id}
          />
        </Card>
      </section>
    </AccountPage>
  );
}

type QueueCardProps = {
  to: string;
  label: string;
  queue: { readonly count: number; readonly hasMore: boolean } | null;
};

function QueueCard({ to, label, queue }: QueueCardProps) {
  const words = useMessages().admin.overview;
  const count = queue?.count ?? 0;
  return (
    <Link
      to={to}
      prefetch="intent"
      className="group grid h-full content-between gap-4 rounded-md border border-line bg-surface p-4 hover:border-line-strong"
    >
      <span className="text-sm font-semibold underline-offset-4 group-hover:underline">{label}</span>
      <span className="grid">
        <span className="font-display text-4xl font-bold tabular">
          {queue === null ? "–" : queue.hasMore ? words.more(count) : count}
        </span>
        <span className="text-sm text-muted">
          {queue === null ? words.failed : count > 0 ? words.waiting : words.clear}
        </span>
      </span>
    </Link>
  );
}
