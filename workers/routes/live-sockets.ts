import { listRoomsOfUser } from "../../db/queries/rooms-of-user.ts";
import type { AppContext } from "../environment.ts";
import { getRoom } from "./room.ts";

/**
 * Closes the sockets of sign-ins that just ended. Behind the answer, and without a guarantee: a room that cannot be
 * reached now closes them itself when their access token runs out.
 */
export async function closeSockets(
  context: AppContext,
  userId: string,
  sessionIds: readonly string[],
): Promise<void> {
  const rooms = await listRoomsOfUser(context.get("postgres").database, userId);
  const closings = rooms.flatMap((auctionId) =>
    sessionIds.map((sessionId) => getRoom(context.env, auctionId).endSession(userId, sessionId)),
  );
  context.executionCtx.waitUntil(Promise.allSettled(closings));
}
