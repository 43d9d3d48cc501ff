import { Gavel } from "lucide-react";

import { useMoney } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { classNames } from "./class-names.ts";

/** One line of what happened to a lot, newest first. */
export type FeedLine =
  | {
      readonly kind: "bid";
      readonly key: string;
      readonly paddle: number;
      readonly priceMinor: number;
      readonly auto: boolean;
      readonly extended: boolean;
      readonly mine: boolean;
    }
  | {
      readonly kind: "hammer";
      readonly key: string;
      readonly paddle: number;
      readonly priceMinor: number;
      readonly mine: boolean;
    }
  | { readonly kind: "note"; readonly key: string; readonly text: string };

/** Who bid what, by paddle. Not announced: the price and the standing are, and this would speak over them. */
export function BidFeed({ lines, currency }: { lines: readonly FeedLine[]; currency: string }) {
  const { room } = useMessages();
  if (lines.length === 0)
    return <p className="px-3 py-6 text-center text-sm text-muted">{room.feed.empty}</p>;
  return (
    <ol aria-label={room.feed.title} className="grid gap-px">
      {lines.map((line, index) => (
        <li key={line.key} className={classNames("px-3", index === 0 && "animate-rise")}>
          {line.kind === "note" ? (
            <p className="py-1.5 text-xs text-muted">{line.text}</p>
          ) : line.kind === "hammer" ? (
            <HammerLine line={line} currency={currency} />
          ) : (
            <BidLine line={line} currency={currency} isTop={index === 0} />
          )}
        </li>
      ))}
    </ol>
  );
}

function Bidder({ paddle, mine }: { paddle: number; mine: boolean }) {
  const { room } = useMessages();
  if (mine)
    return (
      <span className="rounded-sm bg-accent px-1.5 text-xs leading-5 font-semibold text-on-accent">
        {room.you}
      </span>
    );
  return <span className="tabular">{room.paddle(paddle)}</span>;
}

function BidLine(props: { line: FeedLine & { kind: "bid" }; currency: string; isTop: boolean }) {
  const { line, currency, isTop } = props;
  const { room } = useMessages();
  const format = useMoney();
  return (
    <p className={classNames("flex min-h-8 items-center gap-2 text-sm", isTop ? "text-text" : "text-muted")}>
      <Bidder paddle={line.paddle} mine={line.mine} />
      {line.auto ? <span className="text-xs text-faint">{room.feed.auto}</span> : null}
      {line.extended ? <span className="text-xs text-live-text">{room.feed.extended}</span> : null}
      <span className={classNames("ml-auto tabular", isTop && "font-semibold")}>
        {format({ amountMinor: line.priceMinor, currency })}
      </span>
    </p>
  );
}

function HammerLine({ line, currency }: { line: FeedLine & { kind: "hammer" }; currency: string }) {
  const { room } = useMessages();
  const format = useMoney();
  return (
    <p className="my-1 flex min-h-9 items-center gap-2 rounded-sm bg-leading-wash px-2 text-sm font-semibold text-leading-text">
      <Gavel aria-hidden size={16} /> {room.feed.sold} <Bidder paddle={line.paddle} mine={line.mine} />
      <span className="ml-auto tabular">{format({ amountMinor: line.priceMinor, currency })}</span>
    </p>
  );
}
