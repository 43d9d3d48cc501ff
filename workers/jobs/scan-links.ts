import type { DatabaseClient } from "../../db/database.ts";
import { scanSeller, takeSellersToScan } from "../../db/queries/link-suspicions.ts";
import { refreshTerms } from "./refresh-terms.ts";
import { logJobFailure } from "./report.ts";

/** Sellers of one minute: an hour is enough for more than a thousand. */
const sellersPerRun = 25;

/** Looks whether accounts belong together (rule B2), a few sellers at a time, and has the rooms of those that do hear of it. */
export async function scanLinks(
  env: Pick<Cloudflare.Env, "AUCTION_ROOM">,
  client: DatabaseClient,
  at: Date,
): Promise<void> {
  try {
    for (const sellerId of await takeSellersToScan(client.database, { at, limit: sellersPerRun })) {
      const linked = await scanSeller(client, { sellerId, at });
      for (const userId of linked) await refreshTerms(env, client.database, { userId, at });
    }
  } catch (error) {
    logJobFailure("links", error);
  }
}
