import type { PlatformCommand, WireCommand } from "../../domain/room/command.ts";
import type { AuctionRoom } from "../../durable-objects/auction-room/auction-room.ts";
import { describeAuction, describeLot, describeTerms } from "../room/sale.ts";
import { describeCaller } from "../room/stage.ts";
import type { SettledSale } from "./sale.ts";

const priceMinor = 5_000;

/** Creates the sale, starts it and bids on every lot; from then on the clock alone hammers. */
export async function openSale(room: DurableObjectStub<AuctionRoom>, sale: SettledSale): Promise<void> {
  const seller = describeCaller(sale.sellerId);
  const auction = {
    ...describeAuction({ auctionId: sale.auctionId, isTimed: true, nowMs: Date.now() }),
    sellerId: sale.sellerId,
    staggerMs: sale.staggerMs,
  };
  await platform(room, { type: "auction.create", id: "create", auction, lots: describeLots(sale) }, seller);
  for (const userId of sale.buyerIds) {
    const register = { type: "bidder.register", id: "register", terms: describeTerms(userId) } as const;
    await platform(room, register, describeCaller(userId));
  }
  await wire(room, { type: "auction.start", id: "start" }, seller);
  await Promise.all(
    sale.lotIds.map((lotId, at) => {
      const buyerId = sale.buyerIds[at % sale.buyerIds.length] ?? sale.sellerId;
      const bid = { type: "bid.place", id: lotId, lotId, amountMinor: priceMinor, mode: "exact" } as const;
      return wire(room, bid, describeCaller(buyerId));
    }),
  );
}

function describeLots({ lotIds, leadMs }: SettledSale) {
  return lotIds.map((lotId, at) => {
    const spec = describeLot(`Lot ${at + 1}`, priceMinor);
    // Nothing moves a close: when each hammer falls is known from the start.
    const rules = { ...spec.rules, durationMs: leadMs, windowMs: 0, extensionMs: 0, extensionsMax: 0 };
    return { lotId, spec: { ...spec, rules } };
  });
}

type Room = DurableObjectStub<AuctionRoom>;
type By = ReturnType<typeof describeCaller>;

const platform = async (room: Room, command: PlatformCommand, by: By): Promise<void> =>
  check(command, await room.platform(command, by));
const wire = async (room: Room, command: WireCommand, by: By): Promise<void> =>
  check(command, await room.command(command, by));

function check(command: { readonly type: string }, answer: { readonly type: string } | null): void {
  if (answer?.type !== "command.accepted") throw new Error(`${command.type}: ${JSON.stringify(answer)}`);
}
