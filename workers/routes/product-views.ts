import { openDatabase } from "../../db/client.ts";
import { addProductViews } from "../../db/queries/products.ts";
import type { Reader } from "../cache/front.ts";
import { getSettings } from "../env.ts";
import { describeError, logError } from "../middleware/log.ts";

const writeEveryMs = 10_000;
/** Products with views not written yet; the next one has them written. */
const waitingMax = 500;

const waiting = new Map<string, number>();
let writtenAtMs = 0;

/**
 * Counts that somebody looked at a product. Most never ask Postgres, so neither does their view: an isolate writes what it
 * counted once in a while. What it counted last may go with it; that is popularity, not money.
 */
export function countProductView(productId: string, { env, keepAlive }: Reader): void {
  waiting.set(productId, (waiting.get(productId) ?? 0) + 1);
  const nowMs = Date.now();
  if (nowMs - writtenAtMs < writeEveryMs && waiting.size < waitingMax) return;
  writtenAtMs = nowMs;
  const views = [...waiting].map(([id, count]) => ({ id, count }));
  waiting.clear();
  keepAlive(write(env, views));
}

async function write(env: Cloudflare.Env, views: Parameters<typeof addProductViews>[1]): Promise<void> {
  const { DATABASE_URL, DATABASE_BRIDGE } = getSettings(env);
  const postgres = openDatabase({ connectionString: DATABASE_URL, bridge: DATABASE_BRIDGE });
  try {
    await addProductViews(postgres.database, views);
  } catch (error) {
    logError({ job: "views", error: error instanceof Error ? describeError(error) : String(error) });
  }
}
