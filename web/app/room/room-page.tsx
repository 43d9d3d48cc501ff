import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

import { AfterSale } from "./after-sale.tsx";
import { BeforeSale } from "./before-sale.tsx";
import { LiveRoom } from "./live-room.tsx";
import { RoomSceneProvider } from "./room-context.tsx";
import { useRoomScene } from "./use-scene.ts";
import type { RoomReading } from "./use-room-session.ts";

/** A sale in whichever state it is; it turns from one into the next while one looks. */
export function RoomPage({ reading }: { reading: RoomReading }) {
  const scene = useRoomScene(reading);
  const { status } = scene.model.auction;
  const { revalidate } = useRevalidator();
  // A live sale fills the screen, others do not: the document around it follows what was read.
  const isStale = status !== reading.auction.status;
  useEffect(() => {
    if (isStale) revalidate();
  }, [isStale, revalidate]);
  return (
    <RoomSceneProvider value={scene}>
      {status === "live" ? <LiveRoom /> : status === "scheduled" ? <BeforeSale /> : <AfterSale />}
    </RoomSceneProvider>
  );
}
