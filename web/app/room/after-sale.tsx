import { Link } from "@remix-run/react";
import { ShieldCheck } from "lucide-react";

import type { RoomLot } from "../../../client/room/room-model.ts";
import { Badge } from "../components/badge.tsx";
import { ButtonLink } from "../components/button-link.tsx";
import { Card } from "../components/card.tsx";
import { Picture } from "../components/picture.tsx";
import type { Column } from "../components/table.tsx";
import { Table } from "../components/table.tsx";
import { useMoney } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { useScene } from "./room-context.tsx";

/** A sale that is over: what sold for what, and the way to check it. */
export function AfterSale() {
  const { model } = useScene();
  const { shop, room } = useMessages();
  const format = useMoney();
  const { auction, lots, you } = model;
  const columns = useResultColumns();
  const sold = lots.filter(({ status }) => status === "sold");
  const totalMinor = sold.reduce((sum, lot) => sum + (lot.soldPriceMinor ?? lot.priceMinor), 0);
  const hasWon = you.paddle !== null && sold.some((lot) => lot.winnerPaddle === you.paddle);
  return (
    <div className="page grid gap-8 py-8 md:py-12">
      <header className="grid gap-4">
        <div className="flex items-center gap-3 text-sm text-muted">
          <Badge>{auction.status === "cancelled" ? shop.cancelled : shop.ended}</Badge>
          <Time atMs={auction.endedAtMs ?? auction.scheduledStartMs} />
        </div>
        <h1 className="text-4xl md:text-5xl">{auction.title}</h1>
        <p className="text-lg text-muted">
          {auction.status === "cancelled" ? (
            shop.after.cancelledTitle
          ) : (
            <Link
              to={`/sellers/${auction.sellerId}`}
              className="inline-flex min-h-11 items-center underline-offset-4 hover:underline"
            >
              {shop.before.by(auction.sellerName)}
            </Link>
          )}
        </p>
      </header>
      <div className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-[1fr_1fr_2fr]">
        <Figure label={shop.after.lotsSold} value={`${sold.length}/${lots.length}`} />
        <Figure
          label={shop.after.total}
          value={format({ amountMinor: totalMinor, currency: auction.currency })}
        />
        <Card className="flex flex-wrap items-center gap-4 col-span-2 p-5 lg:col-span-1">
          <ShieldCheck aria-hidden size={32} strokeWidth={1.75} className="text-leading-text" />
          <p className="min-w-48 flex-1 text-sm">{shop.after.verifyBody}</p>
          <ButtonLink to={`/auctions/${auction.id}/log`}>{shop.after.verify}</ButtonLink>
        </Card>
      </div>
      {hasWon ? (
        <ButtonLink to="/orders" variant="primary" className="justify-self-start">
          {shop.after.yourOrders}
        </ButtonLink>
      ) : null}
      <Card className="overflow-hidden">
        <Table caption={shop.after.results} columns={columns} rows={lots} rowKey={(lot) => lot.id} />
      </Card>
      <p className="sr-only">{room.lots}</p>
    </div>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <Card className="grid content-center p-5">
      <p className="text-sm text-muted">{label}</p>
      <p className="font-display text-3xl font-bold tabular">{value}</p>
    </Card>
  );
}

function useResultColumns(): readonly Column<RoomLot>[] {
  const { model } = useScene();
  const { shop, room } = useMessages();
  const format = useMoney();
  const { currency } = model.auction;
  return [
    {
      key: "lot",
      title: shop.after.lot,
      cell: (lot) => (
        <span className="flex items-center gap-3">
          <Picture src={lot.imageUrls[0]} alt="" className="size-11 shrink-0 rounded-sm" />
          <span>
            <span className="mr-1.5 text-muted tabular">#{lot.position}</span>
            {lot.title}
          </span>
        </span>
      ),
    },
    { key: "bids", title: shop.after.bids, numeric: true, wide: true, cell: (lot) => lot.bidCount },
    {
      key: "winner",
      title: shop.after.winner,
      wide: true,
      cell: (lot) =>
        lot.winnerPaddle === null ? null : lot.winnerPaddle === model.you.paddle ? (
          <Badge tone="leading">{room.you}</Badge>
        ) : (
          room.paddle(lot.winnerPaddle)
        ),
    },
    {
      key: "price",
      title: shop.after.price,
      numeric: true,
      cell: (lot) =>
        lot.soldPriceMinor === null ? (
          <span className="text-muted whitespace-nowrap">
            {lot.status === "voided" ? room.lotVoided : room.lotPassed}
          </span>
        ) : (
          <span className="font-semibold">{format({ amountMinor: lot.soldPriceMinor, currency })}</span>
        ),
    },
  ];
}
