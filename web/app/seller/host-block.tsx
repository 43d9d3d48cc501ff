import { useMemo } from "react";

import { computeCountdown } from "../../../client/room/countdown.ts";
import type { RoomLot } from "../../../client/room/room-model.ts";
import { findCurrentLot } from "../../../client/room/room-model.ts";
import { Badge } from "../components/badge.tsx";
import { BidFeed } from "../components/bid-feed.tsx";
import { CountdownRing } from "../components/countdown-ring.tsx";
import { Picture } from "../components/picture.tsx";
import { Price } from "../components/price.tsx";
import type { LotClock } from "../components/ring.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { findLastClosed } from "../room/focus.ts";
import { toFeedLines } from "../room/room-cards.ts";
import { useScene } from "../room/room-context.tsx";
import { HostControls } from "./host-controls.tsx";

/** The lot on the block as its host sees it, over the controls. */
export function HostBlock() {
  const { model } = useScene();
  const { seller, room } = useMessages();
  const open = findCurrentLot(model);
  const lot = open ?? findLastClosed(model) ?? model.lots[0];
  return (
    <section aria-labelledby="block-title" className="flex min-h-0 flex-col">
      <div className="grid min-h-0 flex-1 content-start gap-5 overflow-y-auto p-4 lg:p-6">
        <p className="text-sm text-muted">{open ? seller.console.onTheBlock : seller.console.betweenLots}</p>
        {lot ? <BlockLot lot={lot} /> : null}
        {model.auction.held ? (
          <p
            role="status"
            className="rounded-sm border-l-4 border-l-live bg-live-wash px-3 py-2.5 text-sm font-medium"
          >
            {seller.console.held}
          </p>
        ) : null}
        {lot ? (
          <div className="rounded-md border border-line py-2">
            <h3 className="px-3 pb-1 font-sans text-sm font-semibold tracking-normal">{room.feed.title}</h3>
            <BidFeed
              key={lot.id}
              lines={toFeedLines(model, lot, room.feed)}
              currency={model.auction.currency}
            />
          </div>
        ) : null}
      </div>
      <HostControls />
    </section>
  );
}

function BlockLot({ lot }: { lot: RoomLot }) {
  const { model, getNowMs, setPhase } = useScene();
  const { room } = useMessages();
  const { auction } = model;
  const clock = useMemo<LotClock>(
    () => ({
      read: () => computeCountdown(auction, lot, getNowMs()),
      windowMs: lot.windowMs,
      totalMs: lot.durationMs,
    }),
    [auction, lot, getNowMs],
  );
  const paddle = lot.winnerPaddle ?? lot.leaderPaddle;
  return (
    <div className="flex items-start gap-4 lg:gap-6">
      <Picture src={lot.imageUrls[0]} alt="" className="size-24 shrink-0 rounded-md lg:size-40" />
      <div className="grid min-w-0 flex-1 justify-items-start gap-1">
        <h2 id="block-title" className="text-xl lg:text-2xl">
          <span className="text-muted tabular">#{lot.position}</span> {lot.title}
        </h2>
        <Price
          money={{ amountMinor: lot.soldPriceMinor ?? lot.priceMinor, currency: auction.currency }}
          className="text-4xl lg:text-5xl"
        />
        <p className="flex flex-wrap items-center gap-2 text-sm text-muted tabular">
          {paddle === null ? null : <span className="font-semibold text-text">{room.paddle(paddle)}</span>}
          {room.bids(lot.bidCount)}
          {lot.status === "sold" ? <Badge tone="leading">{room.lotSold}</Badge> : null}
          {lot.status === "passed" ? <Badge>{room.lotPassed}</Badge> : null}
          {lot.status === "open" && lot.hasReserve ? (
            <Badge tone={lot.reserveMet ? "leading" : "outline"}>
              {lot.reserveMet ? room.reserveMet : room.reserveNotMet}
            </Badge>
          ) : null}
        </p>
      </div>
      {lot.status === "open" ? <CountdownRing clock={clock} onPhase={setPhase} /> : null}
    </div>
  );
}
