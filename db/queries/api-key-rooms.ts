import { desc, inArray, max } from "drizzle-orm";
import type { Database } from "../database.ts";
import { apiKeyRooms } from "../schema/api-keys.ts";
import { isUuid } from "./ids.ts";

/** A key enters a room: remembered before it gets its ticket, so that no socket of it is ever unknown. */
export async function recordApiKeyRoom(
  database: Database,
  visit: { readonly apiKeyId: string; readonly auctionId: string; readonly at: Date },
): Promise<void> {
  const { apiKeyId, auctionId, at: joinedAt } = visit;
  await database
    .insert(apiKeyRooms)
    .values({ apiKeyId, auctionId, joinedAt })
    .onConflictDoUpdate({ target: [apiKeyRooms.apiKeyId, apiKeyRooms.auctionId], set: { joinedAt } });
}

/** More rooms than any key is in at once; in the others its sockets end by themselves within a quarter of an hour. */
const roomsMax = 200;

/** The rooms these keys entered, the latest first. */
export async function listApiKeyRooms(database: Database, keyIds: readonly string[]): Promise<string[]> {
  const ids = keyIds.filter(isUuid);
  if (ids.length === 0) return [];
  const rows = await database
    .select({ auctionId: apiKeyRooms.auctionId })
    .from(apiKeyRooms)
    .where(inArray(apiKeyRooms.apiKeyId, ids))
    .groupBy(apiKeyRooms.auctionId)
    .orderBy(desc(max(apiKeyRooms.joinedAt)))
    .limit(roomsMax);
  return rows.map(({ auctionId }) => auctionId);
}
