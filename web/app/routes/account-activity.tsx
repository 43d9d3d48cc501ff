import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { History } from "lucide-react";

import type { Activity } from "../../../contract/http/activity.ts";
import { activityTypes, listActivity } from "../../../contract/http/activity.ts";
import { AccountPage } from "../account/account-page.tsx";
import { useActivityColumns } from "../account/activity-columns.tsx";
import { ListFilter } from "../account/list-filter.tsx";
import { OlderLink } from "../account/older-link.tsx";
import { readListQuery } from "../account/read-list-query.ts";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Table } from "../components/table.tsx";
import { findTimeZone } from "../format/find-reader.ts";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

const PAGE_SIZE = 50;

export const meta: MetaFunction = () => [{ title: `${en.security.activity.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const { type, ...asked } = readListQuery(new URL(request.url).searchParams, findTimeZone(request));
  // Whether there is such a type is the interface's to say.
  const query = { limit: PAGE_SIZE, ...asked, ...(type ? { type: type as Activity["type"] } : {}) };
  const { items, meta: page } = await requireAnswer(
    api.page(listActivity, { params: { userId: "me" }, query }),
  );
  return { activity: items, nextCursor: page.nextCursor, types: activityTypes };
}

export default function AccountActivity() {
  const words = useMessages().security.activity;
  const { activity, nextCursor, types } = useLoaderData<typeof loader>();
  const columns = useActivityColumns();
  return (
    <AccountPage title={words.title} detail={words.detail}>
      <ListFilter label={words.filter} types={types} names={words.types} />
      {activity.length === 0 ? (
        <EmptyState icon={History} title={words.empty} body={words.emptyBody} />
      ) : (
        <Card className="overflow-hidden">
          <Table caption={words.title} columns={columns} rows={activity} rowKey={({ id }) => id} dense />
        </Card>
      )}
      <OlderLink cursor={nextCursor} />
    </AccountPage>
  );
}
