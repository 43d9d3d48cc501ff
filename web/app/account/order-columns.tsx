import { Link } from "@remix-run/react";

import type { Order } from "../../../contract/http/orders.ts";
import { Picture } from "../components/picture.tsx";
import type { Column } from "../components/table.tsx";
import { useMoney } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { OrderStatusBadge } from "./order-status-badge.tsx";

/** How what somebody bought stands in a table. */
export function useOrderColumns(): readonly Column<Order>[] {
  const { account } = useMessages();
  const format = useMoney();
  const { lot, date, status } = useSharedColumns();
  return [
    lot,
    { key: "seller", title: account.orders.seller, wide: true, cell: (order) => order.sellerName },
    date,
    status,
    {
      key: "total",
      title: account.orders.total,
      numeric: true,
      cell: (order) => (
        <span className="font-semibold">
          {format({ amountMinor: order.totalMinor, currency: order.currency }, { exact: true })}
        </span>
      ),
    },
  ];
}

/** How what somebody sold stands in a table. */
export function useSoldColumns(): readonly Column<Order>[] {
  const { account } = useMessages();
  const format = useMoney();
  const { lot, date, status } = useSharedColumns();
  return [
    lot,
    date,
    status,
    {
      key: "price",
      title: account.orders.price,
      numeric: true,
      cell: (order) => format({ amountMinor: order.priceMinor, currency: order.currency }, { exact: true }),
    },
  ];
}

/** What both sides of an order see of it. */
function useSharedColumns(): Readonly<Record<"lot" | "date" | "status", Column<Order>>> {
  const { account } = useMessages();
  return {
    lot: {
      key: "lot",
      title: account.orders.lot,
      cell: (order) => (
        <span className="flex items-center gap-3">
          <Picture src={order.imageUrl ?? undefined} alt="" className="size-11 shrink-0 rounded-sm" />
          <Link to={`/orders/${order.id}`} className="line-clamp-2 font-medium after:absolute after:inset-0">
            {order.title}
          </Link>
        </span>
      ),
    },
    date: {
      key: "date",
      title: account.orders.date,
      wide: true,
      cell: (order) => <Time atMs={Date.parse(order.createdAt)} format="date" />,
    },
    status: {
      key: "status",
      title: account.orders.status,
      cell: (order) => <OrderStatusBadge status={order.status} />,
    },
  };
}
