import type { RoomModel } from "../../../client/room/room-model.ts";
import type { Auction } from "../../../contract/http/auctions.ts";
import type { Bid } from "../../../contract/http/history.ts";
import type { ChatLine } from "../../../contract/room/chat.ts";

/** A reader the room does not know yet. */
const STRANGER = {
  userId: null,
  role: "viewer",
  paddle: null,
  maxima: {},
  limitMinor: null,
  spentMinor: 0,
  shippingMinor: 0,
  taxBps: 0,
} as const;

type Reading = {
  readonly auction: Auction;
  readonly bids: readonly Bid[];
  readonly messages: readonly ChatLine[];
};

const toMs = (moment: string | null): number | null => (moment === null ? null : Date.parse(moment));

/** The room as the page's loader read it: what is shown before the socket speaks, and all there is without scripts. */
export function createInitialModel({ auction, bids, messages }: Reading): RoomModel {
  return {
    seq: auction.seq,
    headHash: null,
    auction: {
      id: auction.id,
      title: auction.title,
      description: auction.description,
      status: auction.status,
      sellerId: auction.sellerId,
      sellerName: auction.sellerName,
      currency: auction.currency,
      pacing: auction.pacing,
      visibility: auction.visibility,
      premiumBps: auction.premiumBps,
      scheduledStartMs: Date.parse(auction.scheduledStart),
      scheduledEndMs: toMs(auction.scheduledEnd),
      startedAtMs: toMs(auction.startedAt),
      endedAtMs: toMs(auction.endedAt),
      held: auction.held ? { sinceMs: Date.parse(auction.held.since), reason: auction.held.reason } : null,
      lotCount: auction.lotCount,
    },
    lots: auction.lots.map((lot) => ({ ...lot, asOfSeq: auction.seq, lastBidAuto: false })),
    lotsComplete: true,
    unreadFacts: [],
    you: STRANGER,
    viewers: auction.viewers,
    // Lists come newest first; the room keeps its chat oldest first.
    chat: messages.toReversed(),
    bids: bids.map((bid) => ({ ...bid, extended: false })),
  };
}
