import { readAuction } from "../../../contract/http/auctions.ts";
import { listBids, listMessages } from "../../../contract/http/history.ts";
import type { PageApi } from "../api/api.server.ts";
import { attempt, requireAnswer } from "../api/attempt.ts";
import type { RoomReading } from "./use-room-session.ts";

const BIDS_SHOWN = 50;
const MESSAGES_SHOWN = 50;

/** A room as a page first shows it. Without its bids or its chat a room is still a room; without itself it is not. */
export async function readRoom(api: PageApi, auctionId: string, isSignedIn: boolean): Promise<RoomReading> {
  const params = { id: auctionId };
  const [auction, bids, messages] = await Promise.all([
    requireAnswer(api.call(readAuction, { params })),
    attempt(api.page(listBids, { params, query: { limit: BIDS_SHOWN } })),
    attempt(api.page(listMessages, { params, query: { limit: MESSAGES_SHOWN } })),
  ]);
  return {
    auction,
    bids: bids.ok ? bids.value.items : [],
    messages: messages.ok ? messages.value.items : [],
    nowMs: Date.now(),
    isSignedIn,
  };
}
