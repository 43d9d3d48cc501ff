import type { DatabaseClient } from "../../../db/database.ts";
import { listDueReleases, releaseOrder } from "../../../db/payouts/release-order.ts";
import { logJobFailure } from "../report.ts";

/** Orders of one run; what is beyond waits for the next minute. */
const releasesMax = 500;

/** Makes the money of every order whose time has come its seller's, each in a transaction of its own. */
export async function releaseDue(client: DatabaseClient, at: Date): Promise<void> {
  try {
    for (const orderId of await listDueReleases(client.database, { at, limit: releasesMax })) {
      await releaseOne(client, orderId, at);
    }
  } catch (error) {
    logJobFailure("release", error);
  }
}

/** One that cannot be released keeps no other waiting. */
async function releaseOne(client: DatabaseClient, orderId: string, at: Date): Promise<void> {
  try {
    await releaseOrder(client, orderId, at);
  } catch (error) {
    logJobFailure("release", error, { orderId });
  }
}
