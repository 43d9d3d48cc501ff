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
  return (
    <RoomSceneProvider value={scene}>
      {status === "live" ? <LiveRoom /> : status === "scheduled" ? <BeforeSale /> : <AfterSale />}
    </RoomSceneProvider>
  );
}
