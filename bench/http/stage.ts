import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { generateKeys } from "../../scripts/development-keys.ts";
import { startDatabase } from "../../scripts/local/database.ts";
import { dataDir } from "../../scripts/places.ts";
import { bundleWorker, startWorkerd } from "../room/workerd.ts";
import type { RunningWorkerd } from "../room/workerd.ts";
import { openMarket } from "./market.ts";
import type { Market } from "./market.ts";

/** Runs `perform` before the interface on bare workerd, with a Postgres and a small market of its own. */
export async function withStage<Value>(
  port: number,
  perform: (server: RunningWorkerd, market: Market) => Promise<Value>,
): Promise<Value> {
  mkdirSync(dataDir, { recursive: true });
  const folder = mkdtempSync(join(dataDir, "bench-http-"));
  const database = await startDatabase({ dataDir: folder, outsideUrl: undefined });
  let server: RunningWorkerd | undefined;
  try {
    server = await startWorkerd({
      bundle: await bundleWorker(folder, join(import.meta.dirname, "wrangler.toml")),
      storage: join(folder, "objects"),
      port,
      classes: { AUCTION_ROOM: "AuctionRoom", RATE_LIMITER: "RateLimiter" },
      variables: {
        ENVIRONMENT: "test",
        ORIGIN: `http://localhost:${port}`,
        LOG_LEVEL: "error",
        DATABASE_URL: database.url,
        DATABASE_BRIDGE: database.bridge ?? "",
        ...generateKeys("dev-"),
      },
    });
    return await perform(server, await openMarket(port, database));
  } finally {
    await server?.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
