import { EllipsisVertical } from "lucide-react";

import { useMessages } from "../messages/use-messages.tsx";
import { classNames } from "./class-names.ts";
import { Menu, MenuItem } from "./menu.tsx";

export type ChatRole = "viewer" | "bidder" | "host" | "moderator" | "admin";

export type ChatLineData = {
  readonly messageId: string;
  readonly displayName: string;
  readonly role: ChatRole;
  readonly text: string;
};

/** What a host may do to a line. */
export type ChatModeration = {
  readonly onRemove: (messageId: string) => void;
  readonly onMute: (messageId: string) => void;
};

/** A name and what they said. The text is only ever text. */
export function ChatLine({
  line,
  moderation,
}: {
  line: ChatLineData;
  moderation?: ChatModeration | undefined;
}) {
  const { room } = useMessages();
  const roleName =
    line.role === "host"
      ? room.chat.host
      : line.role === "moderator"
        ? room.chat.moderator
        : line.role === "admin"
          ? room.chat.admin
          : "";
  return (
    <div className="group flex items-start gap-1">
      <p className="min-w-0 flex-1 py-1 text-sm leading-snug break-words">
        <span className={classNames("font-semibold", roleName === "" ? "text-muted" : "text-text")}>
          {line.displayName}
        </span>
        {roleName ? (
          <span className="ml-1.5 rounded-sm bg-text px-1 text-xs leading-4 font-semibold text-ground">
            {roleName}
          </span>
        ) : null}{" "}
        <span>{line.text}</span>
      </p>
      {moderation ? (
        <Menu
          label={room.chat.actions(line.displayName)}
          trigger={
            <button
              type="button"
              aria-label={room.chat.actions(line.displayName)}
              className="press-area grid size-7 shrink-0 place-items-center rounded-sm text-muted hover:bg-hover hover:text-text"
            >
              <EllipsisVertical aria-hidden size={16} />
            </button>
          }
        >
          <MenuItem onSelect={() => moderation.onRemove(line.messageId)}>{room.chat.remove}</MenuItem>
          <MenuItem onSelect={() => moderation.onMute(line.messageId)}>
            {room.chat.mute(line.displayName)}
          </MenuItem>
        </Menu>
      ) : null}
    </div>
  );
}
