import { listSessionRooms } from "../../db/queries/session-rooms.ts";
import { revokeAllSessions } from "../../db/queries/sessions.ts";
import type { RevocationReason } from "../../db/schema/user-sessions.ts";
import { accessTokenLifeMs } from "../accounts/access-token.ts";
import type { AppContext } from "../environment.ts";
import { forgetSession } from "../middleware/authenticate.ts";
import { getRoom } from "./room.ts";

/** A socket ends with its access token, and every way to renew it enters the room again. */
const socketLifeMs = accessTokenLifeMs + 60_000;

/**
 * Closes the sockets of sign-ins that just ended. Behind the answer, and without a guarantee: a room that cannot be
 * reached now closes them itself when their access token runs out.
 */
export async function closeSockets(
  context: AppContext,
  userId: string,
  sessionIds: readonly string[],
): Promise<void> {
  const after = new Date(Date.now() - socketLifeMs);
  const entered = await listSessionRooms(context.get("postgres").database, sessionIds, after);
  const closings = entered.map(({ auctionId, sessionId }) =>
    getRoom(context.env, auctionId).endSession(userId, sessionId),
  );
  context.executionCtx.waitUntil(Promise.allSettled(closings));
}

/**
 * Ends every sign-in of a person: no refresh token of theirs works again, this isolate forgets them at once and the
 * others within half a minute, and their sockets close.
 */
export async function endAllSignIns(
  context: AppContext,
  { userId, reason }: { readonly userId: string; readonly reason: RevocationReason },
): Promise<void> {
  const { database } = context.get("postgres");
  const ended = await revokeAllSessions(database, { userId, reason, at: new Date() });
  for (const sessionId of ended) forgetSession(sessionId);
  await closeSockets(context, userId, ended);
}
