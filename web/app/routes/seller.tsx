import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { Gavel, Package, PackageOpen, Plus, Store, UserX } from "lucide-react";

import { listAuctions } from "../../../contract/http/auctions.ts";
import { listOrders } from "../../../contract/http/orders.ts";
import { useSoldColumns } from "../account/order-columns.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { requireSeller } from "../api/require.server.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Table } from "../components/table.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { useSaleColumns } from "../seller/sale-columns.tsx";

export const meta: MetaFunction = () => [{ title: `${en.seller.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireSeller(api, request);
  const [sales, orders] = await Promise.all([
    requireAnswer(api.page(listAuctions, { query: { sellerId: "me", limit: 50 } })),
    requireAnswer(api.page(listOrders, { query: { side: "seller", limit: 20 } })),
  ]);
  return { sales: sales.items, orders: orders.items };
}

export default function SellerHome() {
  const { catalogue, seller, trust } = useMessages();
  const { sales, orders } = useLoaderData<typeof loader>();
  const saleColumns = useSaleColumns();
  const soldColumns = useSoldColumns();
  return (
    <div className="page grid gap-10 py-8 md:py-12">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="text-3xl">{seller.title}</h1>
          <p className="text-muted">{seller.detail}</p>
        </div>
        <div className="flex flex-wrap gap-3">
          <ButtonLink to="/seller/products">
            <Package aria-hidden size={18} /> {catalogue.products.title}
          </ButtonLink>
          <ButtonLink to="/seller/blocked">
            <UserX aria-hidden size={18} /> {seller.blocked.title}
          </ButtonLink>
          <ButtonLink to="/seller/shop">
            <Store aria-hidden size={18} /> {trust.editShop.title}
          </ButtonLink>
          <ButtonLink to="/seller/auctions/new" variant="primary">
            <Plus aria-hidden size={18} /> {seller.create}
          </ButtonLink>
        </div>
      </header>
      {sales.length === 0 ? (
        <EmptyState icon={Gavel} title={seller.empty} body={seller.emptyBody} />
      ) : (
        <Card className="overflow-hidden">
          <Table caption={seller.title} columns={saleColumns} rows={sales} rowKey={(sale) => sale.id} />
        </Card>
      )}
      <section className="grid gap-5">
        <h2 className="text-2xl">{seller.orders}</h2>
        {orders.length === 0 ? (
          <EmptyState icon={PackageOpen} title={seller.noOrders} body={seller.noOrdersBody} />
        ) : (
          <Card className="overflow-hidden">
            <Table caption={seller.orders} columns={soldColumns} rows={orders} rowKey={(order) => order.id} />
          </Card>
        )}
      </section>
    </div>
  );
}
