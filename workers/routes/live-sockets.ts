import { listSessionRooms } from "../../db/queries/session-rooms.ts";
import type { AppContext } from "../environment.ts";
import { getRoom } from "./room.ts";

/**
 * Closes the sockets of sign-ins that just ended, behind the answer. A room that cannot be reached now closes them
 * itself when their access token runs out.
 */
export async function closeSockets(
  context: AppContext,
  userId: string,
  sessionIds: readonly string[],
): Promise<void> {
  const rooms = await listSessionRooms(context.get("postgres").database, sessionIds);
  const closings = rooms.flatMap((auctionId) => {
    const room = getRoom(context.env, auctionId);
    return sessionIds.map((sessionId) => room.endSession(userId, sessionId));
  });
  context.executionCtx.waitUntil(Promise.allSettled(closings));
}
