import { and, eq, exists, lt, or } from "drizzle-orm";
import type { Database } from "../database.ts";
import { auctions } from "../schema/auctions.ts";
import { lots } from "../schema/lots.ts";

/** Rooms of one sweep; those beyond wait for the next. */
const ROOMS_MAX = 500;

/** Auctions with an open lot, or a start of their own, that should have happened before `before`; the oldest first. */
export async function listOverdueRooms(database: Database, before: Date): Promise<string[]> {
  const overdueLot = database
    .select({ id: lots.id })
    .from(lots)
    .where(and(eq(lots.auctionId, auctions.id), eq(lots.status, "open"), lt(lots.closesAt, before)));
  const rows = await database
    .select({ id: auctions.id })
    .from(auctions)
    .where(
      or(
        and(eq(auctions.status, "live"), exists(overdueLot)),
        and(
          eq(auctions.status, "scheduled"),
          eq(auctions.pacing, "timed"),
          lt(auctions.scheduledStart, before),
        ),
      ),
    )
    .orderBy(auctions.scheduledStart)
    .limit(ROOMS_MAX);
  return rows.map(({ id }) => id);
}
