import { Link } from "@remix-run/react";
import { ArrowRight } from "lucide-react";

import type { AuctionSummary } from "../../../contract/http/auctions.ts";
import { Avatar } from "../components/avatar.tsx";
import { Badge } from "../components/badge.tsx";
import { buttonClass } from "../components/button-class.ts";
import { Picture } from "../components/picture.tsx";
import { Price } from "../components/price.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** The sale that runs now, as wide as the page: what is on the block, what it stands at, one way in. */
export function FeaturedSale({ sale }: { sale: AuctionSummary }) {
  const { room, shop } = useMessages();
  const lot = sale.lots.find(({ status }) => status === "open") ?? sale.lots[0];
  const isOpen = lot?.status === "open";
  const next = sale.lots.filter(({ status }) => status === "queued").slice(0, 3);
  return (
    <article
      data-theme="dark"
      className="relative isolate grid overflow-hidden rounded-lg border border-line lg:grid-cols-[1.55fr_1fr]"
    >
      <div className="relative aspect-[4/3] overflow-hidden sm:aspect-video lg:aspect-auto lg:min-h-[30rem]">
        <Picture src={lot?.imageUrls[0]} alt="" eager className="absolute inset-0 size-full" />
        <div className="absolute top-4 left-4">
          <Badge tone="live" dot>
            {room.live}
          </Badge>
        </div>
      </div>
      <div className="flex flex-col gap-6 bg-surface p-5 sm:p-8">
        <div className="flex items-center gap-3">
          <Avatar name={sale.sellerName} />
          <div className="min-w-0">
            <h2 className="truncate text-lg leading-6">{sale.title}</h2>
            <p className="text-sm text-muted">
              {sale.sellerName} · {shop.lots(sale.lotCount)}
            </p>
          </div>
        </div>
        {lot ? (
          <div className="grid gap-1">
            <p className="text-sm text-muted">
              {isOpen ? shop.home.onTheBlock(lot.position) : shop.home.betweenLots}
            </p>
            <p className="line-clamp-2 font-display text-2xl leading-tight font-bold">{lot.title}</p>
            <p className="mt-2 flex items-baseline gap-3">
              <Price money={{ amountMinor: lot.priceMinor, currency: sale.currency }} className="text-5xl" />
              <span className="text-sm text-muted">{room.bids(lot.bidCount)}</span>
            </p>
          </div>
        ) : null}
        {next.length > 0 ? (
          <div className="grid gap-2 max-sm:hidden">
            <p className="text-sm text-muted">{shop.home.nextUp}</p>
            <ul className="flex gap-2">
              {next.map((each) => (
                <li key={each.id}>
                  <Picture src={each.imageUrls[0]} alt={each.title} className="size-18 rounded-sm" />
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        <Link
          to={`/auctions/${sale.id}`}
          prefetch="intent"
          className={`${buttonClass("primary", "lg", true)} mt-auto after:absolute after:inset-0`}
        >
          {shop.home.enter} <ArrowRight aria-hidden size={20} />
        </Link>
      </div>
    </article>
  );
}
