import { listApiKeyRooms } from "../../db/queries/api-key-rooms.ts";
import { listSessionRooms } from "../../db/queries/session-rooms.ts";
import { revokeAllSessions } from "../../db/queries/sessions.ts";
import type { RevocationReason } from "../../db/schema/user-sessions.ts";
import type { AppContext } from "../environment.ts";
import { forgetSession } from "../middleware/authenticate.ts";
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
  closeIn(context, {
    userId,
    ids: sessionIds,
    rooms: await listSessionRooms(context.get("postgres").database, sessionIds),
  });
}

function closeIn(
  context: AppContext,
  {
    userId,
    ids,
    rooms,
  }: { readonly userId: string; readonly ids: readonly string[]; readonly rooms: readonly string[] },
): void {
  const closings = rooms.flatMap((auctionId) => {
    const room = getRoom(context.env, auctionId);
    return ids.map((id) => room.endSession(userId, id));
  });
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

/** What follows from revoked keys: this isolate forgets them at once, the others within half a minute, sockets close. */
export async function endApiKeys(context: AppContext, userId: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) forgetSession(id);
  closeIn(context, { userId, ids, rooms: await listApiKeyRooms(context.get("postgres").database, ids) });
}
