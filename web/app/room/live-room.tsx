import { useState } from "react";

import { Dialog } from "../components/dialog.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { BidPanel } from "./bid-panel.tsx";
import { RoomChat } from "./room-chat.tsx";
import { useScene } from "./room-context.tsx";
import { RoomLots } from "./room-lots.tsx";
import { RoomSide } from "./room-side.tsx";
import { RoomStage } from "./room-stage.tsx";

/** A sale that is live. A phone has the stage over the bid panel; a wide screen adds lots at the left, talk at the right. */
export function LiveRoom() {
  const { model } = useScene();
  const { room } = useMessages();
  const [sheet, setSheet] = useState<"chat" | "lots">();
  const handleSheet = (open: boolean) => {
    if (!open) setSheet(undefined);
  };
  return (
    <div className="flex h-dvh flex-col lg:grid lg:room-height lg:grid-cols-[17rem_minmax(0,1fr)_21rem] lg:grid-rows-[minmax(0,1fr)_auto]">
      <nav
        aria-label={room.lots}
        className="flex min-h-0 flex-col border-r border-line max-lg:hidden lg:row-span-2"
      >
        <h2 className="flex h-12 shrink-0 items-center justify-between px-4 font-sans text-sm font-semibold tracking-normal">
          {room.lots} <span className="font-normal text-muted tabular">{model.auction.lotCount}</span>
        </h2>
        <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-3">
          <RoomLots />
        </div>
      </nav>
      <RoomStage
        className="min-h-0 flex-1 lg:col-start-2 lg:row-start-1"
        onOpenChat={() => setSheet("chat")}
        onOpenLots={() => setSheet("lots")}
      />
      <div className="border-line bg-ground max-lg:relative max-lg:z-10 max-lg:-mt-4 max-lg:rounded-t-lg lg:col-start-2 lg:row-start-2 lg:border-t">
        <BidPanel />
      </div>
      <RoomSide className="border-l border-line max-lg:hidden lg:col-start-3 lg:row-span-2 lg:row-start-1" />
      <Dialog open={sheet === "chat"} onOpenChange={handleSheet} title={room.chat.title}>
        <div className="-mx-3 flex h-[60dvh] flex-col">
          <RoomChat />
        </div>
      </Dialog>
      <Dialog open={sheet === "lots"} onOpenChange={handleSheet} title={room.lots}>
        <div className="-mx-2">
          <RoomLots onChosen={() => setSheet(undefined)} />
        </div>
      </Dialog>
    </div>
  );
}
