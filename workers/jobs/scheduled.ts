import { openDatabase } from "../../db/client.ts";
import type { Database } from "../../db/database.ts";
import { listOverdueRooms } from "../../db/queries/overdue-rooms.ts";
import { getSettings } from "../env.ts";
import { getStorage } from "../providers/storage/storage.ts";
import { reconcile } from "./money/reconcile.ts";
import { releaseDue } from "./money/release-due.ts";
import { remind } from "./remind.ts";
import { logJobFailure } from "./report.ts";
import { scanLinks } from "./scan-links.ts";
import { sweep } from "./sweep.ts";
import { sendDueWork } from "./work.ts";

/** A room acts within milliseconds of its times; this long after one, its alarm is late or was lost. */
const OVERDUE_AFTER_MS = 15_000;

/**
 * Every minute: touches the rooms that are overdue, writes what people are reminded of, has due rows looked at, releases the
 * money whose time has come, removes what has had its time, looks which accounts belong together and whether the books agree.
 */
export async function handleScheduled(env: Cloudflare.Env, nowMs: number): Promise<void> {
  const { DATABASE_URL, DATABASE_BRIDGE } = getSettings(env);
  const client = openDatabase({ connectionString: DATABASE_URL, bridge: DATABASE_BRIDGE });
  try {
    const at = new Date(nowMs);
    await touchOverdueRooms(env, client.database, nowMs);
    await remind(client, at);
    await sendDueWork(env, client, at);
    await releaseDue(client, at);
    await sweep(client.database, { storage: getStorage(env), at });
    await scanLinks(env, client, at);
    await reconcile(client, { at });
  } finally {
    await client.close();
  }
}

/**
 * Touches the rooms whose known times have passed without the projection hearing of it. Only a second
 * net: a room's own alarm is the first, and any command closes what is due before it is decided. A needless touch
 * (a held auction, a projection that lags) changes nothing.
 */
async function touchOverdueRooms(env: Cloudflare.Env, database: Database, nowMs: number): Promise<void> {
  try {
    const auctionIds = await listOverdueRooms(database, new Date(nowMs - OVERDUE_AFTER_MS));
    for (const auctionId of auctionIds) await touchRoom(env, auctionId);
  } catch (error) {
    logJobFailure("watchdog", error);
  }
}

async function touchRoom(env: Cloudflare.Env, auctionId: string): Promise<void> {
  try {
    await env.AUCTION_ROOM.get(env.AUCTION_ROOM.idFromName(auctionId)).poke();
  } catch (error) {
    logJobFailure("watchdog", error, { auctionId });
  }
}
