import { Link } from "@remix-run/react";
import { ArrowLeft, Heart, LayoutList, MessageCircle, Users, Volume2, VolumeX } from "lucide-react";
import type { LucideIcon } from "lucide-react";

import { ProofBadge } from "../components/proof-badge.tsx";
import { Stage } from "../components/stage.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { WatchButton } from "../watching/watch-button.tsx";
import { FloatingReactions } from "./floating-reactions.tsx";
import { PhoneChat } from "./phone-chat.tsx";
import { RoomConnection } from "./room-connection.tsx";
import { useScene } from "./room-context.tsx";

type RoomStageProps = { onOpenChat: () => void; onOpenLots: () => void; className: string };

/** The stage with what lies over it: who and how many at the top, chat and small things at the bottom. */
export function RoomStage({ onOpenChat, onOpenLots, className }: RoomStageProps) {
  const { lot } = useScene();
  return (
    <Stage
      key={lot?.id}
      className={className}
      imageUrls={lot?.imageUrls ?? []}
      title={lot?.title ?? ""}
      top={<StageTop />}
      bottom={<StageBottom onOpenChat={onOpenChat} onOpenLots={onOpenLots} />}
    />
  );
}

function StageTop() {
  const { model, client } = useScene();
  const { room } = useMessages();
  const { auction, viewers, seq } = model;
  return (
    <div className="flex items-center gap-2">
      <Link
        to="/"
        aria-label={room.back}
        className="-ml-2 grid size-11 shrink-0 place-items-center rounded-full lg:hidden"
      >
        <ArrowLeft aria-hidden size={22} />
      </Link>
      <RoomConnection />
      <h1 className="min-w-0 flex-1 truncate font-sans text-base font-semibold tracking-normal">
        {auction.title}
        <Link
          to={`/sellers/${auction.sellerId}`}
          className="ml-2 font-normal opacity-75 underline-offset-4 hover:underline max-sm:hidden"
        >
          {auction.sellerName}
        </Link>
      </h1>
      {client === null ? null : (
        <span className="max-sm:hidden">
          <ProofBadge proof={{ kind: "unchecked", facts: seq }} to={`/auctions/${auction.id}/log`} />
        </span>
      )}
      <span
        className="flex shrink-0 items-center gap-1.5 text-sm font-semibold tabular"
        title={room.watching(viewers)}
      >
        <Users aria-hidden size={16} /> <span aria-hidden>{viewers}</span>
        <span className="sr-only">{room.watching(viewers)}</span>
      </span>
    </div>
  );
}

function StageBottom({ onOpenChat, onOpenLots }: { onOpenChat: () => void; onOpenLots: () => void }) {
  const { client, lot, model, sounds } = useScene();
  const { room } = useMessages();
  return (
    <div className="flex items-end gap-2 p-3 max-lg:scrim-bottom max-lg:pt-16 max-lg:pb-7">
      <div className="min-w-0 flex-1 lg:hidden">
        <PhoneChat onOpen={onOpenChat} />
      </div>
      <div className="relative ml-auto grid gap-2">
        <FloatingReactions />
        <RailButton icon={Heart} label={room.heart} onPress={() => client?.react("heart")} />
        {lot && model.you.role !== "host" ? (
          <WatchButton key={lot.id} kind="lot" subjectId={lot.id} title={lot.title} look="rail" />
        ) : null}
        <RailButton
          icon={sounds.isOn ? Volume2 : VolumeX}
          label={room.sounds.label}
          isPressed={sounds.isOn}
          onPress={sounds.toggle}
        />
        <span className="grid gap-2 lg:hidden">
          <RailButton icon={MessageCircle} label={room.openChat} onPress={onOpenChat} />
          <RailButton icon={LayoutList} label={room.openLots} onPress={onOpenLots} />
        </span>
      </div>
    </div>
  );
}

function RailButton(props: { icon: LucideIcon; label: string; onPress: () => void; isPressed?: boolean }) {
  const Icon = props.icon;
  return (
    <button
      type="button"
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.isPressed}
      onClick={props.onPress}
      className="grid size-11 place-items-center rounded-full bg-[rgb(11_12_15/62%)] text-white transition-colors hover:bg-[rgb(11_12_15/85%)]"
    >
      <Icon aria-hidden size={20} />
    </button>
  );
}
