import { desc, inArray, max } from "drizzle-orm";
import type { Database } from "../database.ts";
import { sessionRooms } from "../schema/session-rooms.ts";
import { isUuid } from "./ids.ts";

/** A sign-in enters a room: remembered before it gets its ticket, so that no socket of it is ever unknown. */
export async function recordSessionRoom(
  database: Database,
  visit: { readonly sessionId: string; readonly auctionId: string; readonly at: Date },
): Promise<void> {
  await database
    .insert(sessionRooms)
    .values({ sessionId: visit.sessionId, auctionId: visit.auctionId, joinedAt: visit.at })
    .onConflictDoUpdate({
      target: [sessionRooms.sessionId, sessionRooms.auctionId],
      set: { joinedAt: visit.at },
    });
}

/** More rooms than anybody has open; the rest were left long ago. */
const roomsMax = 200;

/** The rooms these sign-ins entered, the latest first. */
export async function listSessionRooms(database: Database, sessionIds: readonly string[]): Promise<string[]> {
  const ids = sessionIds.filter(isUuid);
  if (ids.length === 0) return [];
  const rows = await database
    .select({ auctionId: sessionRooms.auctionId })
    .from(sessionRooms)
    .where(inArray(sessionRooms.sessionId, ids))
    .groupBy(sessionRooms.auctionId)
    .orderBy(desc(max(sessionRooms.joinedAt)))
    .limit(roomsMax);
  return rows.map(({ auctionId }) => auctionId);
}
