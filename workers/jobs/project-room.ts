import type { DatabaseClient } from "../../db/database.ts";
import { findProjectedEntry, projectRoom } from "../../db/projection/project-room.ts";
import { forgetCachedBehind } from "../cache/isolate.ts";
import { tagsOfProductChange } from "../cache/tags.ts";
import { assert } from "../../domain/result.ts";
import { parseEntry } from "../../durable-objects/auction-room/store/entry-text.ts";
import type { AuctionRoomRpc } from "../../durable-objects/auction-room/rpc.ts";
import { sendWork } from "./work-tools.ts";

/** Entries of one transaction: short enough that a busy room's locks are not held for long. */
const PAGE = 200;
/** Pages of one go; a room with more left is nudged again, so that no room keeps the others of its batch waiting. */
const PAGES_MAX = 50;

/**
 * Brings Postgres up to a room's journal: pulls the entries after its cursor, applies them in one transaction, tells the
 * room how far it got, until nothing is left (rule J2). May run at once from several places. Returns whether it reached
 * the end. What is kept of a product that was put up or sold is dropped, and orders are looked at.
 */
export async function bringUpToDate(
  env: Cloudflare.Env,
  client: DatabaseClient,
  auctionId: string,
): Promise<boolean> {
  const room: AuctionRoomRpc = env.AUCTION_ROOM.get(env.AUCTION_ROOM.idFromName(auctionId));
  // Postgres says where to begin, not the room: should it ever come back from an older backup, it is filled again.
  let after = await findProjectedEntry(client.database, auctionId);
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const { entryTexts } = await room.outbox(after, PAGE);
    const entries = entryTexts.map((text) => parseEntry(text));
    if (entries.length > 0) {
      const projected = await projectRoom(client, auctionId, entries);
      // Another consumer can only have gone further, and what it applied is passed over; a gap means a lost cursor.
      assert(projected.ok, "the room's entries follow the last one in Postgres");
      after = projected.value.entryNumber;
      const { movedProductIds, orderIds } = projected.value;
      // After the commit, so that whoever reads from now on reads it as it is.
      if (movedProductIds.length > 0) await forgetCachedBehind(env, tagsOfProductChange(...movedProductIds));
      await sendWork(
        env,
        orderIds.map((id) => ({ kind: "order", id })),
      );
    }
    const { more } = await room.advance(after);
    if (!more) return true;
  }
  return false;
}
