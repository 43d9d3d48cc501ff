import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { History } from "lucide-react";

import type { Activity } from "../../../contract/http/users.ts";
import { listActivity } from "../../../contract/http/users.ts";
import { AccountPage } from "../account/account-page.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import type { Column } from "../components/table.tsx";
import { Table } from "../components/table.tsx";
import { Time } from "../format/time-element.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction = () => [{ title: `${en.security.activity.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const cursor = new URL(request.url).searchParams.get("cursor");
  const query = { limit: 50, ...(cursor ? { cursor } : {}) };
  const { items, meta: page } = await requireAnswer(
    api.page(listActivity, { params: { userId: "me" }, query }),
  );
  return { activity: items, nextCursor: page.nextCursor };
}

export default function AccountActivity() {
  const { common, security } = useMessages();
  const words = security.activity;
  const { activity, nextCursor } = useLoaderData<typeof loader>();
  const columns = useActivityColumns();
  return (
    <AccountPage title={words.title} detail={words.detail}>
      {activity.length === 0 ? (
        <EmptyState icon={History} title={words.empty} body={words.emptyBody} />
      ) : (
        <Card className="overflow-hidden">
          <Table caption={words.title} columns={columns} rows={activity} rowKey={({ id }) => id} dense />
        </Card>
      )}
      {nextCursor ? (
        <div className="justify-self-center">
          <ButtonLink to={`?cursor=${encodeURIComponent(nextCursor)}`}>{common.older}</ButtonLink>
        </div>
      ) : null}
    </AccountPage>
  );
}

function useActivityColumns(): readonly Column<Activity>[] {
  const words = useMessages().security.activity;
  return [
    {
      key: "what",
      title: words.what,
      cell: ({ action }) => <span className="font-medium">{words.actions[action] ?? action}</span>,
    },
    { key: "where", title: words.where, wide: true, cell: ({ ipAddress }) => ipAddress ?? "—" },
    { key: "when", title: words.when, numeric: true, cell: ({ at }) => <Time atMs={Date.parse(at)} /> },
  ];
}
