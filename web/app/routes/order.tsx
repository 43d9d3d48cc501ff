import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { ShieldCheck } from "lucide-react";

import type { Order } from "../../../contract/http/orders.ts";
import { readOrder } from "../../../contract/http/orders.ts";
import { OrderStatusBadge } from "../account/order-status-badge.tsx";
import { OrderSteps } from "../account/order-steps.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { Section } from "../components/card.tsx";
import { Picture } from "../components/picture.tsx";
import { useMoney } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.order.title ?? en.account.orders.title} · ${en.common.brand}` },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const order = await requireAnswer(api.call(readOrder, { params: { id: params["orderId"] ?? "" } }));
  return { order };
}

export default function OrderPage() {
  const { account } = useMessages();
  const { order } = useLoaderData<typeof loader>();
  return (
    <div className="mx-auto grid w-full grid-cols-[minmax(0,1fr)] max-w-4xl gap-6 px-4 py-8 md:py-12">
      <header className="flex items-center gap-4">
        <Picture
          src={order.imageUrl ?? undefined}
          alt=""
          eager
          className="size-24 shrink-0 rounded-md border border-line"
        />
        <div className="grid min-w-0 justify-items-start gap-1.5">
          <OrderStatusBadge status={order.status} />
          <h1 className="text-2xl">{order.title}</h1>
          <p className="text-sm text-muted">
            {account.order.from} {order.sellerName} · {account.order.won}{" "}
            <Time atMs={Date.parse(order.createdAt)} format="date" />
          </p>
        </div>
      </header>
      <div className="grid items-start gap-6 md:grid-cols-[1fr_20rem]">
        <Section title={account.order.steps}>
          <OrderSteps status={order.status} />
        </Section>
        <Section title={order.side === "buyer" ? account.order.price : account.order.priceSeller}>
          <OrderLines order={order} />
        </Section>
      </div>
      <p className="flex flex-wrap items-center gap-x-6 gap-y-2 text-sm">
        <Link
          to={`/auctions/${order.auctionId}/log`}
          className="inline-flex min-h-11 items-center gap-2 font-semibold text-leading-text hover:underline"
        >
          <ShieldCheck aria-hidden size={18} /> {account.order.proof}
        </Link>
        <Link
          to={`/auctions/${order.auctionId}`}
          className="inline-flex min-h-11 items-center font-semibold hover:underline"
        >
          {account.order.sale}
        </Link>
        <span className="text-muted">
          {account.order.number} <code className="text-xs">{order.id}</code>
        </span>
      </p>
    </div>
  );
}

function OrderLines({ order }: { order: Order }) {
  const { account } = useMessages();
  const format = useMoney();
  const words = account.order;
  const lines = [
    [words.hammer, order.priceMinor],
    [words.premium, order.premiumMinor],
    [words.shipping, order.shippingMinor],
    [words.tax, order.taxMinor],
  ] as const;
  const show = (amountMinor: number) => format({ amountMinor, currency: order.currency }, { exact: true });
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-2 text-sm">
      {lines.map(([label, amountMinor]) => (
        <div key={label} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd className="text-right tabular">{show(amountMinor)}</dd>
        </div>
      ))}
      <div className="col-span-2 my-1 h-px bg-line" />
      <dt className="text-base font-semibold">{words.total}</dt>
      <dd className="text-right font-display text-xl font-bold tabular">{show(order.totalMinor)}</dd>
    </dl>
  );
}
