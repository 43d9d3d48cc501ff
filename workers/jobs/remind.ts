import type { DatabaseClient } from "../../db/database.ts";
import { writeReminders } from "../../db/queries/reminders.ts";
import { listDueSearchers, writeSearchDigest } from "../../db/queries/search-digests.ts";
import { logJobFailure } from "./report.ts";

/** People whose searches are looked at in one run; those beyond wait a minute. */
const searchersMax = 50;

/** Every minute: writes the letters about what people watch and search for. Sending them is work like any other. */
export async function remind(client: DatabaseClient, at: Date): Promise<void> {
  try {
    await writeReminders(client.database, at);
  } catch (error) {
    logJobFailure("reminders", error);
  }
  try {
    const searchers = await listDueSearchers(client.database, { at, limit: searchersMax });
    for (const userId of searchers) await writeSearchDigest(client, { userId, at });
  } catch (error) {
    logJobFailure("search digests", error);
  }
}
