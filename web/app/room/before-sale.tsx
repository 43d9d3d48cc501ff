import { Link } from "@remix-run/react";
import { useEffect, useState } from "react";

import { Avatar } from "../components/avatar.tsx";
import { Badge } from "../components/badge.tsx";
import { ButtonLink } from "../components/button-link.tsx";
import { Picture } from "../components/picture.tsx";
import { useMoney, useReader } from "../format/reader.tsx";
import { formatCountdown } from "../format/time.ts";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { WatchButton } from "../watching/watch-button.tsx";
import { MaximumDialog } from "./maximum-dialog.tsx";
import { useScene } from "./room-context.tsx";
import { RoomBidButton } from "./room-bid-button.tsx";

/** A sale to come: when, by whom, and its lots, on which one can already leave a maximum. */
export function BeforeSale() {
  const { model, lot, chooseLot } = useScene();
  const { shop, room } = useMessages();
  const { locale } = useReader();
  const { auction, you } = model;
  const premium = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(
    auction.premiumBps / 10_000,
  );
  return (
    <div className="page grid gap-10 py-8 md:py-12">
      <header className="grid items-end gap-8 lg:grid-cols-[1fr_auto]">
        <div className="grid justify-items-start gap-4">
          <Badge>{shop.scheduled}</Badge>
          <h1 className="text-4xl md:text-5xl">{auction.title}</h1>
          <Link
            to={`/sellers/${auction.sellerId}`}
            className="flex min-h-11 items-center gap-3 underline-offset-4 hover:underline"
          >
            <Avatar name={auction.sellerName} /> {shop.before.by(auction.sellerName)}
          </Link>
          {auction.description ? (
            <p className="max-w-prose text-lg text-muted">{auction.description}</p>
          ) : null}
          <p className="text-sm text-muted">
            {shop.lots(auction.lotCount)} · {shop.before.buyersPremium(premium)}
          </p>
          {you.role === "host" ? (
            <ButtonLink to={`/seller/auctions/${auction.id}/live`} variant="primary">
              {shop.before.host}
            </ButtonLink>
          ) : null}
        </div>
        <StartClock />
      </header>
      <section className="grid grid-cols-[minmax(0,1fr)] gap-5" aria-labelledby="lots-title">
        <h2 id="lots-title" className="text-2xl">
          {shop.before.lotsTitle}
        </h2>
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-8 lg:grid-cols-[1fr_22rem]">
          <ul className="product-grid">
            {model.lots.map((each) => (
              <li key={each.id} className="relative">
                <LotTile lotId={each.id} isChosen={each.id === lot?.id} onChoose={() => chooseLot(each.id)} />
                <WatchButton kind="lot" subjectId={each.id} title={each.title} look="corner" />
              </li>
            ))}
          </ul>
          {lot ? <EarlyBid key={lot.id} /> : null}
        </div>
      </section>
      <p className="sr-only">{room.watching(model.viewers)}</p>
    </div>
  );
}

function StartClock() {
  const { model, getNowMs } = useScene();
  const { shop } = useMessages();
  const startsAtMs = model.auction.scheduledStartMs;
  const [remainingMs, setRemainingMs] = useState(() => startsAtMs - getNowMs());
  useEffect(() => {
    const look = () => setRemainingMs(startsAtMs - getNowMs());
    look();
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [startsAtMs, getNowMs]);
  return (
    <div className="grid gap-1 rounded-lg border border-line bg-surface px-6 py-5 lg:min-w-72">
      <p className="text-sm text-muted">
        {remainingMs > 0 ? shop.before.startsIn : shop.before.startingSoon}
      </p>
      <p className="font-display text-4xl font-bold tabular" suppressHydrationWarning>
        {remainingMs > 0 ? formatCountdown(Math.max(remainingMs, 10_000)) : "…"}
      </p>
      <p className="text-sm">
        <Time atMs={startsAtMs} />
      </p>
      {model.you.role === "host" ? null : (
        <div className="pt-3">
          <WatchButton
            kind="auction"
            subjectId={model.auction.id}
            title={model.auction.title}
            look="reminder"
          />
        </div>
      )}
    </div>
  );
}

function LotTile({ lotId, isChosen, onChoose }: { lotId: string; isChosen: boolean; onChoose: () => void }) {
  const { model } = useScene();
  const { room } = useMessages();
  const format = useMoney();
  const lot = model.lots.find(({ id }) => id === lotId);
  if (!lot) return null;
  const own = model.you.maxima[lot.id];
  const show = (amountMinor: number) => format({ amountMinor, currency: model.auction.currency });
  return (
    <button
      type="button"
      onClick={onChoose}
      aria-pressed={isChosen}
      className="group grid w-full gap-2 text-left"
    >
      <Picture
        src={lot.imageUrls[0]}
        alt=""
        className={`aspect-square w-full rounded-md border-2 ${isChosen ? "border-text" : "border-transparent"}`}
      />
      <span className="text-sm text-muted tabular">#{lot.position}</span>
      <span className="-mt-2 line-clamp-2 leading-snug font-medium underline-offset-4 group-hover:underline">
        {lot.title}
      </span>
      <span className="text-sm text-muted tabular">{room.startsAt(show(lot.startingPriceMinor))}</span>
      {own === undefined ? null : (
        <span>
          <Badge tone="leading">{room.yourMax(show(own))}</Badge>
        </span>
      )}
    </button>
  );
}

function EarlyBid() {
  const { lot, model } = useScene();
  const { shop, room } = useMessages();
  const format = useMoney();
  const [isOpen, setIsOpen] = useState(false);
  if (!lot) return null;
  return (
    <aside className="sticky bottom-16 z-10 flex items-center gap-3 rounded-lg border border-line bg-surface p-3 lg:top-22 lg:bottom-auto lg:grid lg:gap-4 lg:p-5">
      <div className="min-w-0 flex-1">
        <h3 className="truncate text-base lg:text-xl lg:whitespace-normal">
          <span className="text-muted tabular">#{lot.position}</span> {lot.title}
        </h3>
        <p className="font-display text-lg font-bold tabular lg:text-2xl">
          {format({ amountMinor: lot.startingPriceMinor, currency: model.auction.currency })}
        </p>
      </div>
      <p className="text-sm text-muted max-lg:hidden">{lot.description || room.noDescription}</p>
      <div className="w-44 shrink-0 lg:w-full">
        <RoomBidButton onMaximum={() => setIsOpen(true)} />
      </div>
      <p className="text-sm text-muted max-lg:hidden">{shop.before.preBidBody}</p>
      <MaximumDialog lot={lot} open={isOpen} onOpenChange={setIsOpen} />
    </aside>
  );
}
