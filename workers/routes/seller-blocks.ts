import { v7 as makeUuid } from "uuid";
import * as contract from "../../contract/http/seller-blocks.ts";
import type { BlockedBidder } from "../../contract/http/seller-blocks.ts";
import * as queries from "../../db/queries/seller-blocks.ts";
import type { AppContext } from "../environment.ts";
import { logJobFailure } from "../jobs/report.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { requireFound } from "../middleware/ownership.ts";
import { notFound } from "../middleware/problem.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requirePage } from "./page.ts";
import { getRoom, toRoomCaller } from "./room.ts";

const toBlocked = (row: queries.SellerBlock): BlockedBidder => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
});

export function mountSellerBlocks(parts: Interface): void {
  mount(parts, contract.listBlockedBidders, async (context, { query }) => {
    const { userId } = requireSignedIn(context);
    return requirePage(await queries.listBlocks(context.get("postgres").database, userId, query), toBlocked);
  });
  mount(parts, contract.blockBidder, async (context, { body }) => {
    const { userId: sellerId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    const target = await queries.findBlockTarget(database, sellerId, body);
    const userId = requireFound(target, "bidder");
    // Somebody who is registered in their own sale is not kept out of it.
    if (userId === sellerId) throw notFound("bidder");
    const block = await queries.blockBidder(database, { sellerId, userId, reason: body.reason });
    await tellRooms(context, { userId, type: "bidder.block" });
    return { data: toBlocked(block) };
  });
  mount(parts, contract.unblockBidder, async (context, { params }) => {
    const { userId: sellerId } = requireSignedIn(context);
    const gone = await queries.unblockBidder(context.get("postgres").database, {
      sellerId,
      blockId: params.id,
    });
    await tellRooms(context, { userId: requireFound(gone, "block"), type: "bidder.unblock" });
    return { data: null };
  });
}

/** Has the seller's rooms that are not over hear of it, as their host. A room that is away asks when they come in again. */
async function tellRooms(
  context: AppContext,
  { userId, type }: { readonly userId: string; readonly type: "bidder.block" | "bidder.unblock" },
): Promise<void> {
  const host = requireSignedIn(context);
  const { database } = context.get("postgres");
  const rooms = await queries.listOpenRegistrations(database, { userId, sellerId: host.userId });
  for (const { auctionId, paddle } of rooms) {
    try {
      await getRoom(context.env, auctionId).command({ type, id: makeUuid(), paddle }, toRoomCaller(host));
    } catch (error) {
      logJobFailure("block", error, { auctionId });
    }
  }
}
