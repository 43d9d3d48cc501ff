import { BidFeed } from "../components/bid-feed.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { toFeedLines } from "./room-cards.ts";
import { RoomChat } from "./room-chat.tsx";
import { useScene } from "./room-context.tsx";

/** Bids above, chat below: both always in sight on a wide screen. */
export function RoomSide({ className }: { className: string }) {
  const { model, lot } = useScene();
  const { room } = useMessages();
  return (
    <aside className={`flex min-h-0 flex-col ${className}`}>
      <section
        aria-labelledby="bids-title"
        className="flex max-h-[42%] min-h-48 flex-col border-b border-line"
      >
        <h2
          id="bids-title"
          className="flex h-12 shrink-0 items-center justify-between px-4 font-sans text-sm font-semibold tracking-normal"
        >
          {room.feed.title}
          <span className="font-normal text-muted tabular">{lot ? room.bids(lot.bidCount) : ""}</span>
        </h2>
        <div
          className="min-h-0 flex-1 overflow-y-auto px-1 pb-3"
          tabIndex={0}
          role="group"
          aria-label={room.feed.title}
        >
          <BidFeed
            key={lot?.id}
            lines={lot ? toFeedLines(model, lot, room.feed) : []}
            currency={model.auction.currency}
          />
        </div>
      </section>
      <section aria-labelledby="chat-title" className="flex min-h-0 flex-1 flex-col">
        <h2
          id="chat-title"
          className="flex h-12 shrink-0 items-center px-4 font-sans text-sm font-semibold tracking-normal"
        >
          {room.chat.title}
        </h2>
        <RoomChat />
      </section>
    </aside>
  );
}
