import { join } from "node:path";
import { ensureDatabase, startCluster } from "../postgres/cluster.ts";
import { applyMigrations } from "../postgres/migrate.ts";
import { startNeonBridge } from "../postgres/neon-bridge.ts";

/** The database a local run works on. */
export interface LocalDatabase {
  readonly url: string;
  /** `host:port` of the bridge; none before a real Neon, which speaks its protocols itself. */
  readonly bridge: string | undefined;
  readonly stop: () => Promise<void>;
}

/** Starts the embedded server under the data folder, or takes the one of `outsideUrl`; brings its schema up to date. */
export async function startDatabase(options: {
  readonly dataDir: string;
  readonly outsideUrl: string | undefined;
}): Promise<LocalDatabase> {
  const { url, stop } =
    options.outsideUrl === undefined
      ? await startEmbedded(options.dataDir)
      : { url: options.outsideUrl, stop: () => Promise.resolve() };
  try {
    await applyMigrations(url);
    if (isNeon(url)) return { url, bridge: undefined, stop };
    const bridge = await startNeonBridge({ databaseUrl: url });
    return {
      url,
      bridge: bridge.address,
      stop: async () => {
        await bridge.stop();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startEmbedded(dataDir: string): Promise<Pick<LocalDatabase, "url" | "stop">> {
  const cluster = await startCluster({ directory: join(dataDir, "postgres") });
  return { url: await ensureDatabase(cluster, "blytz"), stop: cluster.stop };
}

/** Neon's hosts answer its HTTP and WebSocket protocols; any other server needs the bridge. */
function isNeon(databaseUrl: string): boolean {
  return new URL(databaseUrl).hostname.endsWith(".neon.tech");
}
