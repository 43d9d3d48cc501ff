import type { AuctionRoom } from "../../durable-objects/auction-room/auction-room.ts";
import type { Caller } from "../../durable-objects/auction-room/rpc.ts";
import type { LotSpec } from "../../domain/room/lot-rules.ts";
import type { PlatformCommand, WireCommand } from "../../domain/room/command.ts";

type Room = DurableObjectStub<AuctionRoom>;

/** How a measured room is set up. */
export interface StageOrder {
  /** Lots open side by side (`timed`), or the one open lot of a `live` sale when 1. */
  readonly lots: number;
  readonly bidders: number;
  /** Someone whose huge maximum stands on every lot, so that each bid is answered by the room. */
  readonly hasStandingMaximum: boolean;
  readonly startMinor: number;
}

const seller = caller("seller");
const standing = caller("standing");

export function caller(userId: string): Caller {
  return {
    userId,
    displayName: userId,
    isAdmin: false,
    sessionId: `session-${userId}`,
    sessionExpiresAtMs: Date.now() + 3_600_000,
  };
}

/** Creates the auction, registers its bidders and opens its lots. Returns the lots' ids. */
export async function stageRoom(room: Room, auctionId: string, order: StageOrder): Promise<string[]> {
  const lotIds = Array.from({ length: order.lots }, (_, index) => `lot-${index}`);
  const isTimed = order.lots > 1;
  await ask(room, {
    type: "auction.create",
    id: "create",
    auction: {
      auctionId,
      sellerId: "seller",
      sellerName: "Bench",
      title: "A measured sale",
      description: "",
      currency: "USD",
      pacing: isTimed ? "timed" : "live",
      visibility: "public",
      region: null,
      scheduledStartMs: Date.now() + 60_000,
      scheduledEndMs: isTimed ? Date.now() + 24 * 3_600_000 : null,
      staggerMs: 1_000,
      premiumBps: 1_000,
      feeBps: 800,
      linkedUserIds: [],
      moderatorIds: [],
    },
    lots: lotIds.map((lotId) => ({ lotId, spec: describeLot(lotId, order.startMinor) })),
  });
  const bidders = Array.from({ length: order.bidders }, (_, index) => `bidder-${index}`);
  for (const userId of [...bidders, "standing"]) {
    const terms = { userId, displayName: userId, limitMinor: null, shippingMinor: 500, taxBps: 800 };
    await ask(room, { type: "bidder.register", id: `register-${userId}`, terms });
  }
  await tell(room, { type: "auction.start", id: "start" }, seller);
  if (!isTimed) await tell(room, { type: "lot.open", id: "open", lotId: lotIds[0]! }, seller);
  for (const lotId of order.hasStandingMaximum ? lotIds : []) {
    await tell(
      room,
      { type: "bid.place", id: `standing-${lotId}`, lotId, amountMinor: 1e12, mode: "max", confirm: true },
      standing,
    );
  }
  return lotIds;
}

function describeLot(title: string, startMinor: number): LotSpec {
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
      startingPriceMinor: startMinor,
      buyNowMinor: null,
      increments: [{ fromMinor: 0, stepMinor: 1 }],
      quantity: 1,
      durationMs: 12 * 3_600_000,
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

async function ask(room: Room, command: PlatformCommand): Promise<void> {
  check(command.type, await room.platform(command, seller));
}

async function tell(room: Room, command: WireCommand, by: Caller): Promise<void> {
  check(command.type, await room.command(command, by));
}

function check(step: string, answer: { readonly type: string } | null): void {
  if (answer?.type !== "command.accepted") throw new Error(`${step}: ${JSON.stringify(answer)}`);
}
