import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { stopCluster } from "../postgres/cluster.ts";
import { endEarlierRun } from "./run-record.ts";

/** Ends what runs on the data folder and clears it. */
export async function clearData(dataDir: string): Promise<void> {
  await endEarlierRun(dataDir);
  const postgres = join(dataDir, "postgres");
  // Stopped first: a server whose files are gone runs on and keeps its port.
  if (existsSync(join(postgres, "cluster", "postmaster.pid")))
    await stopCluster(postgres).catch(() => undefined);
  rmSync(dataDir, { recursive: true, force: true });
}
