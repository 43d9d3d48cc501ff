import { useLocation } from "@remix-run/react";

import type { BidderObstacle } from "../../../contract/http/rooms.ts";
import type { BidButtonState } from "../components/bid-button.tsx";
import { BidButton } from "../components/bid-button.tsx";
import { useMoney } from "../format/reader.tsx";
import type { Messages } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import type { BidState, OffReason } from "./bid-state.ts";
import { computeBidState, doesShipAlong } from "./bid-state.ts";
import { useScene } from "./room-context.tsx";

/** The bid button of the lot in focus. */
export function RoomBidButton({ onMaximum }: { onMaximum: () => void }) {
  const { model, lot, status, ownBids, obstacle, isSignedIn, phase, actions, client } = useScene();
  const { room } = useMessages();
  const format = useMoney();
  const { pathname } = useLocation();
  const state = computeBidState({
    model,
    lot,
    status,
    ownBids,
    obstacle,
    isSignedIn,
    isGoing: phase === "going",
    isStatic: client === null,
  });
  const show = (amountMinor: number) => format({ amountMinor, currency: model.auction.currency });
  return (
    <BidButton
      state={toButtonState({ state, room, pathname, show, shipsAlong: doesShipAlong(model) })}
      currency={model.auction.currency}
      onBid={(offer) => {
        if (!lot) return;
        if (state.kind === "buy") void actions.send({ type: "lot.buy", lotId: lot.id });
        else actions.bid(lot.id, offer.amountMinor);
      }}
      onRaise={onMaximum}
    />
  );
}

type ButtonWords = {
  readonly state: BidState;
  readonly room: Messages["room"];
  readonly pathname: string;
  readonly show: (amountMinor: number) => string;
  readonly shipsAlong: boolean;
};

/** Where an obstacle is cleared away; those that are not here stay. */
const remedies: Partial<Record<BidderObstacle, string>> = {
  signed_out: "/login",
  payment_strikes: "/account/limits",
  payment_method_missing: "/account/payment",
  address_missing: "/account/payment",
  not_shippable: "/account/payment",
};

function toButtonState({ state, room, pathname, show, shipsAlong }: ButtonWords): BidButtonState {
  const to = encodeURIComponent(pathname);
  switch (state.kind) {
    case "ready":
      return { kind: "ready", offer: state, outbid: state.outbid, shipsAlong };
    case "buy":
      return { kind: "ready", offer: state, outbid: false, label: room.bid.buy, shipsAlong };
    case "sealed":
      return state.amountMinor === undefined
        ? { kind: "early", label: room.bid.seal, hint: room.bid.sealHint }
        : { kind: "off", reason: room.bid.sealed(show(state.amountMinor)), hint: room.bid.sealHint };
    case "pending":
      return { kind: "pending", offer: state };
    case "leading":
      return {
        kind: "leading",
        label: room.bid.raise,
        detail: state.maximumMinor === undefined ? "" : room.yourMax(show(state.maximumMinor)),
      };
    case "early":
      return state.maximumMinor === undefined
        ? { kind: "early", label: room.bid.early, hint: room.bid.earlyHint }
        : {
            kind: "early",
            label: room.yourMax(show(state.maximumMinor)),
            hint: room.bid.raise,
            isPlaced: true,
          };
    case "obstacle": {
      const { label, ...hint } = room.obstacles[state.obstacle];
      const path = remedies[state.obstacle];
      return path === undefined
        ? { kind: "off", reason: label, ...hint }
        : { kind: "link", to: `${path}?to=${to}`, label, ...hint };
    }
    case "off":
      return toOffState(state.reason, room);
  }
}

function toOffState(reason: OffReason, { bid, clock }: Messages["room"]): BidButtonState {
  const words: Record<OffReason, string> = {
    unsure: bid.unsure,
    held: bid.held,
    going: clock.going,
    over: bid.closed,
    "not-open": bid.notOpen,
    "not-live": bid.closed,
  };
  if (reason === "unsure") return { kind: "off", reason: words.unsure, hint: bid.unsureHint, unsure: true };
  return { kind: "off", reason: words[reason] };
}
