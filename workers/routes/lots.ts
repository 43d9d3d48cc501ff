import { v7 as makeUuid } from "uuid";
import type { Auction } from "../../contract/http/auctions.ts";
import { addLot, deleteLot, editLot } from "../../contract/http/lots.ts";
import type { Lot } from "../../contract/http/lots.ts";
import { findAuctionRates } from "../../db/queries/rates.ts";
import { limits } from "../../domain/limits.ts";
import { requireFound } from "../middleware/ownership.ts";
import { projectAndRead } from "./auctions.ts";
import { requireEditedSpec, requireLotSpecs } from "./lot-spec.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { getRoom, requireOwnReading, runPlatformCommand, toRoomCaller } from "./room.ts";

export function mountLots(parts: Interface): void {
  mount(parts, addLot, async (context, { params, body }) => {
    const { auction, lots } = await requireOwnReading(context, params.id);
    const { sellerId, currency, premiumBps } = auction;
    const { feeBps } = await findAuctionRates(context.get("postgres").database, { sellerId, at: new Date() });
    // One grace for the whole auction, as it was set up.
    const graceMs = lots[0]?.graceMs ?? limits.graceDefaultMs;
    const terms = { sellerId, currency, premiumBps, feeBps, graceMs };
    const lotId = makeUuid();
    for (const spec of await requireLotSpecs(context, terms, [{ path: "", input: body }])) {
      await runPlatformCommand(context, params.id, { type: "lot.add", id: makeUuid(), lotId, spec });
    }
    return { data: requireLot(await projectAndRead(context, params.id), lotId) };
  });

  mount(parts, editLot, async (context, { params, body }) => {
    const { id: auctionId, lotId } = params;
    await requireOwnReading(context, auctionId);
    const known = await getRoom(context.env, auctionId).lotSpec(lotId, toRoomCaller(context.get("caller")));
    const spec = requireEditedSpec(requireFound(known, "lot"), body);
    await runPlatformCommand(context, auctionId, { type: "lot.edit", id: makeUuid(), lotId, spec });
    return { data: requireLot(await projectAndRead(context, auctionId), lotId) };
  });

  mount(parts, deleteLot, async (context, { params }) => {
    const { id: auctionId, lotId } = params;
    await requireOwnReading(context, auctionId);
    await runPlatformCommand(context, auctionId, { type: "lot.remove", id: makeUuid(), lotId });
    await projectAndRead(context, auctionId);
    return { data: null };
  });
}

const requireLot = (auction: Auction, lotId: string): Lot =>
  requireFound(
    auction.lots.find(({ id }) => id === lotId),
    "lot",
  );
