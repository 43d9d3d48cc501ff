import { and, inArray, or } from "drizzle-orm";
import type { Database } from "../database.ts";
import { auctions } from "../schema/auctions.ts";
import { registrations } from "../schema/registrations.ts";
import { hasId } from "./ids.ts";

/** The rooms that are still to come or under way where somebody sells or has a paddle: where their sockets may be. */
export async function listRoomsOfUser(database: Database, userId: string): Promise<string[]> {
  const registered = database
    .select({ id: registrations.auctionId })
    .from(registrations)
    .where(hasId(registrations.userId, userId));
  const rows = await database
    .select({ id: auctions.id })
    .from(auctions)
    .where(
      and(
        inArray(auctions.status, ["scheduled", "live"]),
        or(hasId(auctions.sellerId, userId), inArray(auctions.id, registered)),
      ),
    )
    .limit(500);
  return rows.map(({ id }) => id);
}
