import { Form, useActionData } from "@remix-run/react";
import { useMemo, useState } from "react";

import { computeCountdown } from "../../../client/room/countdown.ts";
import type { RoomLot } from "../../../client/room/room-model.ts";
import { isPurchase } from "../../../domain/order/cancel.ts";
import type { FormProblem } from "../api/form-problem.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { CountdownRing } from "../components/countdown-ring.tsx";
import { FormAlert } from "../components/form-alert.tsx";
import { Price } from "../components/price.tsx";
import type { LotClock } from "../components/ring.ts";
import { useMoney } from "../format/reader.tsx";
import type { Messages } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { MaximumDialog } from "./maximum-dialog.tsx";
import { useScene } from "./room-context.tsx";
import { RoomBidButton } from "./room-bid-button.tsx";
import { StandingLine } from "./standing-line.tsx";
import { useAnnouncement } from "./use-announcement.ts";

/** The lot in focus and everything one does with it. The place of each part is fixed: nothing moves under a finger. */
export function BidPanel() {
  const { lot, model, standing } = useScene();
  const { room } = useMessages();
  // Only a page without scripts sends the bid as a form, and hears of a refusal in its answer.
  const problem = useActionData<FormProblem>();
  const spoken = useAnnouncement(lot, standing, model.auction.currency);
  const [isMaximumOpen, setIsMaximumOpen] = useState(false);
  return (
    <section
      aria-labelledby="lot-title"
      className="relative z-10 grid grid-cols-1 gap-3 px-4 pt-4 pb-[max(0.75rem,env(safe-area-inset-bottom))] lg:gap-4 lg:px-6 lg:py-5"
    >
      <p className="sr-only" aria-live="polite" aria-atomic>
        {spoken}
      </p>
      {lot ? <LotLine lot={lot} /> : null}
      {problem ? <FormAlert>{room.refusals[problem.code] ?? problem.message}</FormAlert> : <StandingLine />}
      <Actions lot={lot} onMaximum={() => setIsMaximumOpen(true)} />
      {lot ? <MaximumDialog lot={lot} open={isMaximumOpen} onOpenChange={setIsMaximumOpen} /> : null}
    </section>
  );
}

function LotLine({ lot }: { lot: RoomLot }) {
  const { model } = useScene();
  const { room } = useMessages();
  const isOpen = lot.status === "open";
  const label = findPriceLabel(lot, room);
  return (
    <div className="flex items-end justify-between gap-4">
      <div className="min-w-0">
        <h2 id="lot-title" className="flex min-w-0 items-center gap-2 text-base leading-6 lg:text-xl">
          <span className="shrink-0 text-muted tabular">#{lot.position}</span>
          <span className="truncate">{lot.title}</span>
          {lot.hasReserve && isOpen ? (
            <span className="max-lg:hidden">
              <Badge tone={lot.reserveMet ? "leading" : "outline"}>
                {lot.reserveMet ? room.reserveMet : room.reserveNotMet}
              </Badge>
            </span>
          ) : null}
        </h2>
        <div className="flex items-baseline gap-3">
          <Price
            money={{ amountMinor: lot.soldPriceMinor ?? lot.priceMinor, currency: model.auction.currency }}
            className="text-4xl lg:text-5xl"
          />
          <p className="grid min-w-0 text-xs leading-snug text-muted lg:text-sm">
            <span className="truncate">
              {label}
              {lot.hasReserve && isOpen ? (
                <span className="lg:hidden"> · {lot.reserveMet ? room.reserveMet : room.reserveNotMet}</span>
              ) : null}
            </span>
            <LeaderLine lot={lot} />
          </p>
        </div>
      </div>
      {isOpen ? <LotRing lot={lot} /> : null}
    </div>
  );
}

function isAscending({ format }: RoomLot): boolean {
  return format === "english" || format === "sudden-death";
}

function findPriceLabel(lot: RoomLot, room: Messages["room"]): string {
  if (lot.status === "sold") return isPurchase(lot) ? room.soldPrice : room.winningBid;
  if (lot.format === "fixed" || lot.format === "dutch") return room.priceNow;
  return lot.bidCount > 0 ? room.currentBid : room.startingPrice;
}

function LeaderLine({ lot }: { lot: RoomLot }) {
  const { model } = useScene();
  const { room } = useMessages();
  const paddle = lot.winnerPaddle ?? lot.leaderPaddle;
  const who = paddle === null ? "" : paddle === model.you.paddle ? room.you : room.paddle(paddle);
  return (
    <span className="truncate tabular">
      {who ? <span className="text-text">{who}</span> : null}
      {/* A phone has room for one of the two beside a long price. */}
      <span className={who ? "max-sm:hidden" : ""}>
        {who ? " · " : ""}
        {lot.format === "fixed" ? room.left(lot.remaining, lot.quantity) : room.bids(lot.bidCount)}
      </span>
    </span>
  );
}

function LotRing({ lot }: { lot: RoomLot }) {
  const { model, getNowMs, phase, setPhase } = useScene();
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
  const extends_ = lot.format === "english" && lot.extensions < lot.extensionsMax;
  const words =
    phase === "going"
      ? room.clock.going
      : phase === "held"
        ? room.clock.held
        : phase === "closing"
          ? extends_
            ? room.clock.closing
            : room.clock.closingFixed
          : "";
  return (
    <div className="flex shrink-0 items-center gap-3">
      <p className="w-22 text-right text-xs leading-tight font-semibold text-live-text max-sm:hidden">
        {words}
      </p>
      <CountdownRing clock={clock} onPhase={setPhase} />
    </div>
  );
}

function Actions({ lot, onMaximum }: { lot: RoomLot | undefined; onMaximum: () => void }) {
  const { model, actions, status } = useScene();
  const { room } = useMessages();
  const format = useMoney();
  const mayBid = status.kind === "live" && model.you.paddle !== null && model.you.role !== "host";
  const isOpen = lot?.status === "open";
  const buyNowMinor = isOpen && lot.bidCount === 0 && isAscending(lot) ? lot.buyNowMinor : null;
  const canSetMaximum = mayBid && isOpen && !model.auction.held && isAscending(lot);
  return (
    <Form method="post" className="flex gap-2">
      <input type="hidden" name="lotId" value={lot?.id ?? ""} />
      <RoomBidButton onMaximum={onMaximum} />
      {buyNowMinor !== null && mayBid ? (
        <Button
          className="h-16! shrink-0"
          onClick={() => void actions.send({ type: "lot.buy", lotId: lot?.id ?? "" })}
        >
          {room.bid.buyNow(format({ amountMinor: buyNowMinor, currency: model.auction.currency }))}
        </Button>
      ) : null}
      <Button className="h-16! w-22 shrink-0 lg:w-32" disabled={!canSetMaximum} onClick={onMaximum}>
        <span className="lg:hidden">{room.bid.maxShort}</span>
        <span className="max-lg:hidden">{room.bid.max}</span>
      </Button>
    </Form>
  );
}
