import { BidFeed } from "../components/bid-feed.tsx";
import { ChatPanel } from "../components/chat-panel.tsx";
import { ConnectionBadge } from "../components/connection-badge.tsx";
import { LotList } from "../components/lot-list.tsx";
import { LotListSkeleton } from "../components/skeletons.tsx";
import { Stage } from "../components/stage.tsx";
import { Tabs } from "../components/tabs.tsx";
import { Exhibit, State } from "./frame.tsx";
import { chat, feed, lots, pictures } from "./samples.ts";

const moderation = { onRemove: () => {}, onMute: () => {} };

export function RoomParts() {
  return (
    <>
      <Exhibit title="Stage">
        <Stage
          className="aspect-video rounded-md"
          title="Fire dragon, first edition"
          imageUrls={[pictures.card, pictures.watch]}
          top={
            <div className="flex items-center gap-2">
              <ConnectionBadge connection={{ kind: "live" }} /> Ana’s cards
            </div>
          }
        />
        <Stage className="h-40 rounded-md" title="" imageUrls={[]} />
      </Exhibit>
      <Exhibit title="Lots">
        <LotList lots={lots} />
        <LotListSkeleton count={2} />
      </Exhibit>
      <Exhibit title="Bids and chat">
        <div className="flex h-96 flex-col rounded-md border border-line bg-surface">
          <Tabs
            fill
            label="Room"
            tabs={[
              { value: "bids", label: "Bids", count: 6, content: <BidFeed lines={feed} currency="USD" /> },
              {
                value: "chat",
                label: "Chat",
                content: (
                  <ChatPanel lines={chat} onSend={() => {}} signInTo="/login" moderation={moderation} />
                ),
              },
            ]}
          />
        </div>
        <div className="flex h-72 flex-col rounded-md border border-line bg-surface">
          <ChatPanel lines={chat} onSend={undefined} signInTo="/login" moderation={moderation} />
        </div>
        <State name="nothing yet">
          <BidFeed lines={[]} currency="USD" />
        </State>
      </Exhibit>
    </>
  );
}
