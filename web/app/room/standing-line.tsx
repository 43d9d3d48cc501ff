import { isPurchase } from "../../../domain/order/cancel.ts";
import { Button } from "../components/button.tsx";
import { StandingBanner } from "../components/standing-banner.tsx";
import { useMoney } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { findNextLot } from "./focus.ts";
import { useScene } from "./room-context.tsx";
import { useWonTotal } from "./use-won-total.ts";

/**
 * Where the reader stands, in a place that is always there: as tall when it has nothing to say, so that the button
 * under it stays where it is.
 */
export function StandingLine() {
  const scene = useScene();
  const { model, lot, standing, isElsewhere, chooseLot } = scene;
  const { room } = useMessages();
  const format = useMoney();
  const wonTotal = useWonTotal(model, lot);
  const show = (amountMinor: number) => format({ amountMinor, currency: model.auction.currency });
  if (isElsewhere) {
    return (
      <Button wide className="h-13!" onClick={() => chooseLot(undefined)}>
        {room.elsewhere}
      </Button>
    );
  }
  if (!lot) return <Quiet text={room.waitingForFirst} />;
  const words = room.standing;
  const priceMinor = lot.soldPriceMinor ?? lot.priceMinor;
  switch (standing) {
    case "leading":
      return (
        <StandingBanner
          standing="leading"
          word={words.leading}
          detail={words.leadingDetail(show(priceMinor))}
        />
      );
    case "outbid":
      return (
        <StandingBanner
          key={priceMinor}
          standing="outbid"
          word={words.outbid}
          detail={words.outbidDetail(lot.leaderPaddle ?? 0, show(priceMinor))}
        />
      );
    case "won":
      return (
        <StandingBanner
          standing="won"
          word={isPurchase(lot) ? words.bought : words.won}
          detail={wonTotal === undefined ? words.wonPlain : words.wonDetail(show(wonTotal))}
        />
      );
    case "lost":
      return <StandingBanner standing="over" word={words.lost} detail={words.lostDetail(show(priceMinor))} />;
    case "over":
      return (
        <StandingBanner standing="over" word={words.sold(lot.winnerPaddle ?? 0)} detail={findNextWords()} />
      );
    case "passed":
      return (
        <StandingBanner
          standing="over"
          word={words.passed}
          detail={lot.passReason === "reserve" ? words.passedDetail : words.noBidsDetail}
        />
      );
    case "none":
      return <Quiet text={findQuietWords()} />;
  }

  function findNextWords(): string {
    const next = findNextLot(model);
    return next ? room.nextLot(next.position, next.title) : "";
  }

  function findQuietWords(): string {
    if (model.auction.held) return room.clock.held;
    if (lot?.status === "queued") return model.auction.status === "live" ? room.waitingForNext : "";
    if (!lot) return "";
    if (lot.format === "dutch") return words.falls;
    if (lot.format === "fixed") return words.fixed;
    if (lot.format === "sealed") return words.sealed;
    const next = show(lot.nextMinimumMinor);
    return lot.leaderPaddle === null ? words.open(next) : words.follow(lot.leaderPaddle, next);
  }
}

function Quiet({ text }: { text: string }) {
  return <p className="flex h-13 items-center text-sm text-muted">{text}</p>;
}
