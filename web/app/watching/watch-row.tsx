import { Form, Link } from "@remix-run/react";
import { X } from "lucide-react";

import type { Watch } from "../../../contract/http/watchlist.ts";
import type { BadgeTone } from "../components/badge.tsx";
import { Badge } from "../components/badge.tsx";
import { Picture } from "../components/picture.tsx";
import { Countdown } from "../format/countdown.tsx";
import { useMoney } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { WatchButton } from "./watch-button.tsx";
import type { WatchState } from "./watch-state.ts";
import { computeWatchState } from "./watch-state.ts";

const TONES: Readonly<Partial<Record<WatchState, BadgeTone>>> = {
  ending: "live",
  live: "live",
  next: "live",
  scheduled: "plain",
  sold: "leading",
};

const toAddress = ({ kind, subjectId, auctionId }: Watch): string =>
  kind === "product" ? `/products/${subjectId}` : `/auctions/${auctionId ?? subjectId}`;

/** One watched thing: what it is, where it stands, what it costs, what can be done about it. */
export function WatchRow({ watch, nowMs }: { watch: Watch; nowMs: number }) {
  const words = useMessages().watching;
  const { kind, title, imageUrl, auctionId, auctionStatus } = watch;
  const state = computeWatchState(watch, nowMs);
  const isOn = auctionStatus === "live";
  return (
    <li className="relative flex gap-4 p-4 sm:items-center">
      <Picture
        src={imageUrl ?? undefined}
        alt=""
        sizes="5rem"
        className="size-20 shrink-0 rounded-sm border border-line"
      />
      <div className="grid min-w-0 flex-1 gap-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
        <div className="grid min-w-0 justify-items-start gap-1 max-sm:pr-10">
          <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
            <Badge tone={TONES[state] ?? "outline"} dot={state === "live" || state === "ending"}>
              {words.states[state]}
            </Badge>
            {words.kinds[kind]}
          </p>
          <h2 className="line-clamp-2 font-sans text-base leading-snug font-semibold tracking-normal">
            <Link to={toAddress(watch)} className="underline-offset-4 hover:underline">
              {title}
            </Link>
          </h2>
          <Moment watch={watch} state={state} nowMs={nowMs} />
          <div className="flex flex-wrap gap-2 not-empty:pt-1">
            {isOn && kind !== "auction" && auctionId ? (
              <Link
                to={`/auctions/${auctionId}`}
                className="press-area inline-flex h-9 items-center rounded-md border border-accent-line bg-accent px-3 text-sm font-semibold text-on-accent hover:bg-accent-hover"
              >
                {words.enter}
              </Link>
            ) : null}
            {state === "scheduled" && kind !== "auction" && auctionId ? (
              <WatchButton kind="auction" subjectId={auctionId} title={title} look="reminder" />
            ) : null}
          </div>
        </div>
        <Amount watch={watch} state={state} />
      </div>
      <Form method="post" preventScrollReset className="max-sm:absolute max-sm:top-2 max-sm:right-2">
        <input type="hidden" name="intent" value="remove" />
        <input type="hidden" name="watchId" value={watch.id} />
        <button
          type="submit"
          aria-label={words.removeLabel(title)}
          title={words.remove}
          className="grid size-11 place-items-center rounded-md text-muted hover:bg-hover hover:text-text"
        >
          <X aria-hidden size={18} />
        </button>
      </Form>
    </li>
  );
}

type PartProps = { watch: Watch; state: WatchState };

/** When there is something to do about it. */
function Moment({ watch, state, nowMs }: PartProps & { nowMs: number }) {
  const words = useMessages().watching;
  const { kind, startsAt, closesAt } = watch;
  if (state === "ending" && closesAt !== null) {
    return (
      <p className="text-sm font-semibold text-live-text">
        <Countdown toMs={Date.parse(closesAt)} nowMs={nowMs} before={words.closesIn} over={words.closing} />
      </p>
    );
  }
  if (state !== "scheduled" || startsAt === null) return null;
  return (
    <p className="text-sm text-muted">
      {words.startsAt} <Time atMs={Date.parse(startsAt)} />
      {kind === "auction" ? ` · ${words.reminded}` : ""}
    </p>
  );
}

function Amount({ watch, state }: PartProps) {
  const words = useMessages().watching;
  const format = useMoney();
  const { priceMinor, currency, lotStatus } = watch;
  if (priceMinor === null || currency === null) return null;
  // A product that was sold elsewhere keeps the price it started at, which is not what it went for.
  const label =
    lotStatus === "sold" ? words.price.sold : lotStatus === "open" ? words.price.now : words.price.starts;
  if (state === "sold" && lotStatus !== "sold") return null;
  return (
    <p className="flex items-baseline gap-2 sm:grid sm:justify-items-end sm:gap-0">
      <span className="text-sm text-muted">{label}</span>
      <span className="font-display text-lg font-bold tabular">
        {format({ amountMinor: priceMinor, currency })}
      </span>
    </p>
  );
}
