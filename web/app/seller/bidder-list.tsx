import { useState } from "react";

import { Button } from "../components/button.tsx";
import { useMoney } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { useScene } from "../room/room-context.tsx";
import { listBidders } from "./bidders.ts";

/** Who bids, by paddle. A block stops new bids; the ones that stand, stand (rule L1). */
export function BidderList() {
  const { model, actions } = useScene();
  const { seller, room } = useMessages();
  const format = useMoney();
  const [blocked, setBlocked] = useState<ReadonlySet<number>>(new Set());
  const bidders = listBidders(model.bids);
  const { console: words } = seller;

  async function toggle(paddle: number) {
    const isBlocked = blocked.has(paddle);
    const done = await actions.send({ type: isBlocked ? "bidder.unblock" : "bidder.block", paddle });
    if (!done) return;
    setBlocked((before) => {
      const after = new Set(before);
      if (isBlocked) after.delete(paddle);
      else after.add(paddle);
      return after;
    });
  }

  if (bidders.length === 0)
    return <p className="px-4 py-8 text-center text-sm text-muted">{words.noBidders}</p>;
  return (
    <ul className="min-h-0 flex-1 divide-y divide-line overflow-y-auto px-4">
      {bidders.map(({ paddle, bidCount, highestMinor }) => (
        <li key={paddle} className="flex min-h-14 items-center gap-3 text-sm tabular">
          <span className="font-semibold">{room.paddle(paddle)}</span>
          <span className="text-muted">
            {room.bids(bidCount)} · {format({ amountMinor: highestMinor, currency: model.auction.currency })}
          </span>
          <Button
            size="sm"
            variant={blocked.has(paddle) ? "secondary" : "quiet"}
            className="ml-auto"
            aria-label={blocked.has(paddle) ? words.unblock(paddle) : words.block(paddle)}
            onClick={() => void toggle(paddle)}
          >
            {blocked.has(paddle) ? words.unblockShort : words.blockShort}
          </Button>
        </li>
      ))}
    </ul>
  );
}
