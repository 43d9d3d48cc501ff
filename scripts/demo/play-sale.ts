import { setTimeout as pause } from "node:timers/promises";
import { readAuction } from "../../contract/http/auctions.ts";
import { findCurrentLot } from "../../client/room/room-model.ts";
import type { RoomClient } from "../../client/room/room-client.ts";
import { startBidding } from "./bidder.ts";
import { give } from "./host.ts";
import type { Person } from "./person.ts";
import type { PastSale } from "./sales.ts";

interface PlayOptions {
  readonly auctionId: string;
  readonly sale: PastSale;
  readonly seller: Person;
  readonly bidders: readonly Person[];
  readonly signal: AbortSignal;
}

/** Plays a sale to its end: a host at the hammer, and bidders who bid over sockets like anybody. */
export async function playSale({ auctionId, sale, seller, bidders, signal }: PlayOptions): Promise<void> {
  const rooms = bidders.map((bidder) => bidder.enter(auctionId));
  const lines = ["Evening all", "Is that the original box?", "Going for it", "Well fought!"];
  try {
    await Promise.all(rooms.map((room) => waitUntilLive(room, signal)));
    for (const [index, room] of rooms.entries()) {
      startBidding({
        room,
        signal,
        pace: { leastMs: 350, mostMs: 1_500 },
        appetite: 1.6 + index * 0.35,
        lines: lines.slice(index, index + 1),
      });
    }
    await give(seller.api, auctionId, { type: "auction.start" });
    if (sale.pacing === "live") await hammer(auctionId, seller, rooms[0], signal);
    await waitForEnd(auctionId, seller, signal);
  } finally {
    for (const room of rooms) room.close();
  }
}

/** Opens the lots one by one, then ends the sale. */
async function hammer(
  auctionId: string,
  seller: Person,
  room: RoomClient | undefined,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const model = room?.getState().model;
    if (model !== undefined && model !== null && findCurrentLot(model) === undefined) {
      const next = model.lots.find(({ status }) => status === "queued");
      if (next === undefined && model.lotsComplete) break;
      if (next !== undefined) await give(seller.api, auctionId, { type: "lot.open", lotId: next.id });
    }
    await pause(200, undefined, { signal });
  }
  await give(seller.api, auctionId, { type: "auction.end" });
}

/** The room's word: a list may lag. */
async function waitForEnd(auctionId: string, seller: Person, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { status } = await seller.api.call(readAuction, { params: { id: auctionId } });
    if (status === "ended" || status === "cancelled") return;
    await pause(500, undefined, { signal });
  }
}

async function waitUntilLive(room: RoomClient, signal: AbortSignal): Promise<void> {
  while (room.getState().status.kind !== "live") {
    const { status } = room.getState();
    if (status.kind === "stopped") throw new Error(`a demo bidder was turned away: ${status.reason}`);
    await pause(50, undefined, { signal });
  }
}
