import { ChevronDown, ChevronUp } from "lucide-react";

import { findCurrentLot } from "../../../client/room/room-model.ts";
import { Button } from "../components/button.tsx";
import { IconButton } from "../components/icon-button.tsx";
import { LotCard } from "../components/lot-card.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { toLotCards } from "../room/room-cards.ts";
import { useScene } from "../room/room-context.tsx";

/** The lots in the order they will be sold. The ones to come can change places, or be opened out of turn. */
export function RunningOrder() {
  const { model, ownBids, actions } = useScene();
  const { seller, room } = useMessages();
  const cards = toLotCards(model, ownBids);
  const queued = cards.filter(({ status }) => status === "queued");
  const canOpen =
    model.auction.status === "live" && findCurrentLot(model) === undefined && !model.auction.held;
  const move = (lotId: string, beforeLotId: string | null) =>
    void actions.send({ type: "lot.reorder", lotId, beforeLotId });
  return (
    <ol aria-label={room.lots} className="grid grid-cols-[minmax(0,1fr)] gap-1">
      {cards.map((lot) => {
        const place = queued.indexOf(lot);
        return (
          <li key={lot.id} className="group flex items-center">
            <div className="min-w-0 flex-1">
              <LotCard lot={lot} isNext={place === 0} />
              {place >= 0 && canOpen ? (
                <Button
                  size="sm"
                  className="mb-2 ml-19"
                  onClick={() => void actions.send({ type: "lot.open", lotId: lot.id })}
                >
                  {seller.console.openThis}
                </Button>
              ) : null}
            </div>
            {place >= 0 ? (
              <div className="grid shrink-0">
                <IconButton
                  icon={ChevronUp}
                  label={seller.console.moveUp(lot.title)}
                  className="h-9! w-9!"
                  disabled={place === 0}
                  onClick={() => move(lot.id, queued[place - 1]?.id ?? null)}
                />
                <IconButton
                  icon={ChevronDown}
                  label={seller.console.moveDown(lot.title)}
                  className="h-9! w-9!"
                  disabled={place === queued.length - 1}
                  onClick={() => move(lot.id, queued[place + 2]?.id ?? null)}
                />
              </div>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
