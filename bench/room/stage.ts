import type { AuctionRoom } from "../../durable-objects/auction-room/auction-room.ts";
import type { Caller } from "../../durable-objects/auction-room/rpc.ts";
import type { PlatformCommand, WireCommand } from "../../domain/room/command.ts";
import { describeAuction, describeLot, describeTerms } from "./sale.ts";

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

/** A signed-in person; they all are, so that nothing is counted by address. */
export function describeCaller(userId: string): Caller {
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
  const seller = describeCaller("seller");
  const ask = async (command: PlatformCommand, by: Caller): Promise<void> =>
    check(command, await room.platform(command, by));
  const tell = async (command: WireCommand, by: Caller): Promise<void> =>
    check(command, await room.command(command, by));

  const lots = lotIds.map((lotId) => ({ lotId, spec: describeLot(lotId, order.startMinor) }));
  const auction = describeAuction({ auctionId, isTimed, nowMs: Date.now() });
  await ask({ type: "auction.create", id: "create", auction, lots }, seller);
  const bidders = Array.from({ length: order.bidders }, (_, index) => `bidder-${index}`);
  for (const userId of [...bidders, "standing"]) {
    const register = { type: "bidder.register", id: "register", terms: describeTerms(userId) } as const;
    await ask(register, describeCaller(userId));
  }
  await tell({ type: "auction.start", id: "start" }, seller);
  for (const lotId of isTimed ? [] : lotIds) await tell({ type: "lot.open", id: "open", lotId }, seller);
  for (const lotId of order.hasStandingMaximum ? lotIds : []) {
    const bid = {
      type: "bid.place",
      id: `standing-${lotId}`,
      lotId,
      amountMinor: 1e12,
      mode: "max",
    } as const;
    await tell({ ...bid, confirm: true }, describeCaller("standing"));
  }
  return lotIds;
}

function check(command: PlatformCommand | WireCommand, answer: { readonly type: string } | null): void {
  if (answer?.type !== "command.accepted") throw new Error(`${command.type}: ${JSON.stringify(answer)}`);
}
