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
      /** It goes into the parcel of what this reader won before (rule P9). */
      readonly shipsAlong?: boolean;
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
export function BidButton({ state, ...rest }: BidButtonProps) {
  if (state.kind === "link") {
    return (
      <Link to={state.to} className={classNames(BOX, VOLT)}>
        <Lines top={state.label} bottom={state.hint} />
      </Link>
    );
  }
  return <PressButton state={state} {...rest} />;
}

type PressState = Exclude<BidButtonState, { kind: "link" }>;

/**
 * One element, whatever it says: who has the focus keeps it after a bid, and the price guard sees everything that
 * changes under a finger.
 */
function PressButton({ state, currency, onBid, onRaise }: BidButtonProps & { state: PressState }) {
  const isReady = state.kind === "ready";
  const guard = usePriceGuard(isReady ? state.offer : null, onBid);
  const face = useFace(state, currency, guard.asking);
  const mayRaise = state.kind === "leading" || state.kind === "early";
  return (
    <button
      // Without scripts a bid is a form with the button's own amount.
      type={isReady ? "submit" : "button"}
      name={isReady ? "amountMinor" : undefined}
      value={isReady ? state.offer.amountMinor : undefined}
      aria-label={face.name}
      title={isReady ? face.title : undefined}
      aria-disabled={isReady || mayRaise ? undefined : true}
      aria-busy={state.kind === "pending" || undefined}
      data-asking={guard.asking || undefined}
      className={classNames(BOX, face.look)}
      onPointerDown={guard.handlePointerDown}
      onPointerLeave={guard.handlePointerLeave}
      onClick={(event) => {
        guard.handleClick(event);
        if (mayRaise) onRaise?.();
      }}
    >
      <Lines top={face.top} bottom={face.bottom} />
    </button>
  );
}

type Face = {
  readonly top: ReactNode;
  readonly bottom?: ReactNode;
  readonly look: string;
  /** What is read out, where the two lines alone would not do. */
  readonly name?: string;
  readonly title?: string;
};

const SAFE = "border-leading bg-leading-wash text-leading-text hover:border-2";

function useFace(state: PressState, currency: string, isAsking: boolean): Face {
  const { room } = useMessages();
  const format = useMoney();
  const show = (amountMinor: number) => format({ amountMinor, currency });
  switch (state.kind) {
    case "ready": {
      const { offer, outbid, shipsAlong = false } = state;
      const action = (state.label ?? room.bid.place)(show(offer.amountMinor));
      const sayAllIn = shipsAlong ? room.bid.allInAlong : room.bid.allIn;
      const allIn = offer.allInMinor === null ? room.bid.plusCosts : sayAllIn(show(offer.allInMinor));
      const label = isAsking ? room.bid.moved(action) : action;
      return {
        top: label,
        bottom: allIn,
        name: `${outbid ? `${room.standing.outbid} ` : ""}${label}. ${allIn}`,
        title: shipsAlong ? room.bid.allInAlongHint : room.bid.allInHint,
        look: classNames(
          isAsking ? "border-accent-line bg-text text-ground" : VOLT,
          // The word is in the banner above; here the edge answers it.
          outbid && "outline-3 -outline-offset-3 outline-live",
        ),
      };
    }
    case "pending":
      return { top: <Marked icon={<Spinner />} text={room.bid.pending} />, look: `${VOLT} opacity-85` };
    case "leading":
      return {
        top: <Marked icon={<Check aria-hidden size={20} strokeWidth={3} />} text={state.label} />,
        bottom: state.detail,
        look: SAFE,
      };
    case "early":
      return { top: state.label, bottom: state.hint, look: state.isPlaced ? SAFE : VOLT };
    case "off": {
      const Icon = state.unsure ? WifiOff : Lock;
      return {
        top: <Marked icon={<Icon aria-hidden size={18} />} text={state.reason} />,
        bottom: state.hint,
        look: "border-line bg-hover text-muted",
      };
    }
  }
}

function Marked({ icon, text }: { icon: ReactNode; text: string }) {
  return (
    <span className="flex items-center gap-2">
      {icon} {text}
    </span>
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
