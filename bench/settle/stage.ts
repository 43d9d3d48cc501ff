import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { generateKeys } from "../../scripts/development-keys.ts";
import { startDatabase } from "../../scripts/local/database.ts";
import { dataDir } from "../../scripts/places.ts";
import { bundleWorker, startWorkerd } from "../room/workerd.ts";

/** Where sales are held: workerd on the disk, a Postgres of its own behind the bridge, and a direct line to it. */
export interface Stage {
  readonly port: number;
  readonly line: pg.Client;
}

export async function withStage<Value>(
  port: number,
  perform: (stage: Stage) => Promise<Value>,
): Promise<Value> {
  mkdirSync(dataDir, { recursive: true });
  const folder = mkdtempSync(join(dataDir, "bench-settle-"));
  const database = await startDatabase({ dataDir: folder, outsideUrl: undefined });
  const line = new pg.Client({ connectionString: database.url });
  try {
    await line.connect();
    await tellOfOrders(line);
    const server = await startWorkerd({
      bundle: await bundleWorker(folder, join(import.meta.dirname, "wrangler.toml")),
      storage: join(folder, "objects"),
      port,
      classes: { AUCTION_ROOM: "AuctionRoom" },
      variables: {
        ENVIRONMENT: "test",
        ORIGIN: `http://localhost:${port}`,
        LOG_LEVEL: "error",
        DATABASE_URL: database.url,
        DATABASE_BRIDGE: database.bridge ?? "",
        ...generateKeys("dev-"),
      },
    });
    try {
      return await perform({ port, line });
    } finally {
      await server.stop();
    }
  } finally {
    await line.end();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A notification leaves Postgres when its transaction has committed, so hearing of an order is seeing its row. */
async function tellOfOrders(line: pg.Client): Promise<void> {
  await line.query(`
    create function tell_of_order() returns trigger language plpgsql as
      $$ begin perform pg_notify('orders_made', new.lot_id::text); return null; end $$;
    create trigger tell_of_order after insert on orders for each row execute function tell_of_order();
    listen orders_made`);
}
