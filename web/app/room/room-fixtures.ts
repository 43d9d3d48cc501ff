import type { RoomLot, RoomModel } from "../../../client/room/room-model.ts";

/** A lot for tests: an English lot that starts at $10. */
export function createLot(change: Partial<RoomLot> = {}): RoomLot {
  return {
    id: "lot-1",
    position: 1,
    status: "queued",
    format: "english",
    title: "Pocket watch",
    description: "",
    imageUrls: [],
    productId: null,
    rerunOf: null,
    startingPriceMinor: 1_000,
    buyNowMinor: null,
    priceMinor: 1_000,
    nextMinimumMinor: 1_000,
    hasReserve: false,
    reserveMet: true,
    bidCount: 0,
    increments: [{ fromMinor: 0, stepMinor: 100 }],
    durationMs: 30_000,
    windowMs: 10_000,
    extensionMs: 10_000,
    extensions: 0,
    extensionsMax: 60,
    graceMs: 400,
    closesAtMs: null,
    openedAtMs: null,
    closedAtMs: null,
    remaining: 1,
    quantity: 1,
    leaderPaddle: null,
    winnerPaddle: null,
    soldPriceMinor: null,
    passReason: null,
    asOfSeq: 1,
    lastBidAuto: false,
    ...change,
  };
}

type ModelChange = Partial<Omit<RoomModel, "auction" | "you">> & {
  readonly auction?: Partial<RoomModel["auction"]>;
  readonly you?: Partial<RoomModel["you"]>;
};

/** A live room for tests, with a stranger looking at it. */
export function createModel({ auction, you, ...change }: ModelChange = {}): RoomModel {
  return {
    seq: 1,
    headHash: null,
    auction: {
      id: "auction-1",
      title: "Watches from one drawer",
      description: "",
      status: "live",
      sellerId: "seller-1",
      sellerName: "Tomas Keller",
      currency: "USD",
      pacing: "live",
      visibility: "public",
      premiumBps: 1_000,
      scheduledStartMs: 0,
      scheduledEndMs: null,
      startedAtMs: 0,
      endedAtMs: null,
      held: null,
      lotCount: 1,
      ...auction,
    },
    lots: [],
    lotsComplete: true,
    unreadFacts: [],
    you: {
      userId: null,
      role: "viewer",
      paddle: null,
      maxima: {},
      limitMinor: null,
      spentMinor: 0,
      shippingMinor: 0,
      taxBps: 0,
      ...you,
    },
    viewers: 0,
    chat: [],
    bids: [],
    ...change,
  };
}
