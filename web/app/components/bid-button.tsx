import { Link } from "@remix-run/react";
import { Check, Lock, WifiOff } from "lucide-react";
import type { ReactNode } from "react";

import { useMoney } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { classNames } from "./class-names.ts";
import type { BidOffer } from "./price-guard.ts";
import { Spinner } from "./spinner.tsx";
import { usePriceGuard } from "./use-price-guard.ts";

/** Everything the button can say. Each has the same box, so nothing moves when one follows another. */
export type BidButtonState =
  | {
      readonly kind: "ready";
      readonly offer: BidOffer;
      readonly outbid: boolean;
      /** What a press does, where it is not a bid. */
      readonly label?: (price: string) => string;
    }
  | { readonly kind: "pending"; readonly offer: BidOffer }
  | { readonly kind: "leading"; readonly label: string; readonly detail: string }
  /** For a lot that is still to come: pressing asks for a maximum. */
  | { readonly kind: "early"; readonly label: string; readonly hint: string; readonly isPlaced?: boolean }
  | { readonly kind: "off"; readonly reason: string; readonly hint?: string; readonly unsure?: boolean }
  | { readonly kind: "link"; readonly to: string; readonly label: string; readonly hint?: string };

type BidButtonProps = {
  state: BidButtonState;
  currency: string;
  onBid: (offer: BidOffer) => void;
  /** Pressing while leading, or early, opens the maximum. */
  onRaise?: (() => void) | undefined;
};

const BOX =
  "flex h-16 w-full min-w-0 flex-col items-center justify-center rounded-md border px-3 text-center select-none touch-manipulation transition-colors";
const VOLT = "border-accent-line bg-accent text-on-accent hover:bg-accent-hover";

/** The one button of a room: it shows the price it will bid and what that costs in all. */
export function BidButton({ state, currency, onBid, onRaise }: BidButtonProps) {
  const { room } = useMessages();
  switch (state.kind) {
    case "ready":
      return <ReadyButton {...state} currency={currency} onBid={onBid} />;
    case "pending":
      return (
        <button type="button" aria-disabled aria-busy className={classNames(BOX, VOLT, "opacity-85")}>
          <Lines
            top={
              <span className="flex items-center gap-2">
                <Spinner /> {room.bid.pending}
              </span>
            }
          />
        </button>
      );
    case "leading":
      return (
        <button
          type="button"
          onClick={onRaise}
          className={classNames(BOX, "border-leading bg-leading-wash text-leading-text hover:border-2")}
        >
          <Lines
            top={
              <span className="flex items-center gap-2">
                <Check aria-hidden size={20} strokeWidth={3} /> {state.label}
              </span>
            }
            bottom={state.detail}
          />
        </button>
      );
    case "early":
      return (
        <button
          type="button"
          onClick={onRaise}
          className={classNames(
            BOX,
            state.isPlaced ? "border-leading bg-leading-wash text-leading-text hover:border-2" : VOLT,
          )}
        >
          <Lines top={state.label} bottom={state.hint} />
        </button>
      );
    case "off": {
      const Icon = state.unsure ? WifiOff : Lock;
      return (
        <button type="button" aria-disabled className={classNames(BOX, "border-line bg-hover text-muted")}>
          <Lines
            top={
              <span className="flex items-center gap-2">
                <Icon aria-hidden size={18} className="shrink-0" /> {state.reason}
              </span>
            }
            bottom={state.hint}
          />
        </button>
      );
    }
    case "link":
      return (
        <Link to={state.to} className={classNames(BOX, VOLT)}>
          <Lines top={state.label} bottom={state.hint} />
        </Link>
      );
  }
}

function ReadyButton(props: {
  offer: BidOffer;
  outbid: boolean;
  label?: (price: string) => string;
  currency: string;
  onBid: (offer: BidOffer) => void;
}) {
  const { offer, outbid, currency, onBid } = props;
  const { room } = useMessages();
  const format = useMoney();
  const guard = usePriceGuard(offer, onBid);
  const price = format({ amountMinor: offer.amountMinor, currency });
  const action = (props.label ?? room.bid.place)(price);
  const allIn =
    offer.allInMinor === null
      ? room.bid.plusCosts
      : room.bid.allIn(format({ amountMinor: offer.allInMinor, currency }));
  const label = guard.asking ? room.bid.moved(action) : action;
  return (
    <button
      type="submit"
      name="amountMinor"
      value={offer.amountMinor}
      aria-label={`${outbid ? `${room.standing.outbid} ` : ""}${label}. ${allIn}`}
      title={room.bid.allInHint}
      data-asking={guard.asking || undefined}
      className={classNames(
        BOX,
        guard.asking ? "border-accent-line bg-text text-ground" : VOLT,
        // The word is in the banner above; here the edge answers it.
        outbid && "outline-3 -outline-offset-3 outline-live",
      )}
      onPointerDown={guard.handlePointerDown}
      onPointerLeave={guard.handlePointerLeave}
      onClick={guard.handleClick}
    >
      <Lines top={label} bottom={allIn} />
    </button>
  );
}

function Lines({ top, bottom }: { top: ReactNode; bottom?: ReactNode }) {
  return (
    <>
      <span className="max-w-full truncate font-display text-xl leading-6 font-bold tabular">{top}</span>
      {bottom ? (
        <span className="max-w-full truncate text-sm leading-5 font-medium tabular">{bottom}</span>
      ) : null}
    </>
  );
}
