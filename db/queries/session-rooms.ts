import { and, gt, inArray, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { sessionRooms } from "../schema/session-rooms.ts";
import { isUuid } from "./ids.ts";

/** Notes that a sign-in enters a room: from now on it may have a socket there. */
export async function recordSessionRoom(
  database: Database,
  entry: { readonly sessionId: string; readonly auctionId: string; readonly at: Date },
): Promise<void> {
  await database
    .insert(sessionRooms)
    .values({ sessionId: entry.sessionId, auctionId: entry.auctionId, enteredAt: entry.at })
    .onConflictDoUpdate({
      target: [sessionRooms.sessionId, sessionRooms.auctionId],
      set: { enteredAt: sql`excluded.entered_at` },
    });
}

/** Which of these sign-ins entered which room after a moment. */
export async function listSessionRooms(
  database: Database,
  sessionIds: readonly string[],
  after: Date,
): Promise<{ readonly sessionId: string; readonly auctionId: string }[]> {
  const ids = sessionIds.filter(isUuid);
  if (ids.length === 0) return [];
  return database
    .select({ sessionId: sessionRooms.sessionId, auctionId: sessionRooms.auctionId })
    .from(sessionRooms)
    .where(and(inArray(sessionRooms.sessionId, ids), gt(sessionRooms.enteredAt, after)))
    .limit(500);
}
