import type { AuctionSpec, BidderTerms } from "../../domain/room/command.ts";
import type { LotSpec } from "../../domain/room/lot-rules.ts";

/** The sale every measurement bids in: plain rules, steps of one, and a close far away. */

export interface SaleOrder {
  readonly auctionId: string;
  /** All lots open at once. */
  readonly isTimed: boolean;
  readonly nowMs: number;
}

const hourMs = 3_600_000;

export function describeAuction({ auctionId, isTimed, nowMs }: SaleOrder): AuctionSpec {
  return {
    auctionId,
    sellerId: "seller",
    sellerName: "Bench",
    title: "A measured sale",
    description: "",
    currency: "USD",
    pacing: isTimed ? "timed" : "live",
    visibility: "public",
    region: null,
    scheduledStartMs: nowMs + 60_000,
    scheduledEndMs: isTimed ? nowMs + 24 * hourMs : null,
    staggerMs: 1_000,
    premiumBps: 1_000,
    feeBps: 800,
    linkedUserIds: [],
    moderatorIds: [],
  };
}

export function describeLot(title: string, startingPriceMinor: number): LotSpec {
  return {
    productId: null,
    title,
    description: "",
    imageUrls: [],
    reserveMinor: null,
    rerunOf: null,
    rules: {
      format: "english",
      currency: "USD",
      startingPriceMinor,
      buyNowMinor: null,
      increments: [{ fromMinor: 0, stepMinor: 1 }],
      quantity: 1,
      durationMs: 12 * hourMs,
      windowMs: 10_000,
      extensionMs: 10_000,
      extensionsMax: 60,
      hardCloseAfterMs: null,
      graceMs: 400,
      premiumBps: 1_000,
      feeBps: 800,
      floorMinor: null,
      stepMinor: null,
      stepEveryMs: null,
    },
  };
}

export function describeTerms(userId: string): BidderTerms {
  return { userId, displayName: userId, limitMinor: null, shippingMinor: 500, taxBps: 800 };
}
