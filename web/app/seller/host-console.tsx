import { Link } from "@remix-run/react";
import { ArrowLeft, ExternalLink, Users } from "lucide-react";

import { Tabs } from "../components/tabs.tsx";
import { useMoney } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { RoomChat } from "../room/room-chat.tsx";
import { RoomConnection } from "../room/room-connection.tsx";
import { useScene } from "../room/room-context.tsx";
import { BidderList } from "./bidder-list.tsx";
import { HostBlock } from "./host-block.tsx";
import { RunningOrder } from "./running-order.tsx";

/** Where a seller runs a sale: the order at the left, the block in the middle, people at the right. */
export function HostConsole() {
  const { seller, room } = useMessages();
  return (
    <div className="flex flex-col lg:grid lg:room-height lg:grid-cols-[20rem_minmax(0,1fr)_22rem] lg:grid-rows-[auto_minmax(0,1fr)]">
      <ConsoleTop />
      <section
        aria-labelledby="order-title"
        className="flex min-h-0 flex-col border-line max-lg:order-3 max-lg:border-t lg:border-r"
      >
        <h2
          id="order-title"
          className="flex h-12 shrink-0 items-center px-4 font-sans text-sm font-semibold tracking-normal"
        >
          {seller.console.queue}
        </h2>
        <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-4">
          <RunningOrder />
        </div>
      </section>
      <HostBlock />
      <aside className="flex min-h-0 flex-col border-line max-lg:order-4 max-lg:h-[32rem] max-lg:border-t lg:border-l">
        <Tabs
          fill
          label={room.chat.title}
          tabs={[
            { value: "chat", label: room.chat.title, content: <RoomChat /> },
            { value: "bidders", label: seller.console.bidders, content: <BidderList /> },
          ]}
        />
      </aside>
    </div>
  );
}

function ConsoleTop() {
  const { model } = useScene();
  const { seller, room } = useMessages();
  const format = useMoney();
  const { auction, lots, viewers } = model;
  const sold = lots.filter(({ status }) => status === "sold");
  const soldMinor = sold.reduce((sum, lot) => sum + (lot.soldPriceMinor ?? 0), 0);
  return (
    <header className="flex flex-wrap items-center gap-x-5 gap-y-1 border-b border-line px-4 py-2 lg:col-span-3">
      <Link
        to="/seller"
        aria-label={seller.title}
        className="-ml-2 grid size-11 place-items-center rounded-md hover:bg-hover"
      >
        <ArrowLeft aria-hidden size={20} />
      </Link>
      <h1 className="min-w-0 flex-1 truncate text-xl max-sm:basis-[80%]">{auction.title}</h1>
      <RoomConnection />
      <span
        className="flex items-center gap-1.5 text-sm font-semibold tabular"
        title={room.watching(viewers)}
      >
        <Users aria-hidden size={16} /> <span className="sr-only">{seller.console.viewers}</span> {viewers}
      </span>
      <span className="text-sm text-muted tabular">
        {seller.console.totalSold}{" "}
        <strong className="font-semibold text-text">
          {format({ amountMinor: soldMinor, currency: auction.currency })}
        </strong>{" "}
        · {sold.length}/{auction.lotCount}
      </span>
      <Link
        to={`/auctions/${auction.id}`}
        target="_blank"
        className="inline-flex h-11 items-center gap-1.5 text-sm font-semibold hover:underline"
      >
        {seller.console.viewRoom} <ExternalLink aria-hidden size={16} />
      </Link>
    </header>
  );
}
