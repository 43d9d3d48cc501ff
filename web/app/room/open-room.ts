import { enterRoom } from "../../../client/room/enter-room.ts";
import type { RoomClient } from "../../../client/room/room-client.ts";
import { createBrowserApi } from "../api/browser-api.ts";

/** Enters a room from a page. */
export function openRoom(auctionId: string, signedIn: boolean): RoomClient {
  const api = createBrowserApi();
  return enterRoom({ api, auctionId, origin: window.location.origin, signedIn });
}
