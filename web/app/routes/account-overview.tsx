import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Package } from "lucide-react";

import { readDashboard } from "../../../contract/http/dashboard.ts";
import { listOrders } from "../../../contract/http/orders.ts";
import { TEXT_LINK } from "../account/auth-card.tsx";
import { DashboardNumbers } from "../account/dashboard.tsx";
import { useOrderColumns } from "../account/order-columns.tsx";
import { Readiness } from "../account/readiness.tsx";
import { PAGE_HEADING_ID } from "../account/use-outcome.ts";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { Avatar } from "../components/avatar.tsx";
import { ButtonLink } from "../components/button-link.tsx";
import { Button } from "../components/button.tsx";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Table } from "../components/table.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

const RECENT_ORDERS = 5;

export const meta: MetaFunction = () => [{ title: `${en.account.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  const { displayName, email, avatarUrl, bidding } = await requireOwnProfile(api, request);
  const [dashboard, orders] = await Promise.all([
    requireAnswer(api.call(readDashboard, { params: { userId: "me" } })),
    requireAnswer(api.page(listOrders, { query: { limit: RECENT_ORDERS } })),
  ]);
  return { displayName, email, avatarUrl, bidding, dashboard, orders: orders.items };
}

export default function AccountOverview() {
  const { account, common } = useMessages();
  const { displayName, email, avatarUrl, bidding, dashboard, orders } = useLoaderData<typeof loader>();
  const isReady = bidding.hasPaymentMethod && bidding.hasAddress;
  const columns = useOrderColumns();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <header className="flex items-center gap-4">
        <Avatar name={displayName} imageUrl={avatarUrl ?? undefined} size="lg" />
        <div className="min-w-0 flex-1">
          <h1 id={PAGE_HEADING_ID} tabIndex={-1} className="truncate text-2xl outline-none md:text-3xl">
            {displayName}
          </h1>
          <p className="truncate text-muted">{email}</p>
        </div>
        <Form method="post" action="/logout">
          <Button type="submit">{common.nav.signOut}</Button>
        </Form>
      </header>
      {isReady ? null : (
        <Readiness
          hasCard={bidding.hasPaymentMethod}
          hasAddress={bidding.hasAddress}
          returnTo={undefined}
          action={
            <ButtonLink to="/account/payment" variant="primary">
              {account.toPayment}
            </ButtonLink>
          }
        />
      )}
      <DashboardNumbers dashboard={dashboard} />
      <section className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <header className="flex items-baseline justify-between gap-4">
          <h2 className="text-xl">{account.overview.recent}</h2>
          {orders.length > 0 ? (
            <Link to="/orders" className={`${TEXT_LINK} text-sm`}>
              {account.overview.allOrders}
            </Link>
          ) : null}
        </header>
        {orders.length === 0 ? (
          <EmptyState
            icon={Package}
            title={account.orders.empty}
            body={account.orders.emptyBody}
            action={<ButtonLink to="/">{account.orders.emptyAction}</ButtonLink>}
          />
        ) : (
          <Card className="overflow-hidden">
            <Table
              caption={account.overview.recent}
              columns={columns}
              rows={orders}
              rowKey={(order) => order.id}
            />
          </Card>
        )}
      </section>
    </div>
  );
}
