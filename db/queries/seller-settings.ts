import type { Database } from "../database.ts";
import { eq } from "drizzle-orm";
import { sellerSettings } from "../schema/payouts.ts";

/** How a seller sells. */
export interface SellerSettings {
  readonly offersSecondChance: boolean;
  /** The house's word, not the seller's. */
  readonly isTrusted: boolean;
}

const columns = {
  offersSecondChance: sellerSettings.offersSecondChance,
  isTrusted: sellerSettings.isTrusted,
};

export async function readSellerSettings(database: Database, userId: string): Promise<SellerSettings> {
  const [row] = await database.select(columns).from(sellerSettings).where(eq(sellerSettings.userId, userId));
  return row ?? { offersSecondChance: false, isTrusted: false };
}

/** Changes what is the seller's own to say. */
export async function saveSellerSettings(
  database: Database,
  userId: string,
  change: Pick<SellerSettings, "offersSecondChance">,
): Promise<void> {
  const { offersSecondChance } = change;
  await database
    .insert(sellerSettings)
    .values({ userId, offersSecondChance })
    .onConflictDoUpdate({ target: sellerSettings.userId, set: { offersSecondChance } });
}
