import { listBids, listBidsV2, listMessages, listOwnOpenings, readLog } from "../../contract/http/history.ts";
import { findAuction } from "../../db/queries/auctions.ts";
import * as bids from "../../db/queries/bids.ts";
import * as messages from "../../db/queries/messages.ts";
import type { AppContext } from "../environment.ts";
import { requireFound } from "../middleware/ownership.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requirePage } from "./page.ts";
import { getRoom, requireReading, toRoomCaller } from "./room.ts";

export function mountHistory(parts: Interface): void {
  mount(parts, listBids, async (context, { params, query }) => {
    await requireVisible(context, params.id);
    return requirePage(await readBids(context, params.id, query), ({ at, ...bid }) => ({
      ...bid,
      atMs: at.getTime(),
    }));
  });

  mount(parts, listBidsV2, async (context, { params, query }) => {
    const { currency } = await requireVisible(context, params.id);
    return requirePage(await readBids(context, params.id, query), ({ at, priceMinor, ...bid }) => ({
      ...bid,
      price: { amountMinor: priceMinor, currency },
      at: at.toISOString(),
    }));
  });

  mount(parts, listOwnOpenings, async (context, { params }) => {
    const room = getRoom(context.env, params.id);
    const openings = await room.withheld(params.lotId, toRoomCaller(context.get("caller")));
    return { data: [...requireFound(openings, "lot")] };
  });

  mount(parts, listMessages, async (context, { params, query }) => {
    await requireVisible(context, params.id);
    const page = await messages.listMessages(context.get("postgres").database, params.id, query);
    return requirePage(page, ({ id, at, ...line }) => ({ ...line, messageId: id, atMs: at.getTime() }));
  });

  mount(parts, readLog, async (context, { params, query }) => {
    const room = getRoom(context.env, params.id);
    const page = await room.log(query.afterSeq, query.limit, toRoomCaller(context.get("caller")));
    return { data: requireFound(page, "auction") };
  });
}

interface BidQuery {
  readonly lotId?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const readBids = (context: AppContext, auctionId: string, { lotId, limit, cursor }: BidQuery) =>
  bids.listBids(context.get("postgres").database, { auctionId, lotId }, { limit, cursor });

/** A public auction is anybody's; whom a private one is for, its room knows. */
async function requireVisible(
  context: AppContext,
  auctionId: string,
): Promise<{ readonly currency: string }> {
  const auction = await findAuction(context.get("postgres").database, auctionId);
  if (auction?.visibility === "public") return auction;
  return (await requireReading(context, auctionId)).auction;
}
