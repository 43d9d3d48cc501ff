import { listBids, listMessages, readLog } from "../../contract/http/history.ts";
import { findAuction } from "../../db/queries/auctions.ts";
import * as bids from "../../db/queries/bids.ts";
import * as messages from "../../db/queries/messages.ts";
import type { AppContext } from "../environment.ts";
import { notFound } from "../middleware/problem.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requirePage } from "./page.ts";
import { getRoom, requireReading, toRoomCaller } from "./room.ts";

export function mountHistory(parts: Interface): void {
  mount(parts, listBids, async (context, { params, query }) => {
    await requireVisible(context, params.id);
    const { lotId, limit, cursor } = query;
    const { database } = context.get("postgres");
    const page = await bids.listBids(database, { auctionId: params.id, lotId }, { limit, cursor });
    return requirePage(page, ({ at, ...bid }) => ({ ...bid, atMs: at.getTime() }));
  });

  mount(parts, listMessages, async (context, { params, query }) => {
    await requireVisible(context, params.id);
    const page = await messages.listMessages(context.get("postgres").database, params.id, query);
    return requirePage(page, ({ id, at, ...line }) => ({ ...line, messageId: id, atMs: at.getTime() }));
  });

  mount(parts, readLog, async (context, { params, query }) => {
    const room = getRoom(context.env, params.id);
    const page = await room.log(query.afterSeq, query.limit, toRoomCaller(context.get("caller")));
    if (page === null) throw notFound("auction");
    return { data: page };
  });
}

/** A public auction is anybody's; whom a private one is for, its room knows. */
async function requireVisible(context: AppContext, auctionId: string): Promise<void> {
  const auction = await findAuction(context.get("postgres").database, auctionId);
  if (auction?.visibility === "public") return;
  await requireReading(context, auctionId);
}
