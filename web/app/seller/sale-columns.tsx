import { Link } from "@remix-run/react";

import type { AuctionSummary } from "../../../contract/http/auctions.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Picture } from "../components/picture.tsx";
import type { Column } from "../components/table.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { SaleStatusBadge } from "./sale-status-badge.tsx";

/** A seller's own sales. */
export function useSaleColumns(): readonly Column<AuctionSummary>[] {
  const { seller } = useMessages();
  return [
    {
      key: "title",
      title: seller.sale,
      cell: (sale) => (
        <span className="flex items-center gap-3">
          <Picture src={sale.lots[0]?.imageUrls[0]} alt="" className="size-11 shrink-0 rounded-sm" />
          <span className="grid justify-items-start gap-1">
            <Link to={`/auctions/${sale.id}`} className="line-clamp-2 font-medium hover:underline">
              {sale.title}
            </Link>
            <span className="md:hidden">
              <SaleStatusBadge status={sale.status} />
            </span>
          </span>
        </span>
      ),
    },
    {
      key: "status",
      title: seller.status,
      wide: true,
      cell: (sale) => <SaleStatusBadge status={sale.status} />,
    },
    {
      key: "starts",
      title: seller.starts,
      wide: true,
      cell: (sale) => <Time atMs={Date.parse(sale.startedAt ?? sale.scheduledStart)} />,
    },
    { key: "lots", title: seller.lots, numeric: true, wide: true, cell: (sale) => sale.lotCount },
    {
      key: "open",
      title: seller.host,
      isTitleHidden: true,
      numeric: true,
      cell: (sale) =>
        sale.status === "live" || sale.status === "scheduled" ? (
          <ButtonLink to={`/seller/auctions/${sale.id}/live`} size="sm">
            {seller.host}
          </ButtonLink>
        ) : null,
    },
  ];
}
