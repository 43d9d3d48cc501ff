import { useLocation } from "@remix-run/react";

import { ChatPanel } from "../components/chat-panel.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { useScene } from "./room-context.tsx";

/** The chat of the room the page is in. Hosts and moderators can take lines out and quieten people. */
export function RoomChat() {
  const { model, actions, isSignedIn, status } = useScene();
  const { room } = useMessages();
  const { pathname } = useLocation();
  const { role } = model.you;
  const mayModerate = role === "host" || role === "moderator" || role === "admin";
  return (
    <ChatPanel
      lines={model.chat}
      onSend={isSignedIn ? (text) => void actions.send({ type: "chat.post", text }) : undefined}
      signInTo={`/login?to=${encodeURIComponent(pathname)}`}
      disabledReason={status.kind === "live" ? undefined : room.bid.unsure}
      moderation={
        mayModerate
          ? {
              onRemove: (messageId) => void actions.send({ type: "chat.remove", messageId }),
              onMute: (messageId) => void actions.send({ type: "chat.mute", messageId }),
            }
          : undefined
      }
    />
  );
}
