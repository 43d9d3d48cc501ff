import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { Package } from "lucide-react";

import { listOrders } from "../../../contract/http/orders.ts";
import { useOrderColumns } from "../account/order-columns.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Table } from "../components/table.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { useFreshData } from "../shop/use-fresh-data.ts";

/** A lot that was just won becomes an order within moments, and its winner is already here. */
const FRESH_EVERY_MS = 3_000;

export const meta: MetaFunction = () => [{ title: `${en.account.orders.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const params = new URL(request.url).searchParams;
  const cursor = params.get("cursor");
  const answer = await requireAnswer(api.page(listOrders, { query: cursor ? { cursor } : {} }));
  return { orders: answer.items, nextCursor: answer.meta.nextCursor };
}

export default function Orders() {
  const { account, common } = useMessages();
  const { orders, nextCursor } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  useFreshData(FRESH_EVERY_MS);
  const columns = useOrderColumns();
  const next = new URLSearchParams(params);
  if (nextCursor) next.set("cursor", nextCursor);
  return (
    <div className="page grid gap-6 py-8 md:py-12">
      <header>
        <h1 className="text-3xl">{account.orders.title}</h1>
        <p className="text-muted">{account.orders.detail}</p>
      </header>
      {orders.length === 0 ? (
        <EmptyState
          icon={Package}
          title={account.orders.empty}
          body={account.orders.emptyBody}
          action={
            <ButtonLink to="/" variant="primary">
              {account.orders.emptyAction}
            </ButtonLink>
          }
        />
      ) : (
        <Card className="overflow-hidden">
          <Table
            caption={account.orders.title}
            columns={columns}
            rows={orders}
            rowKey={(order) => order.id}
          />
        </Card>
      )}
      {nextCursor ? (
        <div className="justify-self-center">
          <ButtonLink to={`?${next}`}>{common.loadMore}</ButtonLink>
        </div>
      ) : null}
    </div>
  );
}
