import { createApi } from "../../../client/http/api.ts";
import { enterRoom } from "../../../client/room/enter-room.ts";
import type { RoomClient } from "../../../client/room/room-client.ts";
import { refresh } from "../../../contract/http/accounts.ts";

/** Enters a room from a page: tokens are cookies, so renewing them is one request and nothing is kept here. */
export function openRoom(auctionId: string, signedIn: boolean): RoomClient {
  const withoutRefresh = createApi({ baseUrl: "" });
  const api = createApi({
    baseUrl: "",
    async refresh() {
      try {
        await withoutRefresh.call(refresh, { body: {} });
        return true;
      } catch {
        return false;
      }
    },
  });
  return enterRoom({ api, auctionId, origin: window.location.origin, signedIn });
}
