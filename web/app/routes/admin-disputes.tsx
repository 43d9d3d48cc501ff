import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { Scale } from "lucide-react";

import type { Dispute } from "../../../contract/http/disputes.ts";
import { listDisputes } from "../../../contract/http/disputes.ts";
import { disputeStatuses } from "../../../domain/order/dispute.ts";
import { AccountPage } from "../account/account-page.tsx";
import { OlderLink } from "../account/older-link.tsx";
import { readQueueQuery } from "../admin/read-queue-query.ts";
import { requirePermission } from "../admin/require-admin.server.ts";
import { StatusChoices } from "../admin/status-choices.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { Badge } from "../components/badge.tsx";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import type { Column } from "../components/table.tsx";
import { Table } from "../components/table.tsx";
import { useMoney } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requirePermission(api, request, "orders.oversee");
  const query = readQueueQuery(new URL(request.url).searchParams, disputeStatuses);
  const { items, meta } = await requireAnswer(api.page(listDisputes, { query }));
  return { disputes: items, nextCursor: meta.nextCursor };
}

export default function AdminDisputes() {
  const words = useMessages().admin.disputes;
  const { disputes, nextCursor } = useLoaderData<typeof loader>();
  const columns = useDisputeColumns();
  return (
    <AccountPage title={words.title} detail={words.detail}>
      <StatusChoices statuses={disputeStatuses} names={words.statuses} />
      {disputes.length === 0 ? (
        <EmptyState icon={Scale} title={words.empty} body={words.emptyBody} />
      ) : (
        <Card className="overflow-hidden">
          <Table caption={words.title} columns={columns} rows={disputes} rowKey={({ id }) => id} />
        </Card>
      )}
      <OlderLink cursor={nextCursor} />
    </AccountPage>
  );
}

function useDisputeColumns(): readonly Column<Omit<Dispute, "messages">>[] {
  const { account, admin } = useMessages();
  const words = admin.disputes;
  const format = useMoney();
  const { columns } = words;
  return [
    {
      key: "reason",
      title: columns.reason,
      cell: ({ orderId, reason, origin, escalatedAt }) => (
        <span className="flex flex-wrap items-center gap-2">
          <Link
            to={`/admin/disputes/${orderId}`}
            className="font-semibold underline-offset-4 after:absolute after:inset-0 hover:underline"
          >
            {account.order.disputeReasons[reason]}
          </Link>
          {origin === "bank" ? <Badge tone="outline">{words.bank}</Badge> : null}
          {escalatedAt === null ? null : <Badge tone="live">{words.late}</Badge>}
        </span>
      ),
    },
    {
      key: "amount",
      title: columns.amount,
      numeric: true,
      cell: ({ amountMinor, currency }) => format({ amountMinor, currency }, { exact: true }),
    },
    {
      key: "opened",
      title: columns.opened,
      wide: true,
      cell: ({ openedAt }) => <Time atMs={Date.parse(openedAt)} format="date" />,
    },
    {
      key: "due",
      title: columns.due,
      cell: ({ answerDueAt }) =>
        answerDueAt === null ? (
          "—"
        ) : (
          <span className="whitespace-nowrap">
            <Time atMs={Date.parse(answerDueAt)} format="date" />
          </span>
        ),
    },
  ];
}
