import { Link } from "@remix-run/react";
import { Users } from "lucide-react";

import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { WatchButton } from "../watching/watch-button.tsx";
import { Avatar } from "./avatar.tsx";
import { Badge } from "./badge.tsx";
import { classNames } from "./class-names.ts";
import { Picture } from "./picture.tsx";

export type AuctionCardData = {
  readonly id: string;
  readonly title: string;
  readonly sellerName: string;
  readonly status: "scheduled" | "live" | "ended" | "cancelled";
  readonly startsAtMs: number;
  readonly lotCount: number;
  readonly viewers: number;
  readonly imageUrls: readonly string[];
};

/** A sale as a door: live ones say so, coming ones say when. */
export function AuctionCard({ auction, eager }: { auction: AuctionCardData; eager?: boolean }) {
  const { room, shop } = useMessages();
  return (
    <article className="group relative grid grid-cols-[minmax(0,1fr)] gap-3">
      <Mosaic imageUrls={auction.imageUrls} eager={eager ?? false} isLive={auction.status === "live"} />
      <div className="absolute top-3 left-3 flex items-center gap-1.5">
        {auction.status === "live" ? (
          <Badge tone="live" dot>
            {room.live}
          </Badge>
        ) : null}
        {auction.status === "live" && auction.viewers > 0 ? (
          <span className="inline-flex h-6 items-center gap-1 rounded-full bg-[rgb(11_12_15/72%)] px-2 text-xs font-semibold text-white tabular">
            <Users aria-hidden size={13} /> <span className="sr-only">{room.watching(auction.viewers)}</span>
            <span aria-hidden>{auction.viewers}</span>
          </span>
        ) : null}
        {auction.status === "scheduled" ? (
          <Badge tone="plain">
            <Time atMs={auction.startsAtMs} />
          </Badge>
        ) : null}
        {auction.status === "ended" ? <Badge tone="plain">{shop.ended}</Badge> : null}
        {auction.status === "cancelled" ? <Badge tone="plain">{shop.cancelled}</Badge> : null}
      </div>
      {auction.status === "scheduled" ? (
        <WatchButton kind="auction" subjectId={auction.id} title={auction.title} look="corner" />
      ) : null}
      <div className="flex gap-3">
        <Avatar name={auction.sellerName} size="md" />
        <div className="min-w-0">
          <h3 className="truncate text-lg leading-6">
            <Link
              to={`/auctions/${auction.id}`}
              prefetch="intent"
              className="after:absolute after:inset-0 group-hover:underline underline-offset-4 decoration-2"
            >
              {auction.title}
            </Link>
          </h3>
          <p className="truncate text-sm text-muted">
            {auction.sellerName} · {shop.lots(auction.lotCount)}
          </p>
        </div>
      </div>
    </article>
  );
}

function Mosaic({
  imageUrls,
  eager,
  isLive,
}: {
  imageUrls: readonly string[];
  eager: boolean;
  isLive: boolean;
}) {
  const [first, second, third] = imageUrls;
  const several = second !== undefined && third !== undefined;
  return (
    <div
      className={classNames(
        "grid aspect-[4/3] gap-0.5 overflow-hidden rounded-md border bg-line",
        // Tracks that a large picture cannot widen.
        several
          ? "grid-cols-[minmax(0,2fr)_minmax(0,1fr)] grid-rows-[repeat(2,minmax(0,1fr))]"
          : "grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)]",
        isLive ? "border-live" : "border-line",
      )}
    >
      <Picture
        src={first}
        alt=""
        eager={eager}
        sizes="(min-width: 64rem) 18rem, (min-width: 40rem) 45vw, 90vw"
        className={classNames("size-full", several && "row-span-2")}
      />
      {several ? <Picture src={second} alt="" sizes="8rem" className="size-full" /> : null}
      {several ? <Picture src={third} alt="" sizes="8rem" className="size-full" /> : null}
    </div>
  );
}
