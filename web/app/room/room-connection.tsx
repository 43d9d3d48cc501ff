import { useEffect, useState } from "react";

import { Badge } from "../components/badge.tsx";
import { ConnectionBadge } from "../components/connection-badge.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { toConnection } from "./connection.ts";
import { useScene } from "./room-context.tsx";

const AGE_EVERY_MS = 1_000;
const getLocalMs = () => performance.timeOrigin + performance.now();

/** Live, catching up or offline, with the age of what is on screen. A sale that is over is none of these. */
export function RoomConnection() {
  const { status, model } = useScene();
  const { room } = useMessages();
  const [nowMs, setNowMs] = useState(0);
  const isOffline = status.kind === "offline";
  useEffect(() => {
    if (!isOffline) return undefined;
    setNowMs(getLocalMs());
    const timer = setInterval(() => setNowMs(getLocalMs()), AGE_EVERY_MS);
    return () => clearInterval(timer);
  }, [isOffline]);
  if (status.kind === "live" && model.auction.held) return <Badge>{room.held}</Badge>;
  return <ConnectionBadge connection={toConnection(status, nowMs)} />;
}
