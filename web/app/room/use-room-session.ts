import { useEffect, useMemo } from "react";

import { useRoom, useRoomClient } from "../../../client/react/use-room.ts";
import type { OwnBid } from "../../../client/room/own-bids.ts";
import type { RoomClient } from "../../../client/room/room-client.ts";
import type { RoomModel } from "../../../client/room/room-model.ts";
import type { RoomState, RoomStatus } from "../../../client/room/room-state.ts";
import type { Auction } from "../../../contract/http/auctions.ts";
import type { Bid } from "../../../contract/http/history.ts";
import type { ChatLine } from "../../../contract/room/chat.ts";
import { createInitialModel } from "./initial-model.ts";
import { mergeBids } from "./merge-bids.ts";
import { openRoom } from "./open-room.ts";

/** What a room's loader read, and when. */
export type RoomReading = {
  readonly auction: Auction;
  readonly bids: readonly Bid[];
  readonly messages: readonly ChatLine[];
  readonly nowMs: number;
  readonly isSignedIn: boolean;
};

/** A page's stay in a room. */
export type RoomSession = {
  /** Null on the server and for the first moment of the page. */
  readonly client: RoomClient | null;
  readonly model: RoomModel;
  readonly status: RoomStatus;
  readonly ownBids: readonly OwnBid[];
  readonly obstacle: RoomState["obstacle"];
  readonly isSignedIn: boolean;
  /** The room's clock; the loader's moment until the room is there. */
  readonly getNowMs: () => number;
};

export function useRoomSession(reading: RoomReading): RoomSession {
  const { auction, messages, nowMs, isSignedIn } = reading;
  const key = `${auction.id} ${isSignedIn}`;
  const client = useRoomClient(key, () => openRoom(auction.id, isSignedIn));
  const status = useRoom(client, (state) => state.status);
  const ownBids = useRoom(client, (state) => state.ownBids);
  const obstacle = useRoom(client, (state) => state.obstacle);
  const fromRoom = useRoom(client, (state) => state.model);
  const fromPage = useMemo(() => createInitialModel(reading), [reading]);

  const hasRoom = fromRoom !== null;
  useEffect(() => {
    if (hasRoom) client?.addChat(messages.toReversed());
  }, [client, hasRoom, messages]);

  const model = useMemo(
    () => (fromRoom ? { ...fromRoom, bids: mergeBids(fromRoom.bids, fromPage.bids) } : fromPage),
    [fromRoom, fromPage],
  );
  const getNowMs = useMemo(() => (client ? () => client.roomNowMs() : () => nowMs), [client, nowMs]);
  return { client, model, status, ownBids, obstacle, isSignedIn, getNowMs };
}
